def issue(*args, **kwargs):
    raise NotImplementedError("STUB")


def suspend(*args, **kwargs):
    raise NotImplementedError("STUB")


def suspend_struck(*args, **kwargs):
    raise NotImplementedError("STUB")


def restore(*args, **kwargs):
    raise NotImplementedError("STUB")


def restore_by_appeal(*args, **kwargs):
    raise NotImplementedError("STUB")


def revoke(*args, **kwargs):
    raise NotImplementedError("STUB")


def supersede(*args, **kwargs):
    raise NotImplementedError("STUB")


