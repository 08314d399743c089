"""Reads the forms of regulators and employers from their files, and says everything wrong at once.

One file holds one version of one form and is named ``<id>-<version>.yaml``. A new version is a new
file; the earlier one stays, so that what was made with it can be made again. The shape stands in
``data/schema/form.schema.json``.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from alongside.core.record.forms import (
    ENTRIES,
    Amount,
    Check,
    Field,
    Form,
    Gaps,
    Option,
    Rule,
    Section,
    Source,
    TagField,
    good_source,
)
from alongside.foundation.reading import (
    Fault,
    Faults,
    Located,
    Place,
    check_shape,
    did_you_mean,
    read_yaml,
)

PACKAGED: Final = Path(__file__).parent / "data"


def load(folder: Path) -> tuple[Form, ...]:
    """Every form in a folder, by id and version. Raises Faults with everything wrong."""
    faults: list[Fault] = []
    files: list[Located] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            located = read_yaml(path)
        except Faults as found:
            faults += found.faults
            continue
        wrong = check_shape(located, _schema())
        wrong = wrong or [*_check(located, path.name)]
        faults += wrong
        files += [] if wrong else [located]
    faults += _check_tags_agree(files)
    if not files and not faults:
        faults.append(Fault(str(folder), 1, 1, "holds no forms; put them in *.yaml files"))
    if faults:
        raise Faults(faults)
    return tuple(_form(located.value) for located in files)


@cache
def packaged() -> tuple[Form, ...]:
    """The forms that come with Alongside. Read once."""
    return load(PACKAGED / "forms")


def form(form_id: str, version: str) -> Form | None:
    """One version of one form; None where there is none."""
    return next((one for one in packaged() if (one.id, one.version) == (form_id, version)), None)


@cache
def tag_fields() -> tuple[TagField, ...]:
    """Every choice that any form asks for, once, for whoever writes an entry."""
    found: dict[str, TagField] = {}
    for one in packaged():
        for tag in one.tag_fields:
            found[tag.id] = tag
    return tuple(found.values())


@cache
def _schema() -> dict[str, Any]:
    text = (PACKAGED / "schema" / "form.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


# Checking what a shape cannot say


def _check(located: Located, name: str) -> Iterator[Fault]:
    value = located.value
    wanted = f"{value['id']}-{value['version']}.yaml"
    if name != wanted:
        yield located.fault(("id",), f"belongs in a file named {wanted!r}, not {name!r}")
    yield from _check_days(located)
    yield from _check_twice(located, ("tags",))
    yield from _check_twice(located, ("sections",))
    for index, section in enumerate(value["sections"]):
        yield from _check_section(located, ("sections", index), section)


def _check_days(located: Located) -> Iterator[Fault]:
    value = located.value
    days = {}
    for key in ("valid_from", "valid_until", "last_checked"):
        if key not in value:
            continue
        try:
            days[key] = date.fromisoformat(value[key])
        except ValueError:
            message = f"{value[key]!r} is not a day in the calendar; write one such as 2027-03-03"
            yield located.fault((key,), message)
    first, last = days.get("valid_from"), days.get("valid_until")
    if first and last and last < first:
        yield located.fault(("valid_until",), f"is before valid_from ({first}); put them right")


def _check_twice(located: Located, place: Place) -> Iterator[Fault]:
    value = located.value
    for step in place:
        value = value[step] if isinstance(step, int) else value.get(step, [])
    seen: dict[str, int] = {}
    for index, entry in enumerate(value):
        line = located.mark((*place, index, "id"))[0]
        if entry["id"] in seen:
            message = f"{entry['id']!r} is already on line {seen[entry['id']]}; choose another id"
            yield located.fault((*place, index, "id"), message)
        seen.setdefault(entry["id"], line)


def _check_section(located: Located, place: Place, section: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _check_twice(located, (*place, "fields"))
    of_entries = section.get("of", ENTRIES) == ENTRIES
    for key in ("counts", "fields"):
        if of_entries and not section.get(key):
            yield located.fault(place, f"{section['id']!r} lacks {key!r}; say them")
    for at, rule in enumerate(section.get("counts", ())):
        inside = (*place, "counts", at)
        yield from _check_sources(located, (*inside, "having"), rule.get("having", ()))
        for tag, chosen in (("tag", "chosen"), ("not_tag", "not_chosen")):
            if tag in rule:
                yield from _check_tag(located, inside, tag, rule[tag], chosen, rule[chosen])
    for at, field in enumerate(section["fields"]):
        yield from _check_sources(located, (*place, "fields", at, "from"), field["from"])


def _check_sources(located: Located, place: Place, sources: Sequence[str]) -> Iterator[Fault]:
    tags = [f"tags.{one['id']}" for one in located.value.get("tags", ())]
    for index, source in enumerate(sources):
        if source.startswith("tags.") and source not in tags:
            hint = did_you_mean(source, tags)
            yield located.fault((*place, index), f"this form has no {source!r}{hint}")
        elif not good_source(source):
            yield located.fault((*place, index), f"{source!r} is none of our fields")


def _check_tag(
    located: Located, place: Place, key: str, tag: str, chosen_key: str, chosen: Sequence[str]
) -> Iterator[Fault]:
    tags = {one["id"]: [o["id"] for o in one["options"]] for one in located.value.get("tags", ())}
    if tag not in tags:
        hint = did_you_mean(tag, tags)
        yield located.fault((*place, key), f"this form has no tag {tag!r}{hint}")
        return
    for index, option in enumerate(chosen):
        if option not in tags[tag]:
            hint = did_you_mean(option, tags[tag])
            message = f"{tag!r} has no option {option!r}{hint}"
            yield located.fault((*place, chosen_key, index), message)


def _check_tags_agree(files: Sequence[Located]) -> Iterator[Fault]:
    """An option's id means the same in every form and version: entries keep nothing but the id."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for located in files:
        for at, tag in enumerate(located.value.get("tags", ())):
            for index, option in enumerate(tag["options"]):
                key = (tag["id"], option["id"])
                label, file = seen.setdefault(key, (option["label"], located.file))
                if label != option["label"]:
                    place = ("tags", at, "options", index, "label")
                    message = (
                        f"{option['id']!r} is {label!r} in {file}; take a new id or the same label"
                    )
                    yield located.fault(place, message)


# Building, from files known to be good


def _form(value: Mapping[str, Any]) -> Form:
    tags = tuple(_tag(one, value["body"]) for one in value.get("tags", ()))
    until = value.get("valid_until")
    return Form(
        id=value["id"],
        version=value["version"],
        title=value["title"],
        body=value["body"],
        about=value["about"],
        years=value["years"],
        valid_from=date.fromisoformat(value["valid_from"]),
        valid_until=date.fromisoformat(until) if until else None,
        last_checked=date.fromisoformat(value["last_checked"]),
        review_days=value["review_days"],
        sections=tuple(_section(one) for one in value["sections"]),
        sources=tuple(Source(**one) for one in value["sources"]),
        checks=tuple(Check(**one) for one in value.get("checks", ())),
        not_here=tuple(value.get("not_here", ())),
        tag_fields=tags,
    )


def _tag(value: Mapping[str, Any], body: str) -> TagField:
    options = tuple(Option(**one) for one in value["options"])
    return TagField(**{**value, "kinds": tuple(value["kinds"]), "options": options, "body": body})


def _section(value: Mapping[str, Any]) -> Section:
    made = {key: inner for key, inner in value.items() if key != "counts"}
    made["rules"] = tuple(_rule(one) for one in value.get("counts", ()))
    made["fields"] = tuple(_field(one) for one in value["fields"])
    made["amounts"] = tuple(_amount(one) for one in value.get("amounts", ()))
    if "gaps" in value:
        asked = value["gaps"]
        made["gaps"] = Gaps(asked["months"], tuple(asked.get("explained_by", ())))
    return Section(**made)


def _rule(value: Mapping[str, Any]) -> Rule:
    made: dict[str, Any] = {
        key: tuple(inner) if isinstance(inner, list) else inner for key, inner in value.items()
    }
    return Rule(**made)


def _field(value: Mapping[str, Any]) -> Field:
    made = {key: inner for key, inner in value.items() if key != "from"}
    return Field(**made, sources=tuple(value["from"]))


def _amount(value: Mapping[str, Any]) -> Amount:
    instead = value.get("instead")
    return Amount(
        of=value["of"],
        at_least=Decimal(value["at_least"]),
        label=value["label"],
        instead=Decimal(instead) if instead is not None else None,
        instead_for=value.get("instead_for", ""),
    )
