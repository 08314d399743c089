"""Why something did not open from a course, in words for the person and for who runs the platform."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Why:
    """What happened, what the person can do, and what whoever runs the platform can do."""

    happened: str | Promise
    person: str | Promise
    keeper: str | Promise
    status: int = 400


_AGAIN = _("Go back to your course and open it from there again.")
_ASK = _("Tell whoever looks after your course or your learning platform.")
_SAME = _("Compare what is registered here with what the platform shows for this tool.")

WHY: dict[str, Why] = {
    "shape": Why(
        _("What came from the course is not in a form we can read."),
        _AGAIN,
        _("This tool takes LTI 1.3 resource links and deep linking, and nothing longer than 64 kB."),
    ),
    "platform": Why(
        _("We do not know the learning platform that this came from."),
        _ASK,
        _("Register the platform here first, with its issuer and client identifier exactly as it sends them."),
    ),
    "state": Why(
        _("We could not tell that it was your browser that opened this a moment ago."),
        _("Open it in a window of its own. If that does not help, open it from your course again."),
        _("Let the tool open in a new window. In a frame, some browsers keep back what this needs."),
    ),
    "used": Why(
        _("This was opened from your course already, and each opening counts once."),
        _AGAIN,
        _("Nothing is wrong with the platform: a page was loaded again, or somebody went back to it."),
    ),
    "expired": Why(
        _("Too much time passed between your course and this page."),
        _AGAIN,
        _("If it happens to everybody, the platform’s clock and ours differ by more than a minute."),
    ),
    "signature": Why(
        _("We could not make sure that this came from your learning platform."),
        _ASK,
        _(
            "The message must be signed with RS256 and a key of the platform’s key set, be meant for "
            "us (client_id), and say when it was made and ends."
        ),
    ),
    "keys": Why(
        _("We could not read the keys of your learning platform just now."),
        _("Try again in a minute. If it goes on, tell whoever looks after your course."),
        _(
            "The address of the platform’s key set must answer over https from the internet, with a "
            "set of keys and without sending on."
        ),
    ),
    "deployment": Why(
        _("Your learning platform opened this from a place that is not registered here."),
        _ASK,
        _("Register the deployment identifier that the platform shows for this tool."),
    ),
    "message": Why(
        _("Your learning platform asked for something that there is not here."),
        _ASK,
        _("This tool takes LTI 1.3 resource links and deep linking, and no other messages."),
    ),
    "foreign": Why(
        _("The place in your course leads to another site, and we do not send anybody on."),
        _ASK,
        _("Choose a page of ours for this place again. Its target link must be an address of this site."),
    ),
    "gone": Why(
        _("The page that was put into your course is not here, or not any more."),
        _("Look for it in the framework, or tell whoever looks after your course."),
        _("Choose a page of ours for this place again."),
        404,
    ),
    "unchosen": Why(
        _("Nothing has been chosen for this place in your course yet."),
        _("Read the framework in the meantime, or tell whoever looks after your course."),
        _("Edit this place in the course and choose a page, or give it the address of one of our pages."),
        404,
    ),
    "late": Why(
        _("This choice was begun too long ago."),
        _("Go back to your course and choose again."),
        _("A choice begun from a course can be finished within two hours."),
    ),
    "answer": Why(
        _("Your learning platform gave no address that we can bring your choice to."),
        _ASK,
        _("The return address of deep linking must be a whole address that starts with https://."),
    ),
    "no-key": Why(
        _("Nothing can be chosen for a course here yet."),
        _("Give the place in your course the address of one of our pages instead."),
        _("Whoever runs this site has to give it a key for courses first (COURSES_KEY)."),
        503,
    ),
}  # fmt: skip


class NotOpened(Exception):
    """Nothing was opened; ``why`` is one of WHY."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
