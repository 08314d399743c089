"""The framework in the words of schema.org."""

from alongside.core.credentials import schema_org
from tests.factories.publications import BASE, the_edition


def test_the_edition_is_a_set_of_all_its_terms():
    made = schema_org.term_set(the_edition())
    assert (made["@type"], made["@id"]) == ("DefinedTermSet", BASE)
    assert made["license"] == "https://www.apache.org/licenses/LICENSE-2.0"
    assert len(made["hasDefinedTerm"]) == 67
    assert made["hasDefinedTerm"][0]["termCode"] == "K01"


def test_a_statement_is_a_term_of_its_set():
    made = schema_org.term(the_edition(), "S10")
    row = the_edition().by_code["S10"]
    assert (made["@type"], made["termCode"]) == ("DefinedTerm", "S10")
    assert (made["name"], made["description"]) == (row["title"], row["text"])
    assert made["inDefinedTermSet"]["@id"] == BASE


def test_an_activity_teaches_the_statements_that_the_edition_has():
    made = schema_org.learning(
        name="Walk",
        address="https://x.org/walk/",
        hours=0.5,
        cost=0,
        publication=the_edition(),
        codes=["K01", "K99"],
    )
    assert made["timeRequired"] == "PT30M"
    assert made["isAccessibleForFree"] is True
    assert [one["termCode"] for one in made["teaches"]] == ["K01"]
    without = schema_org.learning(
        name="Walk", address="x", hours=8, cost=5, publication=None, codes=["K01"]
    )
    assert "teaches" not in without
    assert without["isAccessibleForFree"] is False
