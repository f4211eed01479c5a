"""The process as an app: it keeps the database's rules in place."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ProcessConfig(AppConfig):
    name = "kargah.process"

    def ready(self) -> None:
        from kargah.process import database

        pre_migrate.connect(database.lay_off, sender=self, dispatch_uid="guards off")
        post_migrate.connect(database.install, sender=self, dispatch_uid="guards on")
