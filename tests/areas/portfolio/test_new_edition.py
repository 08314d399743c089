"""Evidence over a new edition: it counts where the words mean the same, and is kept where not."""

from datetime import date

import pytest

from alongside.portfolio import actions, queries
from alongside.portfolio.models import EvidenceLink
from tests.factories.framework import SECOND, publish_second

FIRST = "realising-recovery-2007"


@pytest.fixture
def entry(people, edition):
    made = actions.add_entry(
        actor=people.actor("alice"), kind="reflection", title="A morning", on=date(2026, 5, 4),
        texts={"learned": "Much."}, codes=["K02", "S01"],
    )  # fmt: skip
    publish_second()
    return made


def test_an_entry_names_its_statements_as_they_are_called_now_and_keeps_the_others(people, entry):
    found = queries.entry(people.actor("alice"), entry).entry
    assert (found.codes, found.earlier) == (("K26",), ((FIRST, "S01"),))


def test_it_stands_beside_the_statement_that_means_the_same_and_no_other(people, entry):
    found = queries.linked_to_answers(people.alice.pk, ["K26", "K02", "S01"])
    assert {code: [id_ for id_, _title in some] for code, some in found.items()} == {"K26": [entry]}


def test_writing_it_afresh_loses_no_link_and_adds_only_what_was_chosen(people, entry):
    alice = people.actor("alice")
    actions.change_entry(actor=alice, entry_id=entry, number=1, codes=["K26", "K02"])
    links = set(EvidenceLink.objects.filter(entry=entry).values_list("edition", "target"))
    assert links == {(FIRST, "K02"), (FIRST, "S01"), (SECOND, "K02")}
    found = queries.entry(alice, entry).entry
    assert (set(found.codes), found.earlier) == ({"K26", "K02"}, ((FIRST, "S01"),))


def test_what_is_unticked_goes_also_where_it_was_linked_under_an_earlier_code(people, entry):
    actions.change_entry(actor=people.actor("alice"), entry_id=entry, number=1, codes=[])
    links = set(EvidenceLink.objects.filter(entry=entry).values_list("edition", "target"))
    assert links == {(FIRST, "S01")}


def test_from_a_statement_it_is_linked_and_unlinked_by_what_it_means_and_not_by_its_code(
    people, entry
):
    """K26 was K02; S01 means something else now, and K02 is another statement."""
    alice = people.actor("alice")

    def codes() -> set[str]:
        return set(queries.entry(alice, entry).entry.codes)

    actions.link_to(actor=alice, entry_ids=[entry], code="S01")
    assert codes() == {"K26", "S01"}
    actions.link_to(actor=alice, entry_ids=[entry], code="K02")
    assert codes() == {"K26", "S01", "K02"}
    actions.link_to(actor=alice, entry_ids=[], code="K26")
    assert codes() == {"S01", "K02"}


def test_its_page_names_what_it_showed_something_about(entry, signed_in):
    page = signed_in("alice").get(f"/my/record/{entry}/")
    assert page.status_code == 200
    assert "statements of an earlier edition" in page.content.decode()


def test_what_counts_only_because_of_an_earlier_answer_is_not_brought_in_as_a_new_one(
    people, edition
):
    from alongside.assessment import actions as assessment
    from alongside.assessment.presenters import own
    from alongside.portfolio.queries import arriving

    alice, bob = people.actor("alice"), people.actor("bob")
    for code in ("K01", "S01"):
        assessment.save_answer(actor=alice, edition=FIRST, code=code, seq=1, point="practising")
    publish_second()

    class Bundle:
        document = {"everything": {"answers": own.everything(alice.person_id)}}

    found = list(arriving.answers_coming(bob, Bundle()))
    assert {(one.edition, one.answer.code) for one in found} == {(FIRST, "K01"), (FIRST, "S01")}
