from tests.journeys.at_work import sample, site_at_work

__all__ = ["sample", "site_at_work"]
