"""Which tables tell of people: found in the schema itself, so that none can be forgotten."""

from collections.abc import Iterator
from uuid import UUID

from django.apps import apps
from django.db import models

from alongside.accounts.models import Person
from alongside.accounts.queries import verified_emails
from alongside.foundation.personal import GoesWith

# UUID columns that name no person, with what they are.
NO_PERSON = {
    "completions.Told.thing": "the thing to do, or the plan, that was completed",
    "crosswalks.Mark.stamp": "drawn anew with every change of a crosswalk",
    "framework.OfficialDocument.stamp": "another after each change of who reads the document",
    "framework.Round.stamp": "another after each change of what is shown of a consultation",
    "framework.Statement.identifier": "the lasting identifier of a statement",
    "stories.Revision.stamp": "another after each change of which stories are shown",
    "supervision.Barrier.sent_as": "what a barrier is called at the service, made afresh each time",
}


def ours() -> list[type[models.Model]]:
    labels = {one.label for one in apps.get_app_configs() if one.name.startswith("alongside.")}
    return [model for model in apps.get_models() if model._meta.app_label in labels]


def pointers(model: type[models.Model]) -> list[models.ForeignKey]:
    return [one for one in model._meta.get_fields() if isinstance(one, models.ForeignKey)]


def paths(model: type[models.Model], seen: tuple[type[models.Model], ...] = ()) -> list[str]:
    """Every chain of foreign keys that leads from a table to a person, as a lookup."""
    found = []
    for field in pointers(model):
        target = field.related_model
        if target is Person:
            found.append(field.name)
        elif target not in (*seen, model):
            found += [f"{field.name}__{rest}" for rest in paths(target, (*seen, model))]
    return found


def identifiers(model: type[models.Model]) -> list[str]:
    """Columns that hold an identifier which no foreign key speaks for."""
    return [
        one.name
        for one in model._meta.concrete_fields
        if isinstance(one, models.UUIDField)
        and not one.is_relation
        and not (one.primary_key and one.name == "id")
        and f"{model._meta.label}.{one.name}" not in NO_PERSON
    ]


def addresses(model: type[models.Model]) -> list[str]:
    return [one.name for one in model._meta.concrete_fields if isinstance(one, models.EmailField)]


def about_people() -> list[type[models.Model]]:
    """Our tables that can tell of somebody: they lead to a person, or hold an identifier or address."""
    return [
        model
        for model in ours()
        if model is Person
        or paths(model)
        or identifiers(model)
        or addresses(model)
        or hasattr(model, "personal")
    ]


def rows_about(model: type[models.Model], person: UUID) -> Iterator[models.Model]:
    """A table's rows that lead to this person in any way, or name an address of theirs."""
    if model is Person:
        yield from model.objects.filter(pk=person)
        return
    mine = models.Q(pk__in=[])
    for path in [*paths(model), *identifiers(model)]:
        mine |= models.Q(**{path: person})
    for name in addresses(model):
        mine |= models.Q(**{f"{name}__in": verified_emails(person)})
    fate = getattr(model, "personal", None)
    if isinstance(fate, GoesWith) and not paths(model):
        parent = model._meta.get_field(fate.field).related_model
        rows = [row.pk for row in rows_about(parent, person)]
        mine |= models.Q(**{f"{fate.field}__in": rows})
    yield from model.objects.filter(mine).distinct()
