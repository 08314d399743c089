"""What kinds of entries, their texts and their facts are called."""

from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from alongside.core.record.entries import Entry
from alongside.framework.queries import title_of

KINDS = {
    "learning": lazy("Learning I did"),
    "reflection": lazy("A reflection"),
    "feedback": lazy("Feedback I was given"),
    "discussion": lazy("A reflective discussion"),
    "thank-you": lazy("A thank-you"),
    "team-discussion": lazy("A talk in the team"),
    "visit": lazy("A visit"),
    "reading": lazy("Something I read, heard or watched"),
    "practice": lazy("Hours of practice"),
    "other": lazy("Something else"),
}

TEXTS = {
    "happened": lazy("What happened"),
    "learned": lazy("What I learned"),
    "changed": lazy("What I do differently since"),
    "effect": lazy("What it brings to people who use the service"),
    "relates": lazy("How it belongs to the code or standards of my profession"),
    "content": lazy("What was said, in general words"),
    "used": lazy("What I did with it"),
}

ABOUT = {
    "method": lazy("How I learned"),
    "link": lazy("Where it can be found"),
    "source": lazy("Who gave it"),
    "type": lazy("How it was given"),
    "with_name": lazy("Whom I talked with about it"),
    "with_role": lazy("What they do"),
    "with_pin": lazy("Their registration number"),
    "with_email": lazy("Their e-mail address"),
    "with_address": lazy("Their work address"),
    "organisation": lazy("Organisation"),
    "address": lazy("Its address"),
    "postcode": lazy("Its postcode"),
    "scope": lazy("Scope of practice"),
    "setting": lazy("Work setting"),
}

HOURS = {
    "hours": lazy("Hours"),
    "participatory_hours": lazy("Of these, hours of learning with others"),
    "protected_hours": lazy("Of these, hours in protected learning time"),
}


def pairs(entry: Entry) -> list[tuple[str, str]]:
    """An entry as label and text, for a page that shows two side by side."""
    said = [
        (_("What"), entry.title),
        (_("Kind"), str(KINDS[entry.kind])),
        (_("When"), days(entry)),
    ]
    for name, label in HOURS.items():
        hours = getattr(entry, name)
        if hours is not None:
            said.append((str(label), number(hours)))
    said += [(str(TEXTS[name]), text) for name, text in entry.texts.items()]
    said += [(str(ABOUT[name]), text) for name, text in entry.about.items()]
    if entry.codes:
        said.append((_("Statements"), ", ".join(entry.codes)))
    if entry.earlier:
        titles = ", ".join(title_of(*one) for one in entry.earlier)
        said.append((_("Statements of an earlier edition"), titles))
    return said


def number(hours: Decimal) -> str:
    """Hours as people write them: 7.5, and 10 rather than 10.00."""
    return f"{hours:f}".rstrip("0").rstrip(".") if hours % 1 else f"{hours:.0f}"


def days(entry: Entry) -> str:
    """When it was: a day, or the first and the last."""
    first = formats.date_format(entry.on, "j F Y")
    if entry.until is None or entry.until == entry.on:
        return first
    return _("%(first)s to %(last)s") % {
        "first": first,
        "last": formats.date_format(entry.until, "j F Y"),
    }


HINTS = {
    "title": lazy("A few words, such as “A morning with the peer workers”."),
    "happened": lazy("Only what a reader needs. No names: “a person I met” or “a nurse” will do."),
    "learned": lazy("What you know, see or can do now. One honest sentence is enough."),
    "changed": lazy("One thing is plenty. It may be something you stopped doing."),
    "effect": lazy("What they might notice. Not how somebody is doing."),
    "relates": lazy("Which part of the code or standards you had in mind."),
    "content": lazy("The sense of it, so that nobody can tell who said it."),
    "used": lazy("What you kept doing, changed or passed on."),
    "source": lazy("Such as “a person I support”, “a family member” or “a colleague”. No names."),
    "type": lazy("Such as “said to me”, “a letter” or “in supervision”."),
    "method": lazy("Such as “a course”, “online, by myself” or “working beside somebody”."),
    "hours": lazy("As you count them, to the quarter hour, such as 1.5."),
    "with_name": lazy(
        "Their name, where a form asks for it, or asks who can verify what you learned. "
        "Nobody else sees it unless you share this entry."
    ),
    "link": lazy("A web address, or where the paper copy is kept."),
}
