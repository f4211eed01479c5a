"""What must hold for cycles and quotas at every instant; each check names the rows where it does not."""

from kargah.places.models import Province

from . import ledger
from .models import Cycle, QuotaEntry, Share

COUNTERS = ("allotted", "held", "spent")


def the_counters_are_the_sums_of_the_ledger() -> list[str]:
    wrong = []
    for share in Share.objects.select_related("cycle", "province").prefetch_related("entries"):
        sums = ledger.sums(share.entries.all())
        if any(getattr(share, counter) != sums[counter] for counter in COUNTERS):
            wrong.append(f"{share}: {share.allotted}/{share.held}/{share.spent}, the ledger says {sums}")
    return wrong


def held_and_spent_are_within_the_quota() -> list[str]:
    return [f"{share}: {share.free}" for share in Share.objects.all() if share.free < 0]


def every_province_has_a_share_in_every_cycle() -> list[str]:
    provinces = Province.objects.count()
    return [
        f"{cycle}: {count}" for cycle in Cycle.objects.all() if (count := cycle.shares.count()) != provinces
    ]


def every_province_of_an_announced_cycle_has_its_quota() -> list[str]:
    shares = Share.objects.exclude(cycle__state=Cycle.State.PLANNED).exclude(
        entries__kind=QuotaEntry.Kind.ALLOTTED
    )
    return [str(share) for share in shares.select_related("cycle", "province")]


CHECKS = {
    "the_counters_are_the_sums_of_the_ledger": the_counters_are_the_sums_of_the_ledger,
    "held_and_spent_are_within_the_quota": held_and_spent_are_within_the_quota,
    "every_province_has_a_share_in_every_cycle": every_province_has_a_share_in_every_cycle,
    "every_province_of_an_announced_cycle_has_its_quota": every_province_of_an_announced_cycle_has_its_quota,
}
