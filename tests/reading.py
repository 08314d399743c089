"""How hard a text is to read. Flesch-Kincaid grade; five more is about the reading age in years."""

import re

import pyphen

SYLLABLES = pyphen.Pyphen(lang="en_GB", left=1, right=1)
# A reading age of nine to eleven: no text above the first, and all of them together below the second.
HARDEST = 6.0
ON_THE_WHOLE = 5.0


def grade(text: str) -> float:
    """The grade of a text: of its words by sentence, and of its syllables by word.

    Syllables: whichever is more of hyphenation points and groups of vowels, so as not to flatter.
    """
    sentences = [one for one in re.split(r"[.?!:;]+(?:\s|$|['’])", text) if re.search(r"\w", one)]
    words = [word.strip("'’-").lower() for word in re.findall(r"[A-Za-z0-9'’-]+", text)]
    syllables = sum(syllables_of(word) for word in words if word)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def syllables_of(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word))
    silent_e = word.endswith("e") and not word.endswith(("le", "ee", "ye"))
    silent_ed = word.endswith("ed") and not word.endswith(("ted", "ded"))
    if groups > 1 and (silent_e or silent_ed):
        groups -= 1
    return max(1, groups, len(SYLLABLES.inserted(word).split("-")))
