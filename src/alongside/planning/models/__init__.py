"""The tables of a plan: the worker's workbench, what was agreed, what is done, and the two voices."""

from .agreeing import PlanReview, PlanVersion, PlanWords, SharedNeed
from .doing import PlanItem
from .plan import CHOICES, DECLINED, DEFAULT_HOURS, DONE, KEEP, STANDING, Plan

__all__ = [
    "CHOICES",
    "DECLINED",
    "DEFAULT_HOURS",
    "DONE",
    "KEEP",
    "STANDING",
    "Plan",
    "PlanItem",
    "PlanReview",
    "PlanVersion",
    "PlanWords",
    "SharedNeed",
]
