"""What a badge says, and reading one: no points anywhere, strict form, nothing taken on trust."""

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.credentials import badge_reading, badges
from alongside.core.credentials.badge_reading import Unreadable, faults, read

SITE = badges.Site("https://alongside.example.org")
BADGE = badges.Badge(
    id="7a1f5b7e-0d0e-4c43-9d4e-3f5f0a8f2c11",
    subject="0c7e4f5b-53b1-4bb1-9b5b-0d4b3f1e2a77",
    act=badges.FORUM,
    on=date(2026, 9, 3),
    made=datetime(2026, 9, 10, 12, 30, tzinfo=UTC),
    own="Tea and talk",
    statements=(badges.Aligned("K01", "Hope", "5a7b6f0e-1111-4222-8333-444455556666", "RR"),),
)
LIST = "b5a4c1de-7777-4888-9999-aaaabbbbcccc"
PROOF = {"type": "DataIntegrityProof", "cryptosuite": badges.SUITE, "verificationMethod": "x#z6Mk"}


def made(badge=BADGE, site=SITE):
    return badges.credential(badge, site=site, list_id=LIST, index=94567)


def as_text(document):
    return json.dumps(document | {"proof": PROOF})


def test_a_badge_says_what_was_done_when_and_that_its_holder_recorded_it():
    document = made()
    achievement = document["credentialSubject"]["achievement"]
    assert document["@context"] == list(badges.CONTEXTS)
    assert achievement["name"] == "Hosted a forum"
    assert document["credentialSubject"]["narrative"] == "Tea and talk"
    assert "Prepared by the worker, self-recorded" in achievement["criteria"]["narrative"]
    assert "no rating and no level" in achievement["criteria"]["narrative"]
    assert achievement["alignment"] == [
        {
            "type": ["Alignment"],
            "targetName": "Hope",
            "targetUrl": "https://alongside.example.org/ims/case/v1p1/CFItems/"
            "5a7b6f0e-1111-4222-8333-444455556666",
            "targetCode": "K01",
            "targetFramework": "RR",
            "targetType": "CFItem",
        }
    ]


def test_a_badge_has_no_place_for_a_point_a_score_or_a_name():
    assert {one.name for one in fields(badges.Badge)} == {
        "id", "subject", "act", "on", "made", "title", "own", "statements"
    }  # fmt: skip
    text = json.dumps(made())
    for word in ('"result"', "score", '"identifier"', "email", "Competency", "value"):
        assert word not in text


def test_who_holds_it_is_a_number_drawn_for_this_badge_alone():
    assert made()["credentialSubject"]["id"] == f"urn:uuid:{BADGE.subject}"
    assert made()["id"] == f"urn:uuid:{BADGE.id}"


def test_what_is_left_out_is_left_out_whole():
    document = made(replace(BADGE, own="", statements=()))
    assert "narrative" not in document["credentialSubject"]
    assert "alignment" not in document["credentialSubject"]["achievement"]
    assert list(faults(document)) == []


@settings(max_examples=40, deadline=None)
@given(
    act=st.sampled_from(sorted(badges.ACTS)),
    own=st.text(max_size=60),
    title=st.text(max_size=60),
    on=st.dates(min_value=date(2, 1, 1)),
    number=st.integers(0, 4),
)
def test_every_badge_has_the_form_and_is_read_as_it_was_made(act, own, title, on, number):
    one = replace(BADGE, act=act, own=own, title=title, on=on, statements=BADGE.statements * number)
    reading = read(as_text(made(one)))
    assert reading.faults == ()
    assert reading.name == badges.name_of(one)
    assert reading.own == own
    assert reading.done_on is not None
    assert reading.done_on.date() == on
    assert len(reading.statements) == number
    assert reading.place == badge_reading.Place(SITE.status_list(LIST), 94567)


def test_times_are_said_in_utc_and_need_a_zone():
    there = datetime(2026, 9, 10, 13, 30, tzinfo=timezone(timedelta(hours=1)))
    assert badges.stamp(there) == "2026-09-10T12:30:00Z"
    with pytest.raises(ValueError, match="zone"):
        badges.stamp(there.replace(tzinfo=None))


def test_a_port_in_the_issuers_name_is_written_as_did_web_asks():
    site = badges.Site("http://127.0.0.1:8000")
    assert site.issuer == "did:web:127.0.0.1%3A8000:badges:issuer"
    assert SITE.issuer == "did:web:alongside.example.org:badges:issuer"


def test_the_key_document_names_every_key_for_asserting():
    document = badges.key_document(SITE, ["z6MkNew", "z6MkOld"])
    ids = [one["id"] for one in document["verificationMethod"]]
    assert ids == [f"{SITE.issuer}#z6MkNew", f"{SITE.issuer}#z6MkOld"]
    assert document["assertionMethod"] == ids
    assert {one["controller"] for one in document["verificationMethod"]} == {SITE.issuer}


def broken(**changes):
    return made() | changes


@pytest.mark.parametrize(
    ("document", "field"),
    [
        (broken(**{"@context": [badges.CONTEXTS[1], badges.CONTEXTS[0]]}), "@context"),
        (broken(**{"@context": [badges.CONTEXTS[0]]}), "@context"),
        (broken(**{"@context": badges.CONTEXTS[0]}), "@context"),
        (broken(id="7a1f"), "id"),
        (broken(validFrom="2026-09-10T12:30:00"), "validFrom"),
        (broken(validUntil="tomorrow"), "validUntil"),
        (broken(issuer={"id": SITE.issuer}), "issuer.type"),
        (broken(issuer={"type": ["Profile"], "id": "us"}), "issuer.id"),
        (broken(issuer=7), "issuer"),
        (broken(credentialSubject=None), "credentialSubject.type"),
        (broken(image=None), "image: empty"),
        (broken(evidence=[]), "evidence: empty"),
    ],
)
def test_a_form_that_is_not_that_of_open_badges_is_named_by_its_field(document, field):
    assert field in list(faults(document))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"criteria": {}}, "achievement.criteria"),
        ({"name": ""}, "achievement.name"),
        ({"description": None}, "achievement.description"),
        ({"type": "Achievements"}, "achievement.type"),
        ({"id": "x y"}, "achievement.id"),
        ({"alignment": [{"type": ["Alignment"], "targetName": "x"}]}, "alignment.targetUrl"),
        ({"alignment": ["K01"]}, "alignment"),
    ],
)
def test_so_is_one_inside_the_achievement(change, field):
    document = made()
    document["credentialSubject"]["achievement"] |= change
    assert field in list(faults(document))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not-json"),
        ("[]", "not-json"),
        ('{"a": NaN}', "not-json"),
        ('{"a": 1, "a": 2}', "not-json"),
        ('{"a":' * 70 + "1" + "}" * 70, "not-json"),
        ("[" * 100_000, "not-json"),
        ('{"type": "VerifiableCredential"}', "no-badge"),
        (json.dumps(made()), "no-proof"),
        (json.dumps(made() | {"proof": [PROOF, PROOF]}), "other-proof"),
        (json.dumps(made() | {"proof": PROOF | {"cryptosuite": "rsa"}}), "other-proof"),
    ],
)
def test_what_cannot_be_read_says_why(text, why):
    with pytest.raises(Unreadable) as error:
        read(text)
    assert error.value.why == why


@pytest.mark.parametrize(
    "status",
    [None, [], {}, {"statusPurpose": "suspension", "statusListIndex": "4"},
     {"statusPurpose": "revocation", "statusListIndex": 4},
     {"statusPurpose": "revocation", "statusListIndex": "-4"},
     {"statusPurpose": "revocation", "statusListIndex": "٤"}],
)  # fmt: skip
def test_a_place_on_a_list_that_is_not_understood_is_none(status):
    assert read(as_text(broken(credentialStatus=status))).place is None
