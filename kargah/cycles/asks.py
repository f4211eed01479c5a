from kargah.inputs import Asks


class PlanCycle(Asks):
    """STUB"""


class SetQuota(Asks):
    """STUB"""


class ChangeQuota(Asks):
    """STUB"""
