def withdraw(*args, **kwargs):
    raise NotImplementedError("STUB")


def order_visit(*args, **kwargs):
    raise NotImplementedError("STUB")


def preview_ranking(*args, **kwargs):
    raise NotImplementedError("STUB")


def settle_ranking(*args, **kwargs):
    raise NotImplementedError("STUB")


def draw_list(*args, **kwargs):
    raise NotImplementedError("STUB")


def send_list(*args, **kwargs):
    raise NotImplementedError("STUB")


def agree_line(*args, **kwargs):
    raise NotImplementedError("STUB")


def object_line(*args, **kwargs):
    raise NotImplementedError("STUB")


def name_omission(*args, **kwargs):
    raise NotImplementedError("STUB")


def send_back_opinion(*args, **kwargs):
    raise NotImplementedError("STUB")


def give_opinion(*args, **kwargs):
    raise NotImplementedError("STUB")


def opinion_leads_to(*args, **kwargs):
    raise NotImplementedError("STUB")


def lapse_opinion(*args, **kwargs):
    raise NotImplementedError("STUB")


def remind_opinion(*args, **kwargs):
    raise NotImplementedError("STUB")


def decide_over(*args, **kwargs):
    raise NotImplementedError("STUB")


def answer_line(*args, **kwargs):
    raise NotImplementedError("STUB")


def answer_omission(*args, **kwargs):
    raise NotImplementedError("STUB")


def revise_list(*args, **kwargs):
    raise NotImplementedError("STUB")


def close_list(*args, **kwargs):
    raise NotImplementedError("STUB")


def strike(*args, **kwargs):
    raise NotImplementedError("STUB")


