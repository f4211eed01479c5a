def plan_cycle(*args, **kwargs):
    raise NotImplementedError("STUB")


def set_quota(*args, **kwargs):
    raise NotImplementedError("STUB")


def announce_quotas(*args, **kwargs):
    raise NotImplementedError("STUB")


def change_quota(*args, **kwargs):
    raise NotImplementedError("STUB")


def close_requests(*args, **kwargs):
    raise NotImplementedError("STUB")


def close_cycle(*args, **kwargs):
    raise NotImplementedError("STUB")


