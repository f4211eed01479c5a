"""What the chart does with a guideline."""

from typing import Any

from kargah import clock
from kargah.guideline.models import Guideline


def publish(guideline: Guideline, *, by: Any) -> None:
    """From today on this version is the one that new cycles are planned by."""
    guideline.published_on = clock.today()
    guideline.save(update_fields=["published_on"])


def supersede(guideline: Guideline, *, by: Any) -> None:
    """A newer version was published. Nothing is written: cycles that are open keep their own copy."""
