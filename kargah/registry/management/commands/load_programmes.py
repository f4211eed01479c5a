"""kargah load_programmes: the support programmes of the notice."""

from typing import Any

from django.core.management.base import BaseCommand

from kargah.registry.loading import load


class Command(BaseCommand):
    help = "Enters the support programmes that are not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load()} programmes entered")
