def the_visit_is_not_finished(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_clock_waits_for_headquarters(*args, **kwargs):
    raise NotImplementedError("STUB")


def no_assignment_is_open(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_case_waits_for_an_inspector(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_inspector_may_inspect(*args, **kwargs):
    raise NotImplementedError("STUB")


def no_declaration_yet(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_assigned_inspector_may_inspect(*args, **kwargs):
    raise NotImplementedError("STUB")


def a_declaration_is_signed(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_form_is_complete(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_conditions_are_decided(*args, **kwargs):
    raise NotImplementedError("STUB")


def another_inspector(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_visit_can_take_answers(*args, **kwargs):
    raise NotImplementedError("STUB")


def a_notice_is_left(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_notice_is_overdue(*args, **kwargs):
    raise NotImplementedError("STUB")


def answered_or_lapsed(*args, **kwargs):
    raise NotImplementedError("STUB")


def no_grave_defect_is_open(*args, **kwargs):
    raise NotImplementedError("STUB")


def a_grave_defect_stays_open(*args, **kwargs):
    raise NotImplementedError("STUB")


