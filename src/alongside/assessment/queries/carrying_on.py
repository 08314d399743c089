"""Where somebody carries on: what they saved last, and the theme that is open next."""

from alongside.core import framework as core
from alongside.core import scales


def last_saved(answers: dict[str, scales.Answer]) -> scales.Answer | None:
    """The answer that was saved last, to carry on from there."""
    dated = [(one.saved_at, one.code) for one in answers.values() if one.saved_at]
    return answers[max(dated)[1]] if dated else None


def next_theme(edition: core.Edition, answers: dict[str, scales.Answer]) -> core.Theme | None:
    """Where to carry on: the theme of the last save if something there is open, else the next
    theme after it that has something open. None when everything has been answered.
    """
    last = last_saved(answers)
    themes = list(edition.themes)
    if last and last.code in edition.by_code:
        at = [theme.id for theme in themes].index(edition.by_code[last.code].theme)
        themes = themes[at:] + themes[:at]
    return next((theme for theme in themes if not _done(theme, answers)), None)


def _done(theme: core.Theme, answers: dict[str, scales.Answer]) -> bool:
    return all(code in answers and answers[code].answered for code in theme.statements)
