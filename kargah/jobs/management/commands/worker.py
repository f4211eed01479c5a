"""Work on the queue in a process of its own."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kargah.jobs import queue, worker


class Command(BaseCommand):
    help = "Do the jobs of the queue until told to stop; the job at hand is finished first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is ready now, then end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            self.stdout.write(f"jobs done: {worker.drain()}")
            return
        stop = threading.Event()

        def end(*_: Any) -> None:
            stop.set()
            queue.woken.set()

        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, end)
        worker.work(stop)
