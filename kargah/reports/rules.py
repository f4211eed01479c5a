def has_a_line(*args, **kwargs):
    raise NotImplementedError("STUB")


def every_case_is_ready(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_workbook_agrees(*args, **kwargs):
    raise NotImplementedError("STUB")


def is_not_the_compiler(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_content_is_unchanged(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_line_is_open(*args, **kwargs):
    raise NotImplementedError("STUB")


def took_no_part(*args, **kwargs):
    raise NotImplementedError("STUB")


def every_line_has_a_verdict(*args, **kwargs):
    raise NotImplementedError("STUB")


def no_line_is_returned(*args, **kwargs):
    raise NotImplementedError("STUB")


def a_line_is_returned(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_report_is_returned(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_inspector_was_asked(*args, **kwargs):
    raise NotImplementedError("STUB")


def every_remark_is_answered(*args, **kwargs):
    raise NotImplementedError("STUB")


def the_other_lines_are_unchanged(*args, **kwargs):
    raise NotImplementedError("STUB")


