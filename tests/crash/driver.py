"""Runs a scene, kills it at every point that it passes, and looks at what is left: `python -m tests.crash.driver`.

One process holds the program; every run is a fork of it on its own copy of the prepared database, so that a death
costs no more than what was being done.
"""

import gc
import hashlib
import json
import os
import shutil
import signal
import sys
import traceback
from collections import Counter
from pathlib import Path

import django

MOST = 40  # points that one scene is killed at, each; beyond that the first, middle and last passing of each name
GROUND = {"places", "guideline"}  # nothing here writes there
UNNAMED = {"process.Request"}  # nobody knows its number: a key that is there already uses one up on SQLite
VOLATILE = {  # drawn by lot, or counted anew at each try
    "public_id", "tracking_code", "hash", "prev", "salt", "words", "password", "body", "context", "inputs", "attempts", "lease_no",
    "note", "digest", "key",
}  # fmt: skip


def forked(work, *arguments, folder, **environment):
    """The answer of `work(*arguments)` in a fork on the database in `folder`; None when it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        status = 1
        try:
            os.environ |= environment
            answer = inside(folder, work, *arguments)
            os.write(writing, json.dumps(answer, ensure_ascii=False).encode())
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return None
    if status:
        raise AssertionError(f"{work.__name__} ended with {status}")
    return json.loads(said)


def inside(folder, work, *arguments):
    from kargah import clock
    from tests.crash.scenes import NOON
    from tests.databases import Database

    with Database(folder).here():
        clock.set_to(NOON)
        return work(*arguments)


def copied(source, target):
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return target


# --- in the forks -------------------------------------------------------------------------------------------
def prepared(scene):
    from django.db import connection

    facts = scene.prepare()
    with connection.cursor() as cursor:  # one file, nothing left in the log
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return facts


def done(scene, facts):
    scene.do(facts, again=False)
    return seen()


def looked_at():
    """What the killed run left."""
    return seen()


def done_again(scene, facts):
    """Once more after the death, then a third time: nothing is done twice."""
    scene.do(facts, again=True)
    once = seen()
    scene.do(facts, again=True)
    assert rows() == once["rows"], "a further run changed something"
    return once


def seen():
    """Violations, and of every table the number of its rows and a digest of what they say."""
    from django.conf import settings

    from kargah.files.intake import open_stored
    from kargah.files.models import Stored
    from kargah.process import invariants

    for stored in Stored.objects.all():  # a row always finds its object
        open_stored(stored)
    outbox = Path(settings.OUTBOX)
    told = [json.loads(line) for line in outbox.read_text().splitlines()] if outbox.exists() else []
    return {
        "violations": invariants.violations(),
        "rows": rows(),
        "told": sorted({(line["mobile"], line["text"]) for line in told}),
        "certificates": certificates(),
    }


def rows():
    from django.apps import apps

    told = {}
    for model in apps.get_models():
        if model.__module__.startswith("kargah.") and model._meta.app_label not in GROUND:
            lines = sorted(json.dumps(said(row), ensure_ascii=False) for row in model._base_manager.all())
            told[model._meta.label] = [len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()]
    return told


def said(row):
    from django.db.models import BinaryField, DateTimeField

    return {
        field.attname: getattr(row, field.attname) is not None
        if isinstance(field, (DateTimeField, BinaryField))
        else str(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.attname not in VOLATILE and not (field.primary_key and row._meta.label in UNNAMED)
    }


def certificates():
    """Of each line: its state, and how many certificates, entries, letters and jobs came from it."""
    from kargah.certificates.models import Certificate
    from kargah.grading.models import ListLine
    from kargah.jobs.models import Job
    from kargah.journal.models import Entry
    from kargah.notifications.models import Letter

    told = {}
    for line in ListLine.objects.order_by("pk"):
        papers = Certificate.objects.filter(list_line=line)
        told[line.pk] = [
            int(line.state == ListLine.State.CERTIFIED),
            papers.count(),
            Entry.objects.filter(move="issue", subject_id=line.pk).count(),
            Letter.objects.filter(name="certificate_issued", case_id=line.application_id).count(),
            Job.objects.filter(key__in=[f"pdf:{paper.pk}" for paper in papers]).count(),
        ]
    return told


# --- the whole scene ----------------------------------------------------------------------------------------
def chosen(passed):
    """(name, occurrence) of each passing, or of the first, middle and last of each name where there are many."""
    counted = Counter(passed)
    if len(passed) <= MOST:
        return [(name, turn) for name, count in counted.items() for turn in range(1, count + 1)]
    return [(name, turn) for name, count in counted.items() for turn in sorted({1, (count + 1) // 2, count})]


def play(name, ground, work):
    """Everything that the test wants to know of one scene: before, undisturbed, and of each death."""
    from django.conf import settings

    from tests.crash.scenes import SCENES

    scene = SCENES[name]
    template = copied(ground, work / "template")
    facts = inside(template, prepared, scene)  # here, so that every fork has what was imported and composed
    before = inside(template, looked_at)
    gc.freeze()
    settings.CRASH_POINTS = True  # from here on: what was passed for the ground is not counted
    record = work / "passed"
    whole = forked(
        done, scene, facts, folder=copied(template, work / "undisturbed"), KARGAH_CRASH_RECORD=str(record)
    )
    passed = record.read_text().split()
    deaths = []
    for point, turn in chosen(passed):
        folder = copied(template, work / "killed")
        answer = forked(done, scene, facts, folder=folder, KARGAH_CRASH_AT=f"{point}:{turn}")
        deaths.append(
            {
                "at": f"{point}:{turn}",
                "killed": answer is None,
                "left": forked(looked_at, folder=folder),
                "again": forked(done_again, scene, facts, folder=folder),
            }
        )
    before = json.loads(json.dumps(before))
    return {"before": before, "whole": whole, "passed": passed, "deaths": deaths}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(play(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])), ensure_ascii=False))
