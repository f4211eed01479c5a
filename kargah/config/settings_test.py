"""The settings of the tests: a folder of their own, fast hashing, keys that are the same in every process."""

import os
import tempfile
from pathlib import Path

if (
    "KARGAH_DATA" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ
):  # processes that run at once share no file
    os.environ["KARGAH_DATA"] = tempfile.mkdtemp(prefix="kargah-test-")
os.environ.setdefault("KARGAH_EMBEDDED_WORKER", "0")
for _key in (
    "SECRET",
    "BLIND",
    "CIPHER",
    "CODE",
):  # a served site reads what the test wrote, and the other way round
    os.environ.setdefault(f"KARGAH_{_key}_KEY", f"only-for-tests-{_key.lower()}".ljust(64, "-"))

from kargah.config.settings import *  # noqa: E402, F403
from kargah.config.settings import DATA, STORAGES, database, env, sqlite  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if _url := env("KARGAH_DATABASE_URL"):
    DATABASES = {"default": database(_url)}
else:
    DATABASES = {"default": sqlite(Path(DATA) / "kargah.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
CRASH_POINTS = bool(env("KARGAH_CRASH_AT") or env("KARGAH_CRASH_RECORD"))
