"""Remove objects that no row knows: what was left when a transaction did not come to its end."""

from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand

from kargah import clock
from kargah.files.models import Stored

GRACE = timedelta(hours=24)  # a row may still be on its way
BATCH = 500


class Command(BaseCommand):
    help = "Removes stored objects without a row that are older than a day."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be removed.")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        orphans = [name for batch in batches(objects_under("")) for name in without_a_row(batch)]
        removed = 0
        for name in orphans:
            if default_storage.get_modified_time(name) < clock.now() - GRACE:
                removed += 1
                if not dry_run:
                    default_storage.delete(name)
        self.stdout.write(f"{removed} objects {'would be ' if dry_run else ''}removed.")


def objects_under(folder: str) -> Any:
    """Names of all objects of the form ab/cd/…, the only places where `intake` writes."""
    folders, names = default_storage.listdir(folder)
    depth = len(folder.split("/")) if folder else 0
    if depth == 2:
        yield from (f"{folder}/{name}" for name in names)
    else:
        for inner in folders:
            if len(inner) == 2:
                yield from objects_under(f"{folder}/{inner}" if folder else inner)


def batches(names: Any) -> Any:
    batch: list[str] = []
    for name in names:
        batch.append(name)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def without_a_row(names: list[str]) -> list[str]:
    hashes = {name: name.rsplit("/", 1)[-1] for name in names}
    known = set(Stored.objects.filter(sha256__in=hashes.values()).values_list("sha256", flat=True))
    return [name for name, sha256 in hashes.items() if sha256 not in known]
