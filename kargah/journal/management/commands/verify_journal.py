"""Read the whole journal and prove its chain."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kargah.journal import book
from kargah.journal.models import GENESIS, Entry, Head


class Command(BaseCommand):
    help = "Recompute every hash of the journal; exit 1 and name the entries where the chain breaks."

    def handle(self, *args: Any, **options: Any) -> None:
        last: dict[str, Any] = {"count": 0, "seq": 0, "hash": GENESIS}
        breaks = book.verify(self.passing(last))
        head = Head.objects.first() or Head()
        if (head.seq, head.hash) != (last["seq"], last["hash"]):
            breaks.append({"seq": head.seq, "what": "the head is not the last entry"})
        self.stdout.write(f"entries checked: {last['count']}")
        self.stdout.write(f"last hash: {last['hash']}")
        for found in breaks:
            self.stderr.write(f"entry {found['seq']}: {found['what']}")
        if breaks:
            raise CommandError(f"the journal is broken in {len(breaks)} places", returncode=1)

    def passing(self, last: dict[str, Any]) -> Iterator[Entry]:
        for entry in book.entries():
            yield entry
            last.update(count=last["count"] + 1, seq=entry.seq, hash=entry.hash)
