"""One's own things, with one's own token."""

import pytest

from alongside.assessment import actions as assessment
from alongside.assessment.queries import answer_of
from alongside.portfolio import queries as portfolio
from tests.factories.everything import HIS, WORD, everything

pytestmark = pytest.mark.usefixtures("edition")
SLUG = "realising-recovery-2007"
SAID = {"version": 0, "point": "exploring", "want": True, "note": "Mine", "evidence": "", "evidence_kind": ""}
ENTRY = {"kind": "reflection", "title": "A morning", "on": "2026-01-05", "texts": {"happened": "It rained"}}


def test_smoke(people, program):
    filled = everything(people)
    alice = program("alice")
    for address in ("token", "answers", "answers/K01", "plan", "record/entries", f"record/entries/{filled.things['entry']}"):
        answer = alice.get(f"/my/{address}")
        print(address, answer.status_code, answer.content.decode()[:1500])
    for address in ("editions", "editions/current", "editions/current/themes", "editions/current/themes/hope",
       "editions/current/statements?limit=2&kind=values", "editions/current/statements/K01", f"editions/{SLUG}/changes/current",
       "activities?limit=1", "activities/keeping-them-going-at-handover", "resources?limit=1", "questions", "questions/hope", "rights", "rights/advance-statement", "help-now", "nowhere", "editions/%00"):
        answer = alice.get(f"/{address}")
        print(address, answer.status_code, dict(answer.headers), answer.content.decode()[:300])
    assert 0
