"""`kargah check-invariants`: ask the whole database what must always be true."""

from django.core.management.base import BaseCommand, CommandError

from kargah.process import invariants


class Command(BaseCommand):
    help = "Run every invariant's check and list the violations."

    def handle(self, *args, **options):
        checks = invariants.checks()
        found = 0
        for name, check in checks.items():
            said = check()
            found += len(said)
            self.stdout.write(f"{'ok   ' if not said else 'WRONG'} {name}")
            for line in said:
                self.stdout.write(f"      {line}")
        if found:
            raise CommandError(f"{found} violations of {len(checks)} invariants")
        self.stdout.write(f"{len(checks)} invariants hold.")
