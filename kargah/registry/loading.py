"""Programmes as they are shipped; headquarters may change them afterwards."""

import json
from pathlib import Path

from kargah.registry.models import Programme

FILE = Path(__file__).parent / "data" / "programmes.json"


def load() -> int:
    """Enter the programmes that are not there yet; how many they were. What is there stays as it is."""
    entered = 0
    for told in json.loads(FILE.read_text()):
        _programme, new = Programme.objects.get_or_create(code=told.pop("code"), defaults=told)
        entered += new
    return entered
