from kargah.inputs import Asks


class Lodge(Asks):
    """STUB"""


class NamePanel(Asks):
    """STUB"""


class Uphold(Asks):
    """STUB"""
