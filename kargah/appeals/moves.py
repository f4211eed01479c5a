def lodge(*args, **kwargs):
    raise NotImplementedError("STUB")


def name_panel(*args, **kwargs):
    raise NotImplementedError("STUB")


def uphold(*args, **kwargs):
    raise NotImplementedError("STUB")


def reject(*args, **kwargs):
    raise NotImplementedError("STUB")


def withdraw_appeal(*args, **kwargs):
    raise NotImplementedError("STUB")


