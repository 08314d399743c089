"""A session as plain text, for pasting elsewhere."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from alongside.supervision.presenters.papers import Sheet


def plain(sheet: Sheet) -> str:
    """Each voice under its own name, one under another."""
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterable[str]:
    yield f"{sheet.title}, {sheet.when}"
    yield f"{_('Worker')}: {sheet.worker}"
    yield f"{_('Supervisor')}: {sheet.supervisor}"
    for section in sheet.sections:
        yield from ("", section.title.upper(), *section.about)
        for voice in section.voices:
            yield from ("", f"{voice.name}" + (f", {voice.when}" if voice.when else "") + ":")
            yield voice.text
    if sheet.agreements:
        yield from ("", _("What we agree").upper())
    for one in sheet.agreements:
        yield from ("", one.what, f"{_('Who')}: {one.who}", f"{_('By')}: {one.by}", one.tags)
        yield from one.stands
    if sheet.barriers:
        yield from ("", _("What the service would have to change").upper(), *sheet.barriers)
    if sheet.next_when:
        yield from ("", f"{_('Next date')}: {sheet.next_when}")
    yield from ("", *sheet.stated)
