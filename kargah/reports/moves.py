def open_batch(*args, **kwargs):
    raise NotImplementedError("STUB")


def compile_report(*args, **kwargs):
    raise NotImplementedError("STUB")


def send_back(*args, **kwargs):
    raise NotImplementedError("STUB")


def sent_back_to(*args, **kwargs):
    raise NotImplementedError("STUB")


def send_report(*args, **kwargs):
    raise NotImplementedError("STUB")


def give_verdict(*args, **kwargs):
    raise NotImplementedError("STUB")


def return_line(*args, **kwargs):
    raise NotImplementedError("STUB")


def answer(*args, **kwargs):
    raise NotImplementedError("STUB")


def answer_remarks(*args, **kwargs):
    raise NotImplementedError("STUB")


def correct_level(*args, **kwargs):
    raise NotImplementedError("STUB")


def supplement(*args, **kwargs):
    raise NotImplementedError("STUB")


def open_line_again(*args, **kwargs):
    raise NotImplementedError("STUB")


def give_later_batch(*args, **kwargs):
    raise NotImplementedError("STUB")


