def live_of_the_same(*args, **kwargs):
    raise NotImplementedError("STUB")


def valid_of_mark(*args, **kwargs):
    raise NotImplementedError("STUB")


