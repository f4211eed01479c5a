"""`kargah demo`: set everything up, play the story to today, say what happened, serve."""

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kargah import clock
from kargah.applications.models import Application
from kargah.certificates.models import Certificate
from kargah.cycles.models import Cycle
from kargah.demo import describe, examples, referrals, staff, tables
from kargah.demo.play import Play
from kargah.demo.story import Story
from kargah.files.intake import open_stored


class Command(BaseCommand):
    help = "Play a national cycle on the workbooks of examples/ and serve the site."

    def add_arguments(self, parser):
        parser.add_argument("--no-serve", action="store_true", help="stop before serving")
        parser.add_argument("--seed", type=int, default=examples.SEED)
        parser.add_argument("--workshops", type=int, default=examples.WORKSHOPS, metavar="M")
        parser.add_argument(
            "--describe", type=Path, metavar="FILE", help="write what an outside tester needs as JSON"
        )
        parser.add_argument("--write-examples", action="store_true", help="write examples/ anew and stop")

    def handle(self, *args, no_serve, seed, workshops, write_examples, **options):
        call_command("migrate", verbosity=0)
        call_command("load_places", verbosity=0)
        call_command("load_guideline", verbosity=0)
        call_command("load_programmes", verbosity=0)
        if write_examples:
            self.stdout.write(
                f"{len(examples.write(examples.FOLDER, seed=seed, workshops=workshops))} workbooks"
            )
            return
        if Cycle.objects.exists():
            self.stdout.write(
                "The story was played already; it is kept. Remove the data folder to play it again."
            )
        else:
            self.play(seed, workshops, options["describe"])
        if not no_serve:
            call_command("serve")

    def play(self, seed: int, workshops: int, description: Path | None) -> None:
        began = time.monotonic()
        files = self.workbooks(seed, workshops)
        clock.set_to(Story(clock.now(), random.Random(seed), staff.Staff(), [], self.told).day(600))
        people = staff.hire(clock.today())
        clock.release()
        story = Story(clock.now(), random.Random(seed), people, files, self.told)
        cycle = Play(story).run()
        clock.release()
        referrals.introduce(people)
        self.stderr.write("")
        self.stdout.write(tables.everything(story))
        self.paper()
        mobile = Application.objects.filter(cycle=cycle).order_by("pk")[0].applicant.mobile
        self.stdout.write("\n" + tables.sign_ins(people, mobile or ""))
        self.stdout.write(f"\nPlayed in {time.monotonic() - began:.0f} seconds.")
        if description:
            description.write_text(
                json.dumps(describe.described(people, cycle), ensure_ascii=False, indent=1)
            )

    def workbooks(self, seed: int, workshops: int) -> list[examples.Example]:
        if workshops < 31 * 15:
            raise CommandError("The story needs at least 465 workshops: fifteen a province.")
        if (seed, workshops) == (examples.SEED, examples.WORKSHOPS):
            return examples.examples()
        folder = settings.DATA / "examples"
        examples.write(folder, seed=seed, workshops=workshops)
        return examples.examples(folder)

    def paper(self) -> None:
        certificate = Certificate.objects.exclude(pdf=None).order_by("-pk").first()
        if certificate is None or certificate.pdf is None:
            raise CommandError("No certificate was made into a PDF.")
        path = settings.DATA / f"certificate-{certificate.code}.pdf"
        path.write_bytes(open_stored(certificate.pdf).read())
        self.stdout.write(
            f"\nA certificate: {path}\nIts public page: {settings.BASE_URL}/c/{certificate.code}"
        )

    def told(self, what: str, done: int, total: int) -> None:
        """A bar on one line of a terminal; elsewhere one line when a part is done."""
        bar: Any = "█" * (20 * done // total)
        if sys.stderr.isatty():
            self.stderr.write(f"\r{bar:<20} {done}/{total} {what}", ending="\n" if done == total else "")
        elif done == total:
            self.stderr.write(f"{total} {what}")
