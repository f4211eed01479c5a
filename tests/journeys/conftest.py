from tests.journeys.at_work import sample, site_at_work
from tests.journeys.company import already_in, enters, pictures

__all__ = ["already_in", "enters", "pictures", "sample", "site_at_work"]
