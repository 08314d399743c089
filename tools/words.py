"""Compiles the word list for Python and the browser, and writes its page of the manual.

With --check it writes nothing and says whether both are fresh. Faults are named by file and line.
"""

import sys
from pathlib import Path

from alongside.foundation.reading import Faults
from alongside.language.loading import COMPILED, WordList, compiled_text, load_word_list

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "language-rules.md"
HEAD = """# The rules about words

Made from `src/alongside/language/data/` by `make docs`. How a rule is written stands in
[../how-to/write-a-language-rule.md](../how-to/write-a-language-rule.md), and why it is done so in
[../adr/0010-rules-about-words.md](../adr/0010-rules-about-words.md).

Level A: there is nearly always a better way. Level C: it depends on who is speaking, and when.
Nothing is found in a quotation or in what somebody is said to have said: a person may call
themselves anything. The letters and numbers of sources are explained at the end.
"""
SOURCES = {
    "L1": "Nottinghamshire Healthcare, recovery language page",
    "L2": "UofL Health, table of language",
    "L4": "a peer-led course on support around a borderline diagnosis",
    "L5": "British Psychological Society, Division of Clinical Psychology, 2015",
    "L6": "Mindframe, guidance on words in the media",
    "L7": "Time to Change, style advice",
    "L8": "Samaritans, online safety",
    "L9": "National Lottery Community Fund Scotland, blog",
    "L10": "a Scottish campaigner's response in the BMJ",
    "L11": "Yale, notes on language in person-centred planning",
    "L12": "language consensus in diabetes care, by analogy",
    "L13": "Scottish Government, on the term mental disorder",
    "L14": "Ridgway, comparison of recovery accounts",
    "L15": "general articles about stigma",
    "L16": "St Andrew's, report on film",
    "L17": "debate in the British Journal of Psychiatry, 2016",
    "L18": "Slade and others, 2014",
    "L19": "Healthcare Improvement Scotland, usage",
    "L19b": "Samaritans and Safer Communities Scotland",
    "seed": "Realising Recovery itself",
    "M": "common practice; no published source; for the panel to judge",
}


def page(words: WordList) -> str:
    lines = [HEAD]
    for kind in words.kinds:
        lines += [f"\n## {kind.name}\n", f"{kind.about}\n"]
        lines += [
            "| rule | words | level | you could say | why | source |",
            "|---|---|---|---|---|---|",
        ]
        for row in words.written.values():
            if row["kind"] == kind.id:
                why = f"{row['why']} {row.get('context', '')}".strip()
                cells = (
                    f"`{row['id']}`",
                    row["title"],
                    row["level"],
                    "; ".join(row["instead"]),
                    why,
                    " ".join(row["sources"]),
                )
                lines.append("| " + " | ".join(cells) + " |")
    lines += ["\n## Sources\n", "They were read for ideas; every line here is our own.\n"]
    lines += ["| mark | source |", "|---|---|"]
    lines += [f"| {mark} | {what} |" for mark, what in SOURCES.items()]
    return "\n".join(lines) + "\n"


def main() -> int:
    try:
        words = load_word_list()
    except Faults as faults:
        print(faults, file=sys.stderr)
        return 2
    wanted = {COMPILED: compiled_text(words.rules), PAGE: page(words)}
    if "--check" in sys.argv:
        stale = [path for path, text in wanted.items() if path.read_text("utf-8") != text]
        print("\n".join(f"{path.name} is stale; make docs writes it again" for path in stale))
        return int(bool(stale))
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
