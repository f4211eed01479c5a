"""`kargah serve`: the web server, after the check that the database's own rules are all in place."""

import os
import sys

from django.core.management import call_command
from django.core.management.base import BaseCommand

from kargah.process import database


class Command(BaseCommand):
    help = "Serve the site with granian; refuses to start when a rule of the database is missing."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default="8000")
        parser.add_argument("--workers", default="1", help="web processes")

    def handle(self, *args, host, port, workers, **options):
        database.must_be_whole()
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(f"Serving at http://{host}:{port} (stop with Ctrl+C)")
        self.stdout.flush()
        granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
        place = ["--host", host, "--port", port, "--workers", workers, "kargah.config.wsgi:application"]
        os.execv(sys.executable, [*granian, *place])  # noqa: S606 - the server takes this process's place
