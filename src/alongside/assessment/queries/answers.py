"""Reads of answers and of everything that was ever saved.

An answer stays with the words it was given to: one row for one statement of one edition. In a later
edition it counts for the statement that says the same, or the same in other words, until its owner
answers that one. Nothing is copied for that: it is looked up, and says where it was said.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from uuid import UUID

from alongside.assessment.models import Answer
from alongside.core import framework as core
from alongside.core import scales
from alongside.foundation import history
from alongside.framework import queries as framework

FIELDS = ("code", "point", "want", "note", "evidence", "evidence_kind", "seq", "saved_at")
Answers = dict[str, scales.Answer]


@cache
def edition_of(slug: str) -> core.Edition:
    """A published edition by slug, read once per process: what is published never changes.

    Raises NoEditionError for a slug nobody has published.
    """
    return framework.edition(slug)


def answers_of(person_id: UUID, edition_slug: str) -> Answers:
    """What one person has said of an edition's statements, by code. One query.

    Their answers to it; and those to earlier words that mean the same, where they have not
    answered again. These say in ``of_edition`` and ``of_code`` what they were said of.
    """
    return as_now(answers_by_edition(person_id), edition_slug)


def answer_of(person_id: UUID, edition_slug: str, code: str) -> scales.Answer | None:
    """What one person has said of one statement, to these words or to earlier ones alike."""
    return answers_of(person_id, edition_slug).get(code)


def own_answers_of(person_id: UUID, edition_slug: str) -> Answers:
    """What one person has answered to one edition's own words, and nothing else."""
    return answers_by_edition(person_id).get(edition_slug, {})


def answers_by_edition(person_id: UUID) -> dict[str, Answers]:
    """Everything one person has answered, by the edition it was said of and by code. One query."""
    rows = Answer.objects.filter(person_id=person_id).values_list("edition", *FIELDS)
    found: dict[str, Answers] = {}
    for edition, *row in rows:
        found.setdefault(edition, {})[row[0]] = scales.Answer(*row)
    return found


def as_now(given: Mapping[str, Answers], edition_slug: str) -> Answers:
    """Answers by edition, as they count for one of them. The latest edition's come first: also where
    somebody emptied theirs there, what they had said before that does not come back.
    """
    counted: Answers = {}
    if given.keys() - {edition_slug}:
        for earlier in reversed(framework.followed_by(edition_slug)):
            means = framework.meaning(earlier, edition_slug)
            for code, answer in given.get(earlier, {}).items():
                to = means[code].counts if code in means else ""
                if to and said_something(answer):
                    counted[to] = _said_of(answer, earlier, to, edition_slug)
                else:
                    counted.pop(to, None)
    return counted | given.get(edition_slug, {})


def said_something(answer: scales.Answer) -> bool:
    """Whether an answer holds anything; one that was emptied again does not."""
    return answer.content != scales.Answer(answer.code).content


def _said_of(answer: scales.Answer, earlier: str, to: str, edition_slug: str) -> scales.Answer:
    """An earlier answer as it counts now. Evidence stays behind where it is no longer asked for;
    the number is 0, because nothing has been saved for these words yet. A point whose words mean
    something else now places nobody any more, and stays as what was said then.
    """
    kept = replace(answer, code=to, seq=0, of_edition=earlier, of_code=answer.code)
    if framework.point_changed(earlier, answer.code, answer.point, edition_slug):
        kept = replace(kept, point="", point_then=answer.point)
    if to in edition_of(edition_slug).no_evidence:
        return replace(kept, evidence="", evidence_kind="")
    return kept


def editions_answered(person_id: UUID) -> list[str]:
    """The editions this person has answers to. An answer stays with the words it was given to."""
    mine = Answer.objects.filter(person_id=person_id).order_by("edition")
    return list(mine.values_list("edition", flat=True).distinct())


def chain(person_id: UUID) -> str:
    """The history chain that holds a person's saves."""
    return f"answers:{person_id}"


def saves_of(person_id: UUID, edition_slug: str) -> list[scales.Answer]:
    """Every save of one person, newest first. Erased ones are left out."""
    return [save for edition, save in _saves(person_id) if edition == edition_slug]


def saves_as_now(person_id: UUID, edition_slug: str) -> list[scales.Answer]:
    """The same, with what was said of earlier words that mean the same, under the code of now."""
    found = []
    for edition, save in _saves(person_id):
        if edition == edition_slug:
            found.append(save)
        elif to := framework.now(edition, save.code, edition_slug).counts:
            found.append(_said_of(save, edition, to, edition_slug))
    return found


def _saves(person_id: UUID) -> list[tuple[str, scales.Answer]]:
    return [
        (past.what["edition"], _save(past))
        for past in history.past(chain(person_id))
        if past.what is not None and "code" in past.what
    ]


def _save(past: history.Past) -> scales.Answer:
    what = past.what or {}
    return scales.Answer(
        code=what["code"],
        point=what["point"],
        want=what["want"],
        note=what["note"],
        evidence=what["evidence"],
        evidence_kind=what["evidence_kind"],
        seq=what["seq"],
        saved_at=past.at,
    )
