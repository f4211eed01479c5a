"""`kargah tick`: what the calendar does by itself, now; the worker calls it every day."""

from django.core.management.base import BaseCommand

from kargah.process import clock


class Command(BaseCommand):
    help = "Take the moves whose day has come and send the reminders."

    def handle(self, *args, **options):
        for name, times in clock.tick().items():
            self.stdout.write(f"{name}: {times}")
