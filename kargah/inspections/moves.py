def nominate(*args, **kwargs):
    raise NotImplementedError("STUB")


def introduce(*args, **kwargs):
    raise NotImplementedError("STUB")


def accept_inspector(*args, **kwargs):
    raise NotImplementedError("STUB")


def refuse_inspector(*args, **kwargs):
    raise NotImplementedError("STUB")


def end_nomination(*args, **kwargs):
    raise NotImplementedError("STUB")


def assign(*args, **kwargs):
    raise NotImplementedError("STUB")


def reassign(*args, **kwargs):
    raise NotImplementedError("STUB")


def reassigned_to(*args, **kwargs):
    raise NotImplementedError("STUB")


def declare_no_conflict(*args, **kwargs):
    raise NotImplementedError("STUB")


def declare_conflict(*args, **kwargs):
    raise NotImplementedError("STUB")


def could_not_visit(*args, **kwargs):
    raise NotImplementedError("STUB")


def finish_visit(*args, **kwargs):
    raise NotImplementedError("STUB")


def adopt(*args, **kwargs):
    raise NotImplementedError("STUB")


def set_aside(*args, **kwargs):
    raise NotImplementedError("STUB")


def notify_defects(*args, **kwargs):
    raise NotImplementedError("STUB")


def answer_defects(*args, **kwargs):
    raise NotImplementedError("STUB")


def extend(*args, **kwargs):
    raise NotImplementedError("STUB")


def lapse_notice(*args, **kwargs):
    raise NotImplementedError("STUB")


def could_not_revisit(*args, **kwargs):
    raise NotImplementedError("STUB")


def after_failed_revisit(*args, **kwargs):
    raise NotImplementedError("STUB")


def finish_revisit(*args, **kwargs):
    raise NotImplementedError("STUB")


def confirm(*args, **kwargs):
    raise NotImplementedError("STUB")


def close_as_found(*args, **kwargs):
    raise NotImplementedError("STUB")


def cancel(*args, **kwargs):
    raise NotImplementedError("STUB")


