def every_province_has_an_entry(*args, **kwargs):
    raise NotImplementedError("STUB")


def not_below_held_and_spent(*args, **kwargs):
    raise NotImplementedError("STUB")


