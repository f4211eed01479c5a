def is_not_certified(*args, **kwargs):
    raise NotImplementedError("STUB")


def still_qualifies(*args, **kwargs):
    raise NotImplementedError("STUB")


def took_no_part_in_it(*args, **kwargs):
    raise NotImplementedError("STUB")


def no_mark_holds_it(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_list_may_go_on(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_keys_are_good(*args, **kwargs):
    raise NotImplementedError("STUB")


def is_not_the_one_who_suspended(*args, **kwargs):
    raise NotImplementedError("STUB")


def no_struck_mark_holds_it(*args, **kwargs):
    raise NotImplementedError("STUB")


