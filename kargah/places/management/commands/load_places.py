"""Fill in the provinces and crafts; may be run again at any time."""

from typing import Any

from django.core.management.base import BaseCommand

from kargah.places.loading import load


class Command(BaseCommand):
    help = "Loads the provinces, craft groups and craft fields. What HQ edited is kept."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load()
        for table, created, changed in loaded if options["verbosity"] else ():
            self.stdout.write(
                f"{table._meta.model_name}: {created} new, {changed} changed, {table._default_manager.count()} in all"
            )
