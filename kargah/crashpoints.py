"""Named places between two writes where the tests kill the process. Elsewhere they cost one comparison.

With `settings.CRASH_POINTS`, KARGAH_CRASH_RECORD names a file that receives each point's name as it is
passed; KARGAH_CRASH_AT="book.entry:3" kills the process when that point is passed for the third time.
"""

import os
import signal
from collections import Counter

from django.conf import settings

_passed: Counter[str] = Counter()


def crashpoint(name: str) -> None:
    if not settings.CRASH_POINTS:
        return
    _passed[name] += 1
    if record := os.environ.get("KARGAH_CRASH_RECORD"):
        with open(record, "a") as file:
            file.write(name + "\n")
    if os.environ.get("KARGAH_CRASH_AT") == f"{name}:{_passed[name]}":
        os.kill(os.getpid(), signal.SIGKILL)
