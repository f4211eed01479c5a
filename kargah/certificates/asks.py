from kargah.inputs import Asks


class ReasonAndClass(Asks):
    """STUB"""
