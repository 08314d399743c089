"""Bringing a record from another installation: kept sealed, looked at, then taken whole or not at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.assessment import actions as assessment
from alongside.core.planning.model import BadPlan
from alongside.core.scales import BadAnswer
from alongside.foundation import history, moving
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.moving import CANNOT, NEW, Line
from alongside.foundation.text import BadText
from alongside.foundation.writing import action
from alongside.framework.queries import current_edition, edition, edition_slugs, first, now
from alongside.planning import actions as planning
from alongside.portfolio import queries
from alongside.portfolio.models.made import ArrivingPart, ArrivingRecord
from alongside.portfolio.queries import arriving as coming
from alongside.portfolio.queries.bundle import BadBundle, Bundle

from .entries import BadEntry, add_entry
from .files import keep_clean
from .filing import KINDS, BadFile, Clean, clean
from .filing import MOST_BYTES as MOST_FILE

KEPT: Final = timedelta(days=7)
PIECE: Final = 2**20
MOST_FILES: Final = 200
GONE: Final = gettext_lazy("There is no such record on its way to you. It may have run out.")


@action
def stage(*, actor: Actor, body: bytes | memoryview) -> UUID:
    """Keep what was brought, sealed, until it is taken or dropped. What was kept before goes."""
    ArrivingRecord.objects.filter(person_id=actor.person_id).delete()
    row = ArrivingRecord.objects.create(
        person_id=actor.person_id, size=len(body), until=timezone.localdate() + KEPT
    )
    for number, start in enumerate(range(0, len(body), PIECE)):
        piece = bytes(body[start : start + PIECE])
        ArrivingPart.objects.create(record=row, number=number, body=piece)
    return row.pk


@action
def drop(*, actor: Actor, arriving_id: UUID) -> None:
    """Let what was brought go. What has gone already is no trouble."""
    ArrivingRecord.objects.filter(person_id=actor.person_id, pk=arriving_id).delete()


def let_go(today: date) -> dict[str, int]:
    """What was brought and not taken, past its time."""
    late = ArrivingRecord.objects.filter(until__lt=today)
    count = late.count()
    late.delete()
    return {"records on their way in": count}


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle with each of its files made fit to be kept, or what is wrong with it."""

    bundle: Bundle
    files: Mapping[str, Clean | str]


def take(*, actor: Actor, arriving_id: UUID) -> dict[str, Any]:
    """Take what was brought, all of it in one transaction. Returns the report, which stays to read.

    Taking it again gives the same report. Raises BadBundle, and Forbidden where there is none.
    """
    row = _on_its_way(actor, arriving_id)
    if row.taken_at is not None:
        return dict(row.report)
    # Opening files takes a while: before anything is locked.
    try:
        opened = open_files(Bundle(coming.content(row)))
    except BadBundle:
        # Pressed twice: the first may have taken it meanwhile, and let what was sent go.
        row = _on_its_way(actor, arriving_id)
        if row.taken_at is None:
            raise
        return dict(row.report)
    opened.bundle.let_go()
    return take_opened(actor=actor, arriving_id=arriving_id, opened=opened)


def _on_its_way(actor: Actor, arriving_id: UUID) -> ArrivingRecord:
    row = coming.arriving(actor, arriving_id, today=timezone.localdate())
    if row is None:
        raise Forbidden(str(GONE))
    return row


def open_files(bundle: Bundle) -> Opened:
    """Every file of a bundle, opened and made afresh as if it had been put in by hand."""
    return Opened(bundle, _each_file(bundle, clean))


def look_at_files(bundle: Bundle) -> Opened:
    """The same for a first look: whether each is there, and of a kind and size that can be kept."""

    def look(name: str, body: bytes) -> Clean:
        if not body or not any(begins(body) for begins, _take in KINDS):
            return clean(name, body[:16])  # which says what can be kept
        return Clean(name, "", b"", {})

    return Opened(bundle, _each_file(bundle, look))


def _each_file(bundle: Bundle, do: Callable[[str, bytes], Clean]) -> dict[str, Clean | str]:
    files: dict[str, Clean | str] = {}
    for entry in bundle.document["entries"]:
        for file in entry.get("files", ()):
            if file["path"] in files:
                continue
            if len(files) >= MOST_FILES:
                files[file["path"]] = _("more than %(most)s files came") % {"most": MOST_FILES}
            else:
                files[file["path"]] = _opened(bundle, file, do)
    return files


def _opened(
    bundle: Bundle, file: Mapping[str, Any], do: Callable[[str, bytes], Clean]
) -> Clean | str:
    if not bundle.has(file["path"]):
        if bundle.has_files:
            return _("it is named in the record and not in the zip")
        return _("files come along in the zip only")
    try:
        return do(file["name"], bundle.file(file["path"], MOST_FILE))
    except (BadFile, BadBundle) as error:
        return str(error)


@action
def take_opened(*, actor: Actor, arriving_id: UUID, opened: Opened) -> dict[str, Any]:
    """The writing part of ``take``."""
    rows = ArrivingRecord.objects.select_for_update().filter(person_id=actor.person_id)
    row = rows.filter(pk=arriving_id).first()
    if row is None:  # dropped while its files were opened
        raise Forbidden(str(GONE))
    if row.taken_at is not None:
        return dict(row.report)
    bundle = opened.bundle
    report = {
        "entries": _plain(_take_entries(actor, opened)),
        "answers": _plain(_take_answers(actor, bundle)),
        "plan": _plain(_take_plan(actor, bundle)),
        **{f"part:{taker.name}": _plain(taker.take(actor, part)) for taker, part in takers(bundle)},
    }
    ArrivingPart.objects.filter(record=row).delete()
    row.taken_at, row.report = timezone.now(), report
    row.save()
    taken = sum(1 for lines in report.values() for line in lines if line["state"] == NEW)
    history.record(
        chain=queries.chain(actor.person_id),
        verb="brought a record",
        actor=actor,
        what={"arriving": row.pk, "taken": taken},
    )
    return report


def _plain(lines: Iterable[Line]) -> list[dict[str, str]]:
    return [asdict(line) for line in lines]


def takers(bundle: Bundle) -> Iterator[tuple[moving.Taker, Any]]:
    """Whoever takes a part that was brought, with that part."""
    every = bundle.document["everything"]
    return ((taker, every[taker.name]) for taker in moving.takers() if every.get(taker.name))


# Entries


def _take_entries(actor: Actor, opened: Opened) -> list[Line]:
    known = frozenset(current_edition().by_code)
    here: dict[str, UUID] = {}
    lines = []
    for one in coming.entries_coming(actor, opened.bundle):
        lines.append(one.line)
        if one.line.state != NEW:
            continue
        try:
            made = _add(actor, one, known, here)
        except (BadEntry, BadText) as error:
            lines[-1] = replace(one.line, state=CANNOT, why=str(error))
            continue
        here[one.entry["id"]] = made
        taken = _codes(one.newest, known)
        kept = {code for _of, code in _earlier(one.newest, known)}
        over = [code for code, now in taken.items() if not now and code not in kept]
        over += [code for _of, code in _pairs(one.newest) if code not in kept]
        if over:
            why = _("without %(codes)s, which the framework here does not have")
            lines[-1] = replace(one.line, why=why % {"codes": ", ".join(over)})
        lines += _take_files(actor, one, made, opened)
    return lines


def _add(actor: Actor, one: coming.Coming, known: frozenset[str], here: Mapping[str, UUID]) -> UUID:
    now = one.newest
    return add_entry(
        actor=actor,
        kind=now["kind"],
        title=now["title"],
        on=date.fromisoformat(now["on"]),
        until=date.fromisoformat(now["until"]) if now["until"] else None,
        hours=_hours(now["hours"]),
        participatory_hours=_hours(now["participatory_hours"]),
        protected_hours=_hours(now["protected_hours"]),
        codes=[code for code in _codes(now, known).values() if code],
        earlier=_earlier(now, known),
        texts=now["texts"],
        tags=now["tags"],
        about=now["about"],
        aid=now.get("aid", ""),
        prompts=now.get("prompts", {}),
        copy_of=here.get(one.entry.get("copy_of") or ""),
        origin=one.root,
    )


def _codes(body: Mapping[str, Any], known: frozenset[str]) -> dict[str, str]:
    """Each statement an entry names, as it is called here now; "" where it is not."""
    newest = first(newest=True)
    found = {code: now(body.get("edition", ""), code, newest).counts for code in body["codes"]}
    return {code: to if to in known else "" for code, to in found.items()}


def _earlier(body: Mapping[str, Any], known: frozenset[str]) -> list[tuple[str, str]]:
    """The statements it names that mean something else now, of editions that are published here."""
    of = body.get("edition", "") or first()
    named = [(of, code) for code, to in _codes(body, known).items() if not to]
    here = set(edition_slugs())
    return [
        (slug, code)
        for slug, code in dict.fromkeys((*_pairs(body), *named))
        if slug in here and code in edition(slug).by_code
    ]


def _pairs(body: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(str(of), str(code)) for of, code in body.get("earlier", ())]


def _hours(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _take_files(actor: Actor, one: coming.Coming, entry_id: UUID, opened: Opened) -> Iterator[Line]:
    for file in one.entry.get("files", ()):
        what = _("File “%(name)s”") % {"name": file["name"]}
        found = opened.files[file["path"]]
        if isinstance(found, str):
            yield Line(what, CANNOT, found)
            continue
        try:
            keep_clean(actor=actor, entry_id=entry_id, made=found, key="")
        except BadFile as error:
            yield Line(what, CANNOT, str(error))
        else:
            yield Line(what)


# Answers and the plan


def _take_answers(actor: Actor, bundle: Bundle) -> Iterator[Line]:
    for one in coming.answers_coming(actor, bundle):
        line = one.line
        if line.state == NEW:
            try:
                assessment.save_answer(
                    actor=actor,
                    edition=one.edition,
                    code=one.answer.code,
                    seq=max(one.answer.seq, one.base + 1),
                    point=one.answer.point,
                    want=one.answer.want,
                    note=one.answer.note,
                    evidence=one.answer.evidence,
                    evidence_kind=one.answer.evidence_kind,
                    base=one.base,
                )
            except (BadAnswer, BadText) as error:
                line = replace(line, state=CANNOT, why=str(error))
        yield line


def _take_plan(actor: Actor, bundle: Bundle) -> Iterator[Line]:
    found = coming.plan_coming(actor, bundle)
    if found is None:
        return
    trouble = ""
    if found.hours:
        hours = Decimal(found.hours)
        trouble = _tried(partial(planning.change_hours, actor=actor, hours=hours))
    for key, activity in found.choices:
        choose = partial(getattr(planning, coming.PLAN_CHOICES[key]), activity_id=activity)
        trouble = trouble or _tried(partial(choose, actor=actor))
    for line in found.lines:
        yield replace(line, state=CANNOT, why=trouble) if trouble and line.state == NEW else line


def _tried(do: Callable[[], object]) -> str:
    """What kept something from being done; '' where nothing did."""
    try:
        do()
    except (BadPlan, Forbidden) as error:
        return str(error)
    return ""
