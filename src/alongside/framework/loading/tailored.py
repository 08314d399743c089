"""A tailored framework from its file: checked against its schema and against the edition it is of."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from alongside.core.framework import Check, Edition
from alongside.core.framework.tailored import Pick, Tailored
from alongside.foundation.reading import (
    Fault,
    Faults,
    Located,
    check_shape,
    did_you_mean,
    read_yaml,
)

from .editions import DATA, packaged_edition, schema

FOLDER: Final = DATA / "tailored"


def load_tailored(path: Path, edition: Edition) -> Tailored:
    """The tailored framework in a file. Raises Faults with everything that is wrong."""
    located = read_yaml(path)
    faults = check_shape(located, schema("tailored"))
    faults = faults or list(_faults(located, edition))
    if faults:
        raise Faults(faults)
    return _made(located.value)


@cache
def packaged_tailored() -> tuple[Tailored, ...]:
    """Those that come with the product, by id, read once for each process."""
    return tuple(load_tailored(path, packaged_edition()) for path in sorted(FOLDER.glob("*.yaml")))


def _faults(located: Located, edition: Edition) -> Iterator[Fault]:
    value = located.value
    if value["id"] != Path(located.file).stem:
        message = f"the file is called {Path(located.file).stem!r}, not {value['id']!r}"
        yield located.fault(("id",), message)
    if value["edition"] != edition.slug:
        yield located.fault(("edition",), f"is for {value['edition']!r}, not {edition.slug!r}")
    known = {"profiles": edition.profile_by_id, "settings": edition.setting_names}
    for key, names in known.items():
        for at, name in enumerate(value.get(key, ())):
            if name not in names:
                hint = did_you_mean(name, names)
                yield located.fault((key, at), f"there is no {key[:-1]} {name!r}{hint}")
    yield from _picks(located, edition)


def _picks(located: Located, edition: Edition) -> Iterator[Fault]:
    profiles = [edition.profile_by_id.get(name) for name in located.value.get("profiles", ())]
    given = {one.code for profile in profiles if profile for one in profile.emphasis if one.weight}
    seen: set[str] = set()
    for at, row in enumerate(located.value["picks"]):
        code, place = row["code"], ("picks", at, "code")
        if code not in edition.by_code:
            hint = did_you_mean(code, edition.by_code)
            yield located.fault(place, f"there is no statement {code!r}{hint}")
        if code in seen:
            yield located.fault(place, f"{code} is chosen twice; keep one")
        if code not in given and "why" not in row:
            message = f"{code} is in none of the profiles named above: say why it is chosen"
            yield located.fault(place, message)
        seen.add(code)


def _made(value: Mapping[str, Any]) -> Tailored:
    rest = {key: value[key] for key in ("id", "title", "edition", "for_whom", "lead")}
    return Tailored(
        **rest,
        profiles=tuple(value.get("profiles", ())),
        settings=tuple(value.get("settings", ())),
        picks=tuple(
            Pick(row["code"], row.get("why", ""), tuple(row.get("examples", ())))
            for row in value["picks"]
        ),
        checks=tuple(Check(**row) for row in value.get("checks", ())),
    )
