from kargah.inputs import Asks


class Remarks(Asks):
    """STUB"""


class AnswerRemarks(Asks):
    """STUB"""


class CorrectLevel(Asks):
    """STUB"""
