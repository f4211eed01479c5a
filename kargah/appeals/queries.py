def screening_to_reopen(*args, **kwargs):
    raise NotImplementedError("STUB")


def reason_of(*args, **kwargs):
    raise NotImplementedError("STUB")


def visit_to_order(*args, **kwargs):
    raise NotImplementedError("STUB")


def visit_ordered(*args, **kwargs):
    raise NotImplementedError("STUB")


def line_for_a_later_batch(*args, **kwargs):
    raise NotImplementedError("STUB")


def certificate_to_restore(*args, **kwargs):
    raise NotImplementedError("STUB")


