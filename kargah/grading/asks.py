from kargah.inputs import Asks


class DrawList(Asks):
    """STUB"""


class NameOmission(Asks):
    """STUB"""
