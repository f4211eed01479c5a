def no_other_case(*args, **kwargs):
    raise NotImplementedError("STUB")


def is_complete(*args, **kwargs):
    raise NotImplementedError("STUB")


def cycle_takes_requests(*args, **kwargs):
    raise NotImplementedError("STUB")


def a_completion_request_is_left(*args, **kwargs):
    raise NotImplementedError("STUB")


def completion_is_overdue(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_reason_holds(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_licence_is_old_enough(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_record_is_good(*args, **kwargs):
    raise NotImplementedError("STUB")


def duplicates_are_decided(*args, **kwargs):
    raise NotImplementedError("STUB")


def somebody_is_eligible(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_share_is_selecting(*args, **kwargs):
    raise NotImplementedError("STUB")


def is_next_in_order(*args, **kwargs):
    raise NotImplementedError("STUB")


def a_place_is_free(*args, **kwargs):
    raise NotImplementedError("STUB")


def no_mark_is_raised(*args, **kwargs):
    raise NotImplementedError("STUB")


