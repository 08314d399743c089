"""Ways of writing that hurt, mislead or put somebody at risk: one list for everything we say.

Patterns of whole words, whatever their capitals. The language coach has its own, for what people
write; this one is for what the product says.
"""

import re

# After the Samaritans' advice for writing about suicide: no crime, no success, no method, no drama.
UNSAFE = (
    r"commit(s|ted|ting)? suicide",
    r"(successful|failed|unsuccessful|completed) suicide",
    r"(successful|failed|unsuccessful) (suicide )?attempts?",
    r"suicide (bid|gesture|epidemic|pact)",
    r"suicide is (a|the) (way out|solution|answer)",
    r"cry for help",
    r"contract(ed)? for safety",
    r"do(n't| not) do anything (stupid|silly)",
    r"(took|take|taking) an? overdose( of)?",
    r"overdos(ed|ing)( on)?",
    r"(hang(s|ed|ing)?|hung|shoot|shot|drown(s|ed|ing)?) (him|her|them|your|my)sel(f|ves)",
    r"(cut|cutting|slit|slitting) (his|her|their|your|my) (wrists?|arms?|throat)",
    r"jump(s|ed|ing)? (from|off|in front of)",
    r"(quick|painless|peaceful) (way to die|death)",
)
HURTFUL = (
    r"schizophrenics?",
    r"bipolars?",
    r"the mentally ill",
    r"mental patients?",
    r"psychiatric patients?",
    r"personality disordered",
    r"self-harmers?",
    r"suffer(s|ing|ers?)? from",
    r"sufferers?",
    r"victims? of",
    r"non-?complian(t|ce)",
    r"non-?adheren(t|ce)",
    r"lacks? insight",
    r"poor insight",
    r"in denial",
    r"unmotivated",
    r"hard to (reach|engage)",
    r"failed to engage",
    r"manipulative",
    r"attention[- ]seeking",
    r"acting out",
    r"frequent flyers?",
    r"revolving door",
    r"bed blockers?",
    r"time wasters?",
    r"(low|high)[- ]functioning",
    r"lost cause",
    r"hopeless case",
    r"back to baseline",
    r"absconded",
    r"sectioned",
    r"my patients",
    r"addicts?",
    r"junkies?",
    r"normal people",
    r"service users?",
)
# Words of the house: not wrong in themselves, and not ours.
HOUSE = (
    r"journeys?",
    r"users?",
    r"patients?",
    r"deficits?",
    r"gaps?",
    r"scor(e|es|ed|ing)",
)


def found(text: str, *lists: tuple[str, ...]) -> list[str]:
    """What a text holds of these lists."""
    patterns = [pattern for one in lists for pattern in one]
    whole = re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)
    return [match.group() for match in whole.finditer(text)]
