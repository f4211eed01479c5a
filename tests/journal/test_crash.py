"""A writer is killed between any two writes of an entry: the book is whole, with or without the entry."""

import os
import signal
import subprocess
import sys

import pytest

WRITER = """
import os, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "kargah.config.settings_test"
django.setup()
from django.conf import settings
from django.db import connection, transaction
from kargah.journal import book
from kargah.journal.models import Entry, EntryCase, Head, Words
from kargah.people.models import User

connection.settings_dict["NAME"] = sys.argv[1]
if sys.argv[2] == "read":
    print(Head.objects.get().seq, Entry.objects.count(), Words.objects.count(), EntryCase.objects.count())
    print(book.verify(book.entries()))
else:
    settings.CRASH_POINTS = True
    with connection.schema_editor() as editor:
        for model in (User, Entry, EntryCase, Head, Words):
            editor.create_model(model)
    for _ in range(2):
        with transaction.atomic():
            book.write("send", Head(), by=None, words="a reason", cases=[1, 2])
"""


def process(*args, **more):
    run = [sys.executable, "-c", WRITER, *map(str, args)]
    return subprocess.run(run, env={**os.environ, **more}, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.sqlite  # the killed process has a SQLite file of its own
@pytest.mark.parametrize("point", ["book.head_locked", "book.entry", "book.words", "book.head_moved"])
def test_a_writer_killed_half_way_leaves_nothing_half(tmp_path, point):
    file = tmp_path / "killed.sqlite3"
    assert process(file, "write", KARGAH_CRASH_AT=f"{point}:2").returncode == -signal.SIGKILL
    assert process(file, "read").stdout == "1 1 1 1\n[]\n"
