"""Reads the area's texts from its folder and says everything that is wrong with them at once.

A folder holds ``rights.yaml``, ``reform.yaml``, ``themes.yaml``, ``pictures.yaml``, ``videos.yaml``
and may hold ``languages/<code>/``. The shapes stand in ``data/expectations.schema.json``.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from alongside.foundation.reading import (
    Fault,
    Faults,
    Located,
    Place,
    check_shape,
    did_you_mean,
    read_yaml,
)

from .policies import Picture

PACKAGED: Final = Path(__file__).parent / "data"
FILES: Final = ("rights", "reform", "themes", "pictures", "videos")
LANGUAGE_FILES: Final = ("language", "themes", "statements", "rights")
LANGUAGE_CODE: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
FIXED_PAGES: Final = ("front", "rights")


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody to ask: who, what they can do, and how to reach them."""

    name: str
    what: str
    phone: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Right:
    """A right in plain words. ``about_law``: plans to change the law may touch it."""

    id: str
    title: str
    question: str
    picture: str
    in_short: str
    what_it_is: tuple[str, ...]
    who_to_ask: tuple[Ask, ...]
    questions: tuple[str, ...]
    sources: tuple[Source, ...]
    last_checked: date
    good_to_know: str = ""
    about_law: bool = False
    check: str = ""


@dataclass(frozen=True, slots=True)
class Reform:
    """The one text about plans to change the law. Paragraphs are parted by an empty line."""

    title: str
    text: str
    sources: tuple[Source, ...]
    last_checked: date
    review_days: int
    check: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as a question; ``lines`` say each statement as something that matters to me."""

    id: str
    question: str
    in_short: str
    picture: str
    rights: tuple[str, ...]
    lines: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Video:
    """A film in British Sign Language about a page."""

    about: str
    link: str
    last_checked: date


@dataclass(frozen=True, slots=True)
class Language:
    """What has been put into another language; what is missing stays in English."""

    code: str
    name: str
    direction: str
    last_checked: date
    themes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    statements: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    rights: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Texts:
    """Everything the area says, but for the statements' own public face."""

    review_days: int
    rights: tuple[Right, ...]
    reform: Reform
    themes: tuple[Theme, ...]
    pictures: tuple[Picture, ...]
    video_review_days: int
    videos: tuple[Video, ...]
    languages: tuple[Language, ...]
    digest: str

    @cached_property
    def right_by_id(self) -> Mapping[str, Right]:
        return {one.id: one for one in self.rights}

    @cached_property
    def theme_by_id(self) -> Mapping[str, Theme]:
        return {one.id: one for one in self.themes}

    @cached_property
    def picture_by_id(self) -> Mapping[str, Picture]:
        return {one.id: one for one in self.pictures}

    @cached_property
    def language_by_code(self) -> Mapping[str, Language]:
        return {one.code: one for one in self.languages}

    @cached_property
    def checks(self) -> tuple[tuple[str, str, str], ...]:
        """What a named reader must confirm: about which entry, its name, what to check."""
        marked = [(one.id, one.title, one.check) for one in self.rights if one.check]
        reform = self.reform
        return (*marked, *([("reform", reform.title, reform.check)] if reform.check else []))

    def video(self, about: str) -> Video | None:
        return next((one for one in self.videos if one.about == about), None)


def load(folder: Path) -> Texts:
    """The texts in a folder. Raises Faults with everything wrong, by file and line."""
    files: Files = {}
    languages: dict[str, Files] = {}
    faults: list[Fault] = []
    for name in FILES:
        _take(files, faults, folder / f"{name}.yaml", name, f"{name}_file")
    for code in _languages(folder):
        languages[code] = _read_language(folder, code, faults)
    if len(files) == len(FILES):
        for check in (_check_rights, _check_themes, _check_pictures, _check_videos):
            faults += check(files)
        for found in languages.values():
            faults += _check_language(found, files)
    if faults:
        raise Faults(faults)
    return _build(files, languages)


@cache
def packaged() -> Texts:
    """The texts that come with Alongside. Read once."""
    return load(PACKAGED)


# Reading

Files = dict[str, Located]


def _take(files: Files, faults: list[Fault], path: Path, name: str, shape: str) -> None:
    """Read one file of the right outer shape; its faults are noted, and it is left out if bad."""
    try:
        located = read_yaml(path)
    except Faults as found:
        faults += found.faults
        return
    schema = _schema()
    wrong = check_shape(located, {"$ref": f"#/$defs/{shape}", "$defs": schema["$defs"]})
    faults += wrong
    if not wrong:
        files[name] = located


def _languages(folder: Path) -> list[str]:
    inside = folder / "languages"
    return sorted(one.name for one in inside.iterdir() if one.is_dir()) if inside.is_dir() else []


def _read_language(folder: Path, code: str, faults: list[Fault]) -> Files:
    inside = folder / "languages" / code
    files: Files = {}
    if not LANGUAGE_CODE.fullmatch(code):
        message = f"{code!r} is not a language code; name the folder like gd, pl or zh-hant"
        faults.append(Fault(str(inside), 1, 1, message))
    for name in LANGUAGE_FILES:
        path = inside / f"{name}.yaml"
        if name == "language" or path.is_file():
            shape = "language_file" if name == "language" else f"language_{name}_file"
            _take(files, faults, path, name, shape)
    return files


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((PACKAGED / "expectations.schema.json").read_text("utf-8"))
    return schema


# Checking what a shape cannot say


def _entries(files: Files, name: str) -> Iterator[tuple[Place, dict[str, Any], Located]]:
    located = files[name]
    for index, entry in enumerate(located.value[name]):
        yield (name, index), entry, located


def _check_rights(files: Files) -> Iterator[Fault]:
    pictures = [entry["id"] for _place, entry, _file in _entries(files, "pictures")]
    yield from _check_twice(files, "rights")
    for place, entry, located in _entries(files, "rights"):
        yield from _check_day(located, (*place, "last_checked"), entry["last_checked"])
        yield from _check_known(located, (*place, "picture"), entry["picture"], pictures)
    yield from _check_day(files["reform"], ("last_checked",), files["reform"].value["last_checked"])


def _check_themes(files: Files) -> Iterator[Fault]:
    pictures = [entry["id"] for _place, entry, _file in _entries(files, "pictures")]
    rights = [entry["id"] for _place, entry, _file in _entries(files, "rights")]
    yield from _check_twice(files, "themes")
    first: dict[str, str] = {}
    for place, entry, located in _entries(files, "themes"):
        yield from _check_known(located, (*place, "picture"), entry["picture"], pictures)
        for index, right in enumerate(entry["rights"]):
            yield from _check_known(located, (*place, "rights", index), right, rights)
        for code in entry["lines"]:
            if first.setdefault(code, entry["id"]) != entry["id"]:
                message = f"{code} already stands in theme {first[code]!r}; keep one"
                yield located.fault((*place, "lines", code), message)


def _check_pictures(files: Files) -> Iterator[Fault]:
    yield from _check_twice(files, "pictures")
    for place, entry, located in _entries(files, "pictures"):
        for index, word in enumerate(entry["words"]):
            if word != word.lower():
                message = f"{word!r} has a capital; write words in small letters"
                yield located.fault((*place, "words", index), message)


def _check_videos(files: Files) -> Iterator[Fault]:
    known = [*FIXED_PAGES]
    for name in ("themes", "rights"):
        known += [entry["id"] for _place, entry, _file in _entries(files, name)]
    for place, entry, located in _entries(files, "videos"):
        yield from _check_known(located, (*place, "about"), entry["about"], known)
        yield from _check_day(located, (*place, "last_checked"), entry["last_checked"])


def _check_language(found: Mapping[str, Located], files: Files) -> Iterator[Fault]:
    """An entry of a language names something that there is."""
    if "language" in found:
        located = found["language"]
        yield from _check_day(located, ("last_checked",), located.value["last_checked"])
    for name in ("themes", "rights"):
        known = [entry["id"] for _place, entry, _file in _entries(files, name)]
        for id_ in found[name].value[name] if name in found else ():
            yield from _check_known(found[name], (name, id_), id_, known)


def _check_twice(files: Files, name: str) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for place, entry, located in _entries(files, name):
        line = located.mark((*place, "id"))[0]
        if seen.setdefault(entry["id"], line) != line:
            message = f"{entry['id']!r} is already on line {seen[entry['id']]}; choose another id"
            yield located.fault((*place, "id"), message)


def _check_known(located: Located, place: Place, word: str, known: list[str]) -> Iterator[Fault]:
    if word not in known:
        yield located.fault(place, f"there is no {word!r} here{did_you_mean(word, known)}")


def _check_day(located: Located, place: Place, day: str) -> Iterator[Fault]:
    try:
        date.fromisoformat(day)
    except ValueError:
        message = f"{day!r} is not a day in the calendar; write a date such as 2027-03-03"
        yield located.fault(place, message)


# Building, from files known to be good


def _build(files: Files, languages: Mapping[str, Files]) -> Texts:
    rights, videos = files["rights"].value, files["videos"].value
    return Texts(
        review_days=rights["review_days"],
        rights=tuple(_right(entry) for entry in rights["rights"]),
        reform=_reform(files["reform"].value),
        themes=tuple(
            Theme(**{**entry, "rights": tuple(entry["rights"])})
            for entry in files["themes"].value["themes"]
        ),
        pictures=tuple(
            Picture(entry["id"], entry["shows"], tuple(entry["words"]))
            for entry in files["pictures"].value["pictures"]
        ),
        video_review_days=videos["review_days"],
        videos=tuple(Video(**_dated(entry)) for entry in videos["videos"]),
        languages=tuple(_language(code, found) for code, found in languages.items()),
        digest=_digest([files, *languages.values()]),
    )


def _right(entry: Mapping[str, Any]) -> Right:
    made: dict[str, Any] = _dated(entry)
    for name in ("what_it_is", "questions"):
        made[name] = tuple(entry[name])
    made["who_to_ask"] = tuple(Ask(**one) for one in entry["who_to_ask"])
    made["sources"] = tuple(Source(**one) for one in entry["sources"])
    return Right(**made)


def _reform(entry: Mapping[str, Any]) -> Reform:
    sources = tuple(Source(**one) for one in entry["sources"])
    return Reform(**{**_dated(entry), "text": entry["text"].strip(), "sources": sources})


def _language(code: str, found: Mapping[str, Located]) -> Language:
    parts = {
        name: found[name].value[name]
        for name in ("themes", "statements", "rights")
        if name in found
    }
    return Language(code=code, **_dated(found["language"].value), **parts)


def _dated(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {**entry, "last_checked": date.fromisoformat(entry["last_checked"])}


def _digest(read: Sequence[Files]) -> str:
    """Something short that changes whenever any of the texts does."""
    whole = [{name: located.value for name, located in files.items()} for files in read]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:16]
