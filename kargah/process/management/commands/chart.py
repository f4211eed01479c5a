"""`kargah chart`: draw docs/flowchart.md from the declaration, or check that it is fresh."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kargah.process import drawing


class Command(BaseCommand):
    help = "Write docs/flowchart.md from process/flowchart.py."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="fail when the committed drawing is stale")

    def handle(self, *args, check, **options):
        path = settings.HOUSE.parent / "docs" / "flowchart.md"
        drawn = drawing.document()
        if not check:
            path.write_text(drawn, encoding="utf-8")
            self.stdout.write(f"{path.name} is drawn.")
        elif not path.exists() or path.read_text(encoding="utf-8") != drawn:
            raise CommandError("docs/flowchart.md is stale; run `kargah chart`.")
