"""Tailored frameworks as JSON: which statements, and what is their own."""

from dataclasses import asdict

from alongside.framework.documents import Documents, Json
from alongside.framework.presenters.addresses import Addresses
from alongside.framework.queries import Published
from alongside.framework.queries import tailored as queries


class TailoredDocuments:
    """The tailored frameworks of one edition. Every statement in them stays the edition's."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.at = Addresses(published.slug)
        self._about = Documents(published).about

    def index(self) -> Json:
        made = [self._head(one) for one in queries.all_tailored(self.published)]
        return {"edition": self._about(), "tailored": made}

    def tailored(self, taken: queries.Taken) -> Json:
        return {
            "edition": self._about(),
            **self._head(taken),
            "statements": [
                {
                    "id": str(self.published.edition.identifier(one.statement.code)),
                    "code": one.statement.code,
                    "title": one.statement.title,
                    "url": self.at.statement(one.statement.code),
                    "whys": list(one.whys),
                    "examples": list(one.examples),
                }
                for one in taken.chosen
            ],
            "still_hold": [one.code for one in taken.rest],
            "look_again": list(taken.again),
            "check_before_publishing": [asdict(check) for check in taken.tailored.checks],
        }

    def _head(self, taken: queries.Taken) -> Json:
        one = taken.tailored
        return {
            "id": one.id,
            "title": one.title,
            "for_whom": one.for_whom,
            "lead": one.lead,
            "taken_from": one.edition,
            "url": self.at.to("tailored", tailored_id=one.id),
        }
