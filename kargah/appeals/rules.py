def no_appeal_is_open(*args, **kwargs):
    raise NotImplementedError("STUB")


def no_appeal_of_the_cycle_is_open(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_days_to_appeal_are_over(*args, **kwargs):
    raise NotImplementedError("STUB")


def within_the_days(*args, **kwargs):
    raise NotImplementedError("STUB")


def took_no_part(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_panel_took_no_part(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_correction_fits(*args, **kwargs):
    raise NotImplementedError("STUB")


