"""Open Badges 3.0: what a badge of ours says, who stands behind it, and reading anybody's badge.

A badge is for an act that somebody recorded themselves, never for a level: nothing here has a place
for a rating, a point or a score. Dict to dict; signing is done elsewhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

CONTEXTS: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
LANGUAGE: Final = "en-GB"
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
SUITE: Final = "eddsa-rdfc-2022"
PURPOSE: Final = "revocation"
ACTIVITY, FORUM, TOGETHER = "activity", "forum", "together"

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """Something a person can have done. ``in_own_words``: they may say in a line what it was."""

    id: str
    name: str
    description: str
    in_own_words: bool = True


ACTS: Final[Mapping[str, Act]] = {
    one.id: one
    for one in (
        Act(
            ACTIVITY,
            "Completed a learning activity",
            "Somebody did an activity of the learning library, and finished it.",
            in_own_words=False,
        ),
        Act(
            FORUM,
            "Hosted a forum",
            "Somebody brought people together to talk about recovery-focused practice, and held "
            "the space for them.",
        ),
        Act(
            TOGETHER,
            "Co-facilitated",
            "Somebody prepared and led something together with at least one other person, such as "
            "a session, a group or a day of learning.",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Aligned:
    """A statement that an act is about. ``identifier``: its lasting UUID, as text."""

    code: str
    title: str
    identifier: str
    framework: str


@dataclass(frozen=True, slots=True)
class Badge:
    """What one badge says. ``id`` and ``subject`` are UUIDs as text, drawn for this badge alone.

    ``title`` is the activity's, "" for the other acts; ``own`` is what the person says in a line.
    """

    id: str
    subject: str
    act: str
    on: date
    made: datetime
    title: str = ""
    own: str = ""
    statements: Sequence[Aligned] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """The installation that issues. ``root``: its address with no slash at its end."""

    root: str

    @property
    def host(self) -> str:
        return self.root.partition("://")[2]

    @property
    def issuer(self) -> str:
        """A did:web identifier; its document stands below ``/badges/issuer/``."""
        return f"did:web:{self.host.replace(':', '%3A')}:badges:issuer"

    @property
    def name(self) -> str:
        return f"Alongside at {self.host}"

    @property
    def page(self) -> str:
        return f"{self.root}/badges/"

    def method(self, public: str) -> str:
        """The address of a key."""
        return f"{self.issuer}#{public}"

    def status_list(self, list_id: str) -> str:
        return f"{self.root}/badges/status/{list_id}/"

    def item(self, identifier: str) -> str:
        """A statement's address in CASE."""
        return f"{self.root}/ims/case/v1p1/CFItems/{identifier}"


def name_of(badge: Badge) -> str:
    act = ACTS[badge.act]
    return f"{act.name}: {badge.title}" if badge.title else act.name


def criteria(on: date) -> str:
    """How a badge was come by. It says first what it is not."""
    return (
        "Prepared by the worker, self-recorded: whoever this badge was made for wrote in their own "
        f"learning record that they did this on {on.day} {MONTHS[on.month - 1]} {on.year}. Nobody "
        "assessed it. It is no rating and no level, and says nothing of how well it was done."
    )


def credential(badge: Badge, *, site: Site, list_id: str, index: int) -> Document:
    """A badge as a credential, not signed yet. ``index``: its place on the status list."""
    return {
        "@context": list(CONTEXTS),
        "id": f"urn:uuid:{badge.id}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": name_of(badge),
        "issuer": {
            "id": site.issuer,
            "type": ["Profile"],
            "name": site.name,
            "url": site.page,
        },
        "validFrom": stamp(badge.made),
        "credentialSubject": _subject(badge, site),
        "credentialStatus": {
            "id": f"{site.status_list(list_id)}#{index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": PURPOSE,
            "statusListIndex": str(index),
            "statusListCredential": site.status_list(list_id),
        },
    }


def _subject(badge: Badge, site: Site) -> Document:
    subject: Document = {
        "id": f"urn:uuid:{badge.subject}",
        "type": ["AchievementSubject"],
        "activityEndDate": f"{badge.on.isoformat()}T00:00:00Z",
        "achievement": _achievement(badge, site),
    }
    if badge.own:
        subject["narrative"] = badge.own
    return subject


def _achievement(badge: Badge, site: Site) -> Document:
    achievement: Document = {
        "id": f"urn:uuid:{badge.id}#act",
        "type": ["Achievement"],
        "achievementType": "Achievement",
        "name": name_of(badge),
        "description": ACTS[badge.act].description,
        "criteria": {"narrative": criteria(badge.on)},
        "inLanguage": LANGUAGE,
    }
    if badge.statements:
        achievement["alignment"] = [_alignment(one, site) for one in badge.statements]
    return achievement


def _alignment(one: Aligned, site: Site) -> Document:
    return {
        "type": ["Alignment"],
        "targetName": one.title,
        "targetUrl": site.item(one.identifier),
        "targetCode": one.code,
        "targetFramework": one.framework,
        "targetType": "CFItem",
    }


def profile(site: Site) -> Document:
    """Who issues, as Open Badges describes it."""
    return {
        "@context": list(CONTEXTS),
        "id": site.issuer,
        "type": ["Profile"],
        "name": site.name,
        "url": site.page,
        "description": "An installation of Alongside. It signs what people recorded about "
        "themselves, at their own wish; it has not assessed any of it.",
    }


def key_document(site: Site, keys: Sequence[str]) -> Document:
    """Every key that signed badges here, the newest first, so that old badges still hold."""
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": site.issuer,
        "verificationMethod": [
            {
                "id": site.method(public),
                "type": "Multikey",
                "controller": site.issuer,
                "publicKeyMultibase": public,
            }
            for public in keys
        ],
        "assertionMethod": [site.method(public) for public in keys],
    }


def status_list(site: Site, list_id: str, *, encoded: str, made: datetime) -> Document:
    """The places of ended badges as a credential, not signed yet. It names nobody."""
    address = site.status_list(list_id)
    return {
        "@context": [CONTEXTS[0]],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": site.issuer,
        "validFrom": stamp(made),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": PURPOSE,
            "encodedList": encoded,
        },
    }


def stamp(moment: datetime) -> str:
    """A moment in UTC, in seconds. ``moment`` must know its zone."""
    if moment.utcoffset() is None:
        raise ValueError("A time without a zone says too little.")
    return (moment - (moment.utcoffset() or moment - moment)).strftime("%Y-%m-%dT%H:%M:%SZ")
