def start(*args, **kwargs):
    raise NotImplementedError("STUB")


def register(*args, **kwargs):
    raise NotImplementedError("STUB")


def ask_completion(*args, **kwargs):
    raise NotImplementedError("STUB")


def complete(*args, **kwargs):
    raise NotImplementedError("STUB")


def lapse_completion(*args, **kwargs):
    raise NotImplementedError("STUB")


def decline(*args, **kwargs):
    raise NotImplementedError("STUB")


def screen_in(*args, **kwargs):
    raise NotImplementedError("STUB")


def reopen_screening(*args, **kwargs):
    raise NotImplementedError("STUB")


def open_selection(*args, **kwargs):
    raise NotImplementedError("STUB")


def select(*args, **kwargs):
    raise NotImplementedError("STUB")


def waitlist(*args, **kwargs):
    raise NotImplementedError("STUB")


def release(*args, **kwargs):
    raise NotImplementedError("STUB")


def released_to(*args, **kwargs):
    raise NotImplementedError("STUB")


def close(*args, **kwargs):
    raise NotImplementedError("STUB")


def raise_mark(*args, **kwargs):
    raise NotImplementedError("STUB")


def end_mark(*args, **kwargs):
    raise NotImplementedError("STUB")


