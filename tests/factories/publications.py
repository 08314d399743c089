"""The packaged edition as it is given to others, and an edition that follows it."""

from dataclasses import replace
from functools import cache

from alongside.core.credentials.publication import Publication
from alongside.core.framework import Disposition, Edition
from alongside.core.framework.changing import check, kept_identifiers
from alongside.core.framework.dispositions import Became
from alongside.framework.loading import packaged_edition
from alongside.framework.presenters.publication import publication_of

ROOT = "https://framework.example.org/framework/"
BASE = f"{ROOT}realising-recovery-2007/"


@cache
def the_edition() -> Publication:
    return publication_of(packaged_edition(), root=ROOT)


@cache
def one_that_follows() -> Edition:
    """K01 says the same as K02 did, K02 is reworded, K03 means something else, K04 and K05 are one
    now and the other is gone: something of most kinds, in an edition that is sound."""
    old = packaged_edition()
    statements = []
    for one in old.statements:
        if one.code == "K02":
            statements.append(replace(one, title="Said in other words"))
        elif one.code == "K03":
            statements.append(replace(one, text="Knows something else."))
        elif one.code == "K04":
            statements.append(replace(one, text="Knows what two statements said."))
        else:
            statements.append(one)
    special = {"K02", "K03", "K04", "K05"}
    told = [
        Disposition(Became.REWORDED, ("K02",), ("K02",)),
        Disposition(Became.CHANGED, ("K03",), ("K03",), "It was too narrow."),
        Disposition(Became.MERGED, ("K04", "K05"), ("K04",), "They said one thing."),
        Disposition(Became.NEW, (), ("K05",)),
    ]
    told += [
        Disposition(Became.SAME, (code,), (code,)) for code in old.by_code if code not in special
    ]
    new = replace(
        old,
        slug="realising-recovery-2027",
        title="Realising Recovery, 2027",
        statements=tuple(statements),
        previous=old.slug,
        dispositions=tuple(told),
        identifiers=kept_identifiers(old, told),
    )
    assert check(old, new) == ()
    return new
