"""The settings of the tests: a folder of their own, fast hashing, no crash of a shared outbox."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("KARGAH_DATA", tempfile.mkdtemp(prefix="kargah-test-"))
os.environ.setdefault("KARGAH_EMBEDDED_WORKER", "0")

from kargah.config.settings import *  # noqa: E402, F403
from kargah.config.settings import DATA, STORAGES, database, env, sqlite  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
DATABASES = {"default": database(env("KARGAH_DATABASE_URL")) if env("KARGAH_DATABASE_URL") else sqlite(Path(DATA) / "test.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
