from kargah.inputs import Asks


class Nominate(Asks):
    """STUB"""


class Introduce(Asks):
    """STUB"""


class Assign(Asks):
    """STUB"""


class Reassign(Asks):
    """STUB"""


class DeclareConflict(Asks):
    """STUB"""


class CouldNotVisit(Asks):
    """STUB"""


class NotifyDefects(Asks):
    """STUB"""


class AnswerDefects(Asks):
    """STUB"""


class Extend(Asks):
    """STUB"""


class FinishRevisit(Asks):
    """STUB"""
