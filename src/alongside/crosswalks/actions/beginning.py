"""A crosswalk with a framework that was taken in: begun, described, shown to everybody or not."""

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.crosswalks import queries
from alongside.crosswalks.models import Facts, OwnCrosswalk
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check
from alongside.foundation.writing import Conflict, action
from alongside.framework.loading import packaged_crosswalks
from alongside.others import queries as others

from ._shared import changed, hold, refuse_others


@action
def begin(*, actor: Actor, framework: str, title: str, lead: str, terms: str) -> str:
    """Begin a crosswalk with a framework, by its lasting identifier. Gives its slug.

    Nobody but stewards sees it until somebody says that its titles may be shown. One framework has
    one crosswalk: where it was begun already, nothing is changed.
    """
    refuse_others(actor)
    hold()
    if others.newest(framework) is None:
        raise Forbidden(_("This framework was not taken in here."))
    before = OwnCrosswalk.objects.filter(framework=framework).first()
    if before is not None:
        return before.slug
    row = OwnCrosswalk.objects.create(slug=_slug(title), framework=framework)
    _keep(actor, row, 1, title, lead, terms, public=False)
    changed(row.slug, "crosswalk begun", actor, told=False, framework=framework)
    return row.slug


@action
def describe(
    *, actor: Actor, slug: str, seen: int, title: str, lead: str, terms: str, public: bool
) -> None:
    """Another version of what it says of itself, and whether everybody is shown it.

    ``terms``: on what terms the other framework's titles stand here. Whoever says ``public``
    answers for them. Raises Conflict where somebody else wrote it meanwhile.
    """
    refuse_others(actor)
    hold()
    row = queries.own(slug)
    if row is None:
        raise Forbidden(_("This crosswalk came with the product, and says of itself what it says."))
    now = queries.facts(row)
    said = (title.strip(), lead.strip(), terms.strip(), public)
    if (now.title, now.lead, now.terms, now.public) == said:
        return
    if now.number != seen:
        raise _clash(now, said)
    _keep(actor, row, now.number + 1, *said[:3], public=public)
    what = {"number": now.number + 1, "public": public}
    changed(slug, "crosswalk described", actor, told=True, **what)


def _keep(
    actor: Actor, row: OwnCrosswalk, number: int, title: str, lead: str, terms: str, *, public: bool
) -> None:
    Facts.objects.create(
        crosswalk=row,
        number=number,
        title=check(title.strip(), _("The title")),
        lead=check(lead.strip(), _("What stands first")),
        terms=check(terms.strip(), _("The terms")),
        public=public,
        author_id=actor.person_id,
    )


def _slug(title: str) -> str:
    """A name for its address that no other crosswalk has."""
    plain = slugify(title)[:50].strip("-") or "crosswalk"
    taken = {one.id for one in packaged_crosswalks()} | {one.slug for one in queries.all_own()}
    taken |= {"begin", "readings"}
    names = (plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _clash(now: Facts, said: tuple[str, str, str, bool]) -> Conflict:
    def texts(title: str, lead: str, terms: str, public: bool) -> list[tuple[str, str]]:
        shown = _("Everybody") if public else _("Stewards only")
        return [
            (_("Title"), title),
            (_("What stands first"), lead),
            (_("Terms"), terms),
            (_("Who sees it"), shown),
        ]

    return Conflict(
        label=now.title,
        yours=texts(*said),
        theirs=texts(now.title, now.lead, now.terms, now.public),
        go_on=reverse("crosswalks:describe", args=[now.crosswalk.slug]),
    )
