"""Random editions that follow one another, with every disposition in any number."""

from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from alongside.core.framework import Became, Disposition, Edition, Faces, Statement
from alongside.core.framework.changing import kept_identifiers

from .test_edition import a_statement, an_edition


def said(code: str, words: str) -> Statement:
    """A statement of which every part says ``words``."""
    faces = ("I {}", "you {}", "did {}?", "seen {}", "teach {}", "need {}")
    faces = Faces(*(face.format(words) for face in faces))
    return a_statement(code, title=f"Title {words}", text=f"Text {words}", faces=faces)


def reworded(one: Statement, code: str, words: str) -> Statement:
    return replace(one, code=code, text=f"{one.text} {words}")


def first_edition(chance: Random, slug: str = "one") -> Edition:
    codes = [f"{chance.choice('KSV')}{number:02}" for number in range(1, chance.randint(9, 14))]
    return an_edition(slug=slug, statements=tuple(said(code, f"{slug}-{code}") for code in codes))


def followed(chance: Random, old: Edition, slug: str = "two") -> Edition:
    """An edition that follows ``old``: every disposition (as far as there are statements for it),
    some of them again, and codes dealt afresh.
    """
    left = chance.sample(old.statements, len(old.statements))
    kinds = chance.sample(list(Became), 7) + chance.choices(list(Became), k=chance.randint(0, 3))
    free = iter(chance.sample(range(1, 90), 60))
    statements: list[Statement] = []
    dispositions: list[Disposition] = []
    for kind in kinds + [Became.SAME] * len(left):
        needs = {Became.NEW: 0, Became.MERGED: 2}.get(kind, 1)
        if len(left) < needs:
            continue
        before = [left.pop() for _ in range(needs)]
        letter = before[0].code[0] if before else chance.choice("KSV")
        codes = [f"{letter}{next(free):02}" for _ in range(_MAKES.get(kind, 1))]
        made = [_made(kind, before, code, slug) for code in codes]
        statements += made
        named = tuple(one.code for one in before), tuple(one.code for one in made)
        dispositions.append(Disposition(kind, *named, why=f"Because of {slug}, {kind}."))
    return replace(
        an_edition(slug=slug, statements=tuple(statements)),
        previous=old.slug,
        dispositions=tuple(dispositions),
        identifiers=kept_identifiers(old, dispositions),
    )


_MAKES = {Became.SPLIT: 2, Became.RETIRED: 0}


def _made(kind: Became, before: list[Statement], code: str, slug: str) -> Statement:
    if kind is Became.SAME:
        return replace(before[0], code=code)
    if kind is Became.REWORDED:
        return reworded(before[0], code, f"again-{slug}")
    return said(code, f"{slug}-{code}")


def _line(seed: int) -> tuple[Edition, Edition, Edition]:
    chance = Random(seed)
    first = first_edition(chance)
    second = followed(chance, first)
    return first, second, followed(chance, second, slug="three")


lines = st.integers(0, 2**32).map(_line)
pairs = lines.map(lambda line: line[:2])
