"""Every table that can tell of somebody says how it leaves, how it goes, and how long it stays."""

import pytest
from django.apps import apps
from django.db import models

from alongside.accounts.models import Person
from alongside.foundation.personal import GoesWith, Personal
from tests.about_people import NO_PERSON, about_people, ours, pointers

TABLES = pytest.mark.parametrize("model", about_people(), ids=lambda model: model._meta.label)


def test_the_tables_about_people_are_found_through_any_chain_of_keys():
    found = {model._meta.label for model in about_people()}
    assert {
        "accounts.Person",
        "accounts.Share",
        "language.Decision",  # through a place on the panel
        "foundation.IdempotencyKey",  # by an identifier alone
        "foundation.HistoryDetail",
        "foundation.OutboxMessage",
    } <= found
    assert "framework.Edition" not in found


@TABLES
def test_every_table_about_a_person_says_how_it_leaves_goes_and_stays(model):
    fate = getattr(model, "personal", None)
    if isinstance(fate, GoesWith):
        return
    assert isinstance(fate, Personal), (
        f"{model._meta.label} can tell of a person and says nothing about it. Give the class\n"
        "    personal = Personal(export=..., erase=..., keep=..., called=...)\n"
        "or, where it is a part of something that says so already,\n"
        '    personal = GoesWith("the foreign key to it")\n'
        "(alongside.foundation.personal). A UUID column that names no person belongs in NO_PERSON "
        "in tests/about_people.py, with what it is."
    )
    assert all((fate.export, fate.erase, fate.keep))


@TABLES
def test_every_table_about_a_person_has_a_name_for_a_report(model):
    """Such as called="notes": it stands in what somebody reads before and after they erase."""
    assert model.personal.called, f"{model._meta.label}: give its Personal or GoesWith called=..."


@TABLES
def test_a_part_goes_with_something_that_says_what_becomes_of_it(model):
    fate = getattr(model, "personal", None)
    if not isinstance(fate, GoesWith):
        return
    field = model._meta.get_field(fate.field)
    assert isinstance(field, models.ForeignKey)
    assert isinstance(getattr(field.related_model, "personal", None), Personal | GoesWith)
    kept_with_history = model._meta.label == "foundation.HistoryDetail"
    assert kept_with_history or field.remote_field.on_delete is models.CASCADE, (
        f"{model._meta.label} would stay behind when its {fate.field} goes."
    )


def test_a_key_to_a_person_goes_with_them_or_forgets_who_it_was():
    """PROTECT would stop an erasure; DO_NOTHING would leave an identifier behind."""
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in ours()
        for field in pointers(model)
        if field.related_model is Person
        and field.remote_field.on_delete not in (models.CASCADE, models.SET_NULL)
    ]
    assert wrong == []


def test_what_is_said_to_name_no_person_is_still_there():
    """So that the list of exceptions does not grow old."""
    for label in NO_PERSON:
        app, model, column = label.split(".")
        if apps.is_installed(f"alongside.{app}"):
            known = {one._meta.object_name: one for one in apps.get_app_config(app).get_models()}
            assert model not in known or known[model]._meta.get_field(column)
