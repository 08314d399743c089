"""Errors (RFC 9457) and pages of a list."""

from ninja import Field, Schema
from pydantic import ConfigDict

MOST = 100


class Strict(Schema):
    """What is sent to us: a name we do not know is said to be wrong, and not dropped."""

    model_config = ConfigDict(extra="forbid")


class Fault(Schema):
    where: str = Field(description="Which part of what was asked, such as body/point.")
    what: str = Field(description="What is wrong with it, in words.")


class Problem(Schema):
    """An error as RFC 9457 has it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Fault] = []


class Paged(Schema):
    """Which part of a list: ``limit`` things after the first ``offset``."""

    limit: int = Field(50, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=100_000)


class Part(Schema):
    """A part of a list. ``next`` and ``previous`` are addresses on this site, or null."""

    total: int
    limit: int
    offset: int
    next: str | None
    previous: str | None
