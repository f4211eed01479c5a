"""The worker of a small installation: a thread of the web process. Claims keep several of them apart."""

import threading

from django.conf import settings

from kargah.jobs import worker

_started = threading.Lock()


def start() -> threading.Thread | None:
    """Start the thread once per process, when `settings.EMBEDDED_WORKER` asks for it."""
    if not settings.EMBEDDED_WORKER or not _started.acquire(blocking=False):
        return None
    thread = threading.Thread(
        target=worker.work, args=(threading.Event(),), daemon=True, name="kargah-worker"
    )
    thread.start()
    return thread
