"""Aids to reflection, as they stand in ``data/aids.yaml``. Read once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alongside.foundation.reading import Faults, check_shape, read_yaml

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question. What is answered becomes part of the text called ``feeds``."""

    id: str
    ask: str
    hint: str
    feeds: str


@dataclass(frozen=True, slots=True)
class Aid:
    id: str
    name: str
    about: str
    prompts: tuple[Prompt, ...]

    @property
    def feeds(self) -> frozenset[str]:
        return frozenset(prompt.feeds for prompt in self.prompts)

    def texts(self, answers: Mapping[str, str]) -> dict[str, str]:
        """What was answered, as the texts it feeds, in the order of the questions."""
        fed: dict[str, list[str]] = {}
        for prompt in self.prompts:
            answer = answers.get(prompt.id, "").strip()
            if answer:
                fed.setdefault(prompt.feeds, []).append(answer)
        return {name: "\n\n".join(parts) for name, parts in fed.items()}

    def answers(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Texts written without this aid, each under the first question that feeds it."""
        found: dict[str, str] = {}
        for name, text in texts.items():
            first = next((prompt.id for prompt in self.prompts if prompt.feeds == name), None)
            if first is not None and text:
                found[first] = text
        return found


@cache
def aids() -> Mapping[str, Aid]:
    """Every aid by its id, in the order in which they are offered."""
    located = read_yaml(DATA / "aids.yaml")
    schema = json.loads((DATA / "schema" / "aids.schema.json").read_text("utf-8"))
    faults = check_shape(located, schema)
    if faults:
        raise Faults(faults)
    return {
        row["id"]: Aid(
            id=row["id"],
            name=row["name"],
            about=row["about"],
            prompts=tuple(Prompt(**prompt) for prompt in row["prompts"]),
        )
        for row in located.value["aids"]
    }
