"""Public pages of the framework, for people and (as JSON, at the same addresses) for programs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from alongside.core.framework import Kind
from alongside.foundation import public
from alongside.foundation.access import access, anyone, holds
from alongside.foundation.actor import Actor, Role
from alongside.framework import documents, queries
from alongside.framework.documents import (
    Concepts,
    Linked,
    of_all,
    of_kind,
    of_statement,
    of_theme,
)
from alongside.framework.presenters import beside, pages, wire
from alongside.framework.presenters import difference as comparing
from alongside.framework.presenters.shapes import FACE_BY_ID
from alongside.framework.queries import crosswalks

LONGEST_SHOWN = 200


@dataclass(frozen=True)
class Asked:
    """A request about one edition: the edition, and the two ways of showing it."""

    request: HttpRequest
    published: queries.Published
    fixed: bool

    @cached_property
    def view(self) -> pages.View:
        return pages.View(self.published, fixed=self.fixed, official=self.official)

    @cached_property
    def documents(self) -> documents.Documents:
        return documents.Documents(self.published, self.official)

    @cached_property
    def official(self) -> Mapping[str, queries.Worded]:
        """The publisher's own words, as far as whoever asks may read them."""
        person: Actor | None = getattr(self.request, "actor", None) or None
        return queries.official(self.published, person)

    @cached_property
    def may_mend(self) -> bool:
        """Whether this person writes or reads crosswalks: stewards, and who sits on a panel."""
        person: Actor | None = getattr(self.request, "actor", None) or None
        return person is not None and (person.is_a(Role.STEWARD) or bool(queries.places(person)))

    @cached_property
    def made_of(self) -> tuple[str, ...]:
        """What a page depends on: the edition's words, its publisher's where they show, and what is
        said of other frameworks."""
        shown = f"{self.published.official} {self.published.official_public}"
        return (self.published.digest, shown if self.official else "", crosswalks.stamp())

    @property
    def root(self) -> str:
        """The absolute address under which editions stand: other software is told whole addresses."""
        return self.request.build_absolute_uri(reverse("framework:index"))

    @cached_property
    def linked(self) -> Linked:
        return Linked(self.published, self.root)

    def answer(
        self,
        template: str,
        page: Callable[[], object],
        document: Callable[[], object],
        *,
        concepts: Concepts | None = None,
        stories: bool = False,
    ) -> HttpResponse:
        """A page or a document, whichever is wanted, made once for all visitors; where it shows
        ``stories``, once for as long as none is added or taken back. What holds ``concepts`` can be
        had as linked data too, and its page says the same to search engines."""
        forms = {form.name: form for form in wire.forms()} if concepts else {}
        want = public.wanted(self.request, {name: form.media_type for name, form in forms.items()})
        if concepts and want in forms:
            return self._kept_document(
                (want, self.root, *self.linked.later, crosswalks.stamp()),
                lambda: as_form(forms[want], concepts.skos(self.linked.publication)),
            )
        if want == "json":
            return self._kept_document((want, *self.made_of), lambda: as_json(document()))
        made = (self.published.slug, self.published.digest)
        stamps = (*beside.stamps(), *queries.came_stamp(*made)) if stories else ()
        key = (template, *self.made_of, self.published.is_current, self.root, *stamps)
        return public.keep(
            self.request, key=key, make=lambda: self.render(template, page, concepts=concepts)
        )

    def _kept_document(
        self, key: tuple[object, ...], make: Callable[[], HttpResponse]
    ) -> HttpResponse:
        key = (*key, self.published.digest)
        response = public.keep(self.request, key=key, make=make, headless=True)
        response.headers["Last-Modified"] = http_date(self.linked.changed_at.timestamp())
        return response

    def render(
        self,
        template: str,
        page: Callable[[], object],
        status: int = 200,
        concepts: Concepts | None = None,
    ) -> HttpResponse:
        # Lazy, because templates keep their larger parts from one request to the next.
        facts = {
            "published": self.published,
            "fixed": self.fixed,
            "made_of": self.made_of,
            "view": SimpleLazyObject(lambda: self.view),
            "urls": SimpleLazyObject(lambda: self.view.urls()),
            "page": SimpleLazyObject(page),
            "forms": wire.forms() if concepts else (),
            "may_mend": SimpleLazyObject(lambda: self.may_mend),
            "schema_org": concepts.schema_org(self.linked.publication) if concepts else None,
        }
        return render(self.request, template, facts, status=status)

    def missing(self, asked: str) -> HttpResponse:
        """Nothing by that name: say so, and offer what looks most like it."""
        types = {form.name: form.media_type for form in wire.forms()}
        if public.wanted(self.request, types) != "html":
            response: HttpResponse = JsonResponse({"error": f"{asked}: not found"}, status=404)
        else:
            response = self.render(
                "framework/missing.html", lambda: pages.missing(self.view, asked), status=404
            )
        patch_vary_headers(response, ("Accept",))
        return response


def as_json(document: Any) -> JsonResponse:
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})


def as_form(form: wire.Form, data: Any) -> HttpResponse:
    return HttpResponse(form.write(data), content_type=f"{form.media_type}; charset=utf-8")


Shown = Callable[..., HttpResponse]


def about_edition(view: Shown) -> Callable[..., HttpResponseBase]:
    """Give a view the edition its address names (the newest, if none), or a page that helps."""

    @access(anyone)
    @require_safe
    def shown(request: HttpRequest, slug: str = "", **which: str) -> HttpResponse:
        try:
            published = queries.published(slug)
        except queries.NoEditionError:
            if not slug:
                return render(request, "framework/nothing_yet.html", status=404)
            return _no_such_edition(request, slug)
        return view(Asked(request, published, fixed=bool(slug)), **which)

    return shown


def _no_such_edition(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        current = queries.published()
    except queries.NoEditionError as error:
        raise Http404(slug) from error
    return Asked(request, current, fixed=False).missing(slug)


@about_edition
def index(asked: Asked) -> HttpResponse:
    """The framework by strand and theme."""
    return asked.answer(
        "framework/index.html",
        lambda: asked.view.strands(),
        lambda: asked.documents.index(),
        concepts=of_all(),
    )


@about_edition
def theme(asked: Asked, theme_id: str) -> HttpResponse:
    found = asked.published.edition.theme_by_id.get(theme_id)
    if found is None:
        return asked.missing(theme_id)
    return asked.answer(
        "framework/theme.html",
        lambda: asked.view.theme_page(found),
        lambda: asked.documents.theme(found),
        concepts=of_theme(theme_id),
    )


@about_edition
def kind(asked: Asked, kind: str) -> HttpResponse:
    if kind not in list(Kind):
        return asked.missing(kind)
    return asked.answer(
        "framework/kind.html",
        lambda: asked.view.kind_page(Kind(kind)),
        lambda: asked.documents.kind(Kind(kind)),
        concepts=of_kind(kind),
    )


@about_edition
def face(asked: Asked, face: str) -> HttpResponse:
    """The whole framework said one way, such as what somebody using a service can expect."""
    if face not in FACE_BY_ID:
        return asked.missing(face)
    return asked.answer(
        "framework/face.html",
        lambda: asked.view.face_page(face),
        lambda: asked.documents.face(face),
    )


@about_edition
def statement(asked: Asked, code: str) -> HttpResponse:
    known = asked.published.edition.by_code
    proper = pages.proper_code(code)
    if proper not in known:
        return asked.missing(code)
    if code != proper:
        query = asked.request.META.get("QUERY_STRING", "")
        proper_url = asked.view.at.statement(proper)
        return redirect(f"{proper_url}?{query}" if query else proper_url, permanent=True)
    return asked.answer(
        "framework/statement.html",
        lambda: asked.view.statement(code),
        lambda: asked.documents.statement(known[code]),
        concepts=of_statement(code),
        stories=True,
    )


@about_edition
def outside(asked: Asked) -> HttpResponse:
    """What the framework names outside itself, and where each stands today."""
    things = asked.published.edition.outside_things
    return asked.answer(
        "framework/outside.html",
        lambda: [asked.view.thing(thing) for thing in things],
        lambda: asked.documents.outside(),
    )


@about_edition
def whole(asked: Asked) -> HttpResponse:
    """Everything on one page, laid out for paper."""
    return asked.answer(
        "framework/print.html",
        lambda: asked.view.whole(),
        lambda: asked.documents.whole(),
    )


@about_edition
def search(asked: Asked) -> HttpResponse:
    text = asked.request.GET.get("q", "").strip()
    found = queries.search(text, within=asked.published)
    if public.wants_json(asked.request):
        response: HttpResponse = as_json(asked.documents.search(text[:LONGEST_SHOWN], found))
    else:
        page = {"q": text[:LONGEST_SHOWN], "results": asked.view.results(found)}
        response = asked.render("framework/search.html", lambda: page)
    patch_vary_headers(response, ("Accept",))
    return response


@access(anyone)
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """What has been published, and where each edition stays."""
    actor: Actor | None = getattr(request, "actor", None) or None
    facts = {
        "editions": queries.editions(),
        "steps": queries.steps(),
        "desk_open": actor is not None and queries.desk_is_open(actor),
        "official_open": actor is not None and actor.is_a(Role.STEWARD),
    }
    return render(request, "framework/editions.html", facts)


@access(anyone)
@require_safe
def difference(request: HttpRequest, old: str, new: str) -> HttpResponse:
    """What became of each statement from one edition to another, with both wordings."""
    for slug in (old, new):
        try:
            queries.published(slug)
        except queries.NoEditionError:
            return _no_such_edition(request, slug)
    before, after = queries.published(old), queries.published(new)
    in_line = bool(queries.line(old, new) or queries.line(new, old))
    changes, beside = queries.changes(old, new), queries.beside(old, new)
    as_document = public.wants_json(request)

    def make() -> HttpResponse:
        if as_document:
            told = documents.difference(before, after, changes, beside=beside, in_line=in_line)
            return as_json(told)
        shown = comparing.page(before, after, changes, beside=beside, in_line=in_line)
        return render(request, "framework/difference.html", {"page": shown})

    key = ("difference", as_document, before.digest, after.digest)
    return public.keep(request, key=key, make=make)


@access(holds(Role.STEWARD))
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """What a named reader must confirm before a service goes live."""
    try:
        published = queries.published()
    except queries.NoEditionError:
        return render(request, "framework/nothing_yet.html", status=404)
    asked = Asked(request, published, fixed=False)
    return asked.render("framework/checks.html", asked.view.checks)


@access(anyone)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page: three doors, and one statement said six ways, another each day."""
    try:
        published = queries.published()
    except queries.NoEditionError:
        return render(request, "foundation/home.html")
    today = timezone.localdate()
    return public.keep(
        request,
        key=("home", published.digest),
        make=lambda: render(
            request, "foundation/home.html", pages.home(pages.View(published), today)
        ),
    )
