from kargah.inputs import Asks


class Start(Asks):
    """STUB"""


class AskCompletion(Asks):
    """STUB"""


class Decline(Asks):
    """STUB"""


class Reason(Asks):
    """STUB"""


class Release(Asks):
    """STUB"""


class Withdraw(Asks):
    """STUB"""


class RaiseMark(Asks):
    """STUB"""
