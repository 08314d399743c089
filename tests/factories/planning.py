"""Marks and plans for tests."""

from django.utils import timezone

from alongside.assessment.models import Answer


def mark(person, *codes: str, edition: str = "realising-recovery-2007", point: str = "") -> None:
    """Let somebody want to work on these statements."""
    for code in codes:
        Answer.objects.update_or_create(
            person=person,
            edition=edition,
            code=code,
            defaults={"want": True, "point": point, "seq": 1, "saved_at": timezone.now()},
        )
