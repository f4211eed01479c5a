"""Put the sample guideline into force where there is none; may be run again at any time."""

from typing import Any

from django.core.management.base import BaseCommand

from kargah.guideline.loading import load


class Command(BaseCommand):
    help = "Loads version 1 of the guideline (the sample) as published. One that is there already stays."

    def handle(self, *args: Any, **options: Any) -> None:
        guideline, new = load()
        self.stdout.write(
            f"guideline {guideline.number}: {'loaded' if new else 'was there'}, "
            f"{guideline.axes.count()} axes, {guideline.criteria.count()} criteria"
        )
