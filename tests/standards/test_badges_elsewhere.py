"""Badges in the eyes of others: Node's @digitalbazaar packages, and the published schema.

tools/readers puts both beside what is installed. Where it could not, these tests are left out.
"""

import json
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
from django.test import Client

from alongside.badges import actions
from alongside.badges.models import Badge
from alongside.foundation import proofs
from tests.factories.badges import SITE, a_badge, done

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".venv" / "readers"
SCHEMA = FOLDER / "badge.json"
SCRIPT = Path(__file__).with_name("verify_badge.mjs")
NODE = shutil.which("node")

elsewhere = pytest.mark.skipif(
    not (NODE and (FOLDER / "node_modules").is_dir()), reason="no node, or no packages for it"
)
by_schema = pytest.mark.skipif(not SCHEMA.is_file(), reason="the published schema is not here")


def verified(badge: dict) -> dict:
    from openbadgeslib.ob3.contexts import bundled_contexts

    browser = Client()
    address = badge["credentialStatus"]["statusListCredential"].removeprefix("http://testserver")
    given = {
        "folder": str(FOLDER),
        "contexts": bundled_contexts(),
        "badge": badge,
        "keys": browser.get("/badges/issuer/did.json").json(),
        "list": browser.get(address).json(),
    }
    done = subprocess.run(
        [str(NODE), str(SCRIPT)],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@elsewhere
def test_node_finds_a_badge_whole_then_changed_then_under_an_older_key_then_ended(
    people, edition, settings
):
    badge_id = a_badge(people.alice, own="Tea ☕ and talk")
    badge = Badge.objects.get().credential
    assert verified(badge) == {"verified": True, "ended": False, "error": ""}
    changed = json.loads(json.dumps(badge).replace("Hosted a forum", "Hosted a forun"))
    assert verified(changed)["verified"] is False
    settings.BADGE_KEY = proofs.new_key()
    actions.keep_key(actor=None)
    assert verified(badge) == {"verified": True, "ended": False, "error": ""}
    actions.end_badge(actor=people.actor("alice"), badge_id=badge_id)
    assert verified(badge) == {"verified": True, "ended": True, "error": ""}


def test_the_statements_a_badge_names_are_items_of_the_case_provider(people, edition):
    a_badge(people.alice, codes=["K01", "S10"])
    alignment = Badge.objects.get().credential["credentialSubject"]["achievement"]["alignment"]
    for one in alignment:
        item = Client().get(one["targetUrl"].removeprefix("http://testserver")).json()
        assert item["humanCodingScheme"] == one["targetCode"]
        assert item["uri"] == one["targetUrl"]


@by_schema
def test_badges_have_the_published_form(people, edition):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    judge = jsonschema.Draft201909Validator(schema, format_checker=jsonschema.FormatChecker())
    a_badge(people.alice, own="Tea")
    a_badge(people.alice, codes=["V01"])
    actions.make_badge(
        actor=people.actor("alice"), act="activity", source_id=done(people.alice), site=SITE
    )
    for row in Badge.objects.all():
        assert [one.message for one in judge.iter_errors(row.credential)] == []
