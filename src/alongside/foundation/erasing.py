"""Erasing somebody: what goes and what others keep, counted; and the traces no table points to."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import connection, models
from django.db.models import Q, TextField
from django.db.models.deletion import Collector
from django.db.models.functions import Cast
from django.utils import timezone

from .models import IdempotencyKey, OutboxMessage

# Tables of other packages that hold something of a person's.
THEIRS = {
    "account.emailaddress": "e-mail addresses",
    "mfa.authenticator": "passkeys and codes",
    "socialaccount.socialaccount": "ways of signing in through another organisation",
    "socialaccount.socialtoken": "keys from another organisation",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What an erasure did, in words, each with how many. Shown once and kept nowhere."""

    went: tuple[tuple[str, int], ...]
    without_name: tuple[tuple[str, int], ...]


def fate(person: models.Model) -> tuple[Counter[str], Counter[str]]:
    """What goes with somebody's row, and what others keep without their name. Changes nothing."""
    collector = Collector(using=person._state.db or "default")
    collector.collect([person])
    went: Counter[str] = Counter()
    for model, rows in collector.data.items():
        went[called(model)] += len(rows)
    for fast in collector.fast_deletes:
        went[called(fast.model)] += fast.count()
    going: dict[type[models.Model], set[Any]] = {
        model: {row.pk for row in rows} for model, rows in collector.data.items()
    }
    for fast in collector.fast_deletes:
        going.setdefault(fast.model, set()).update(fast.values_list("pk", flat=True))
    kept: Counter[str] = Counter()
    updates: dict[Any, Any] = dict(collector.field_updates)
    for (field, _value), groups in updates.items():
        # Only keys to the person: a row with two that are emptied is one row. What goes anyway, such
        # as one's own words in one's own session, is nothing that others keep.
        for group in groups if field.related_model is type(person) else ():
            staying = {row.pk for row in group} - going.get(field.model, set())
            kept[called(field.model)] += len(staying)
    return +went, +kept


def called(model: type[models.Model]) -> str:
    """How the rows of a table are called in a report."""
    declared = getattr(model, "personal", None)
    words = getattr(declared, "called", "") or THEIRS.get(model._meta.label_lower)
    return words or str(model._meta.verbose_name_plural)


def report(went: Counter[str], kept: Counter[str]) -> Report:
    return Report(tuple(sorted((+went).items())), tuple(sorted((+kept).items())))


def forget(person: UUID) -> dict[str, int]:
    """Sessions, one-time keys, messages that wait and short-lived notes about somebody."""
    return {
        "places where you were signed in": _sessions(person),
        "one-time keys of forms": IdempotencyKey.objects.filter(person=person).delete()[0],
        "messages that waited": forget_messages([str(person)]),
        "short-lived notes": _cached(person),
    }


def forget_messages(texts: list[str]) -> int:
    """Messages in the outbox, waiting or handed on, that hold one of these texts."""
    naming = Q(pk__in=[])
    for text in texts:
        naming |= Q(about__icontains=text) | Q(said__icontains=text)
    rows = OutboxMessage.objects.annotate(said=Cast("body", TextField()))
    return rows.filter(naming).delete()[0]


def _sessions(person: UUID) -> int:
    """Nothing but the sealed text of a session says whose it is, so each is looked at."""
    theirs = [
        row.pk
        for row in Session.objects.iterator()
        if row.get_decoded().get("_auth_user_id") == str(person)
    ]
    return Session.objects.filter(pk__in=theirs).delete()[0]


def _cached(person: UUID) -> int:
    """How often somebody tried to sign in is counted in the cache, under their identifier."""
    return _uncache("cache_key LIKE %s", f"%{person}%")


def _run_out(today: date) -> int:
    moment: Any = connection.ops.adapt_datetimefield_value(before(today, 0))
    return _uncache("expires < %s", moment)


def _uncache(where: str, value: str) -> int:
    """Take entries out of the cache's table, where the cache has one."""
    cache: Any = caches["default"]
    if not isinstance(cache, BaseDatabaseCache):
        return 0
    table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {where}", [value])  # noqa: S608
        return int(cursor.rowcount)


def forget_old(today: date) -> dict[str, int]:
    """What has passed its time: ended sessions, one-time keys, messages handed on, short notes."""
    keys = IdempotencyKey.objects.filter(at__lt=before(today, IdempotencyKey.personal.days))
    messages = OutboxMessage.objects.filter(done_at__lt=before(today, OutboxMessage.personal.days))
    ended = Session.objects.filter(expire_date__lt=before(today, 0))
    return {
        "one-time keys of forms": keys.delete()[0],
        "messages handed on": messages.delete()[0],
        "ended sessions": ended.delete()[0],
        "short-lived notes": _run_out(today),
    }


def before(today: date, days: int | None) -> datetime:
    """The beginning of the day so many days ago."""
    return timezone.make_aware(datetime.combine(today - timedelta(days=days or 0), time.min))
