def somebody_is_to_be_ranked(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_preview_still_holds(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_ranking_is_settled(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_list_waits_for_an_opinion(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_agreement_is_of_this_version(*args, **kwargs):
    raise NotImplementedError("STUB")


def did_not_inspect(*args, **kwargs):
    raise NotImplementedError("STUB")


def an_opinion_is_prepared(*args, **kwargs):
    raise NotImplementedError("STUB")


def every_line_is_answered(*args, **kwargs):
    raise NotImplementedError("STUB")


def is_not_the_preparer(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_opinion_is_overdue(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_answer_was_given_in_time(*args, **kwargs):
    raise NotImplementedError("STUB")


def hq_did_not_inspect(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_list_is_objected(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_omitted_may_join(*args, **kwargs):
    raise NotImplementedError("STUB")


def every_objection_is_answered(*args, **kwargs):
    raise NotImplementedError("STUB")


def one_objection_was_accepted(*args, **kwargs):
    raise NotImplementedError("STUB")


def no_line_is_open(*args, **kwargs):
    raise NotImplementedError("STUB")


def every_omission_is_answered(*args, **kwargs):
    raise NotImplementedError("STUB")


