"""A workbook is opened by a process of its own, which may die of it."""

import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from kargah.refusal import Refused


class BadWorkbook(Refused):
    """This is no workbook that we open."""

    status = 422


DAMAGED = _("The workbook cannot be read: it is damaged or far too large. Save it anew as .xlsx.")


def run(program: str, given: bytes, memory: int, seconds: int, *rest: int) -> bytes:
    """What `program` (a file of this folder) says on `given`, with so many bytes of memory and seconds of CPU.

    Raises BadWorkbook when it fails, dies or needs too long.
    """
    # -I: nothing of this process's environment or folder reaches the child.
    command = [sys.executable, "-I", str(Path(__file__).with_name(program))]
    command += [str(number) for number in (memory, seconds, *rest)]
    try:
        return subprocess.run(
            command, input=given, capture_output=True, timeout=2 * seconds, check=True
        ).stdout
    except (subprocess.SubprocessError, OSError) as reason:
        raise BadWorkbook(DAMAGED) from reason
