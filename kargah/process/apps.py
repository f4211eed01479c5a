"""The process as an app: it keeps the database's rules in place."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import Error, Tags, register
from django.db.models.signals import post_migrate, pre_migrate


class ProcessConfig(AppConfig):
    name = "kargah.process"

    def ready(self) -> None:
        from kargah.process import database

        pre_migrate.connect(database.lay_off, sender=self, dispatch_uid="guards off")
        post_migrate.connect(database.install, sender=self, dispatch_uid="guards on")
        register(the_rules_are_installed, Tags.database)


def the_rules_are_installed(databases: Sequence[str] | None = None, **rest: Any) -> list[Error]:
    """A check of `kargah check --database default`, which every start of the server makes."""
    from kargah.process import database

    return [
        Error(f"The database's rule {name!r} is missing or altered; run `kargah migrate`.", id="kargah.E001")
        for alias in databases or []
        for name in database.missing(alias)
    ]
