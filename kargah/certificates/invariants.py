"""What is true of every certificate at every moment."""

from collections import defaultdict

from django.db.models import Count, Exists, F, OuterRef, Q

from kargah import clock
from kargah.grading.models import ListLine, Omission, Opinion
from kargah.jalali.calendar import year_of
from kargah.reports.models import Report, ReportLine

from . import codes
from .models import Certificate, CertificateAction, RegisterCounter
from .queries import LIVE

Kind = CertificateAction.Kind
LAST_OF = {"suspended": Kind.SUSPENDED, "revoked": Kind.REVOKED}


def the_register_has_no_gap() -> list[str]:
    given = defaultdict(list)
    rows = Certificate.objects.order_by("register_sequence")
    for year, province, sequence in rows.values_list("register_year", "province_id", "register_sequence"):
        given[year, province].append(sequence)
    counted = {(row.year, row.province_id): row.last for row in RegisterCounter.objects.all()}
    return [
        f"register {year}/{province}: {len(numbers)} numbers up to {numbers[-1]}, the counter says {counted.get((year, province))}"
        for (year, province), numbers in given.items()
        if numbers != list(range(1, len(numbers) + 1)) or counted.get((year, province)) != len(numbers)
    ]


def one_live_certificate_per_workshop_and_group() -> list[str]:
    live = Certificate.objects.filter(state__in=LIVE).values("workshop_id", "craft_group_id")
    return [
        f"workshop {row['workshop_id']} holds {row['count']} in group {row['craft_group_id']}"
        for row in live.annotate(count=Count("pk")).filter(count__gt=1)
    ]


def every_certificate_rests_on_its_chain() -> list[str]:
    """Read back after the fact: the list line certified, agreed as it was or decided by two, the report approved."""
    given = Omission.objects.filter(  # a place that was free, for a name that its province missed
        candidate_list=OuterRef("list_line__candidate_list"),
        application=OuterRef("application"),
        state=Omission.State.ACCEPTED,
    )
    good = (
        Certificate.objects.filter(
            list_line__state=ListLine.State.CERTIFIED,
            list_line__application=F("application"),
            list_line__line__application=F("application"),
            list_line__placement__application=F("application"),
            list_line__placement__qualifies=True,
            list_line__placement__total=F("total"),
            list_line__line__state=ReportLine.State.APPROVED,
            list_line__line__report__state=Report.State.APPROVED,
            application__workshop=F("workshop"),
        )
        .filter(
            Q(list_line__decision__isnull=False)
            | Q(list_line__agreed_hash=F("list_line__content_hash"), list_line__agreed_turn__isnull=False)
        )
        .filter(Q(list_line__placement__within_places=True) | Exists(given))
    )
    wrong = [
        f"certificate {pk}"
        for pk in Certificate.objects.exclude(pk__in=good.values("pk")).values_list("pk", flat=True)
    ]
    agreed = Certificate.objects.filter(list_line__decision__isnull=True).select_related("list_line")
    signed = set(Opinion.objects.values_list("candidate_list_id", "turn"))
    return wrong + [
        f"certificate {row.pk}: no signed opinion"
        for row in agreed
        if (row.list_line.candidate_list_id, row.list_line.agreed_turn) not in signed
    ]


def every_certified_line_has_its_certificate() -> list[str]:
    bare = ListLine.objects.filter(state=ListLine.State.CERTIFIED, certificate__isnull=True)
    return [f"list line {pk}" for pk in bare.values_list("pk", flat=True)]


def the_state_of_a_certificate_is_what_befell_it() -> list[str]:
    wrong = []
    for row in Certificate.objects.prefetch_related("actions").iterator(chunk_size=500):
        last = max(row.actions.all(), key=lambda action: action.pk, default=None)
        kind = last.kind if last else None
        expected = LAST_OF.get(row.state)
        if expected != kind and (expected or kind not in (None, Kind.RESTORED)) and row.state != "superseded":
            wrong.append(f"certificate {row.pk} is {row.state}, its last action is {kind}")
    return wrong


def a_superseded_certificate_has_its_renewal() -> list[str]:
    pairs: defaultdict[tuple[int, int], int] = defaultdict(int)
    for workshop, group, pk in Certificate.objects.values_list("workshop_id", "craft_group_id", "pk"):
        pairs[workshop, group] = max(pairs[workshop, group], pk)
    return [
        f"certificate {row.pk}"
        for row in Certificate.objects.filter(state=Certificate.State.SUPERSEDED)
        if pairs[row.workshop_id, row.craft_group_id] <= row.pk
    ]


def the_paper_says_what_the_row_says() -> list[str]:
    wrong = []
    for row in Certificate.objects.select_related("province", "list_line").iterator(chunk_size=500):
        facts = row.facts
        same = (
            facts.get("grade") == row.grade
            and facts.get("valid_until_gregorian") == row.valid_through.isoformat()
            and facts.get("public_code") == codes.grouped(row.code)
            and year_of(clock.day_of(row.issued_at)) == row.register_year
        )
        if not same:
            wrong.append(f"certificate {row.pk}")
    return wrong


def another_person_issued() -> list[str]:
    same = Certificate.objects.filter(
        Q(issued_by=F("list_line__line__judged_by"))
        | Q(issued_by=F("list_line__line__report__answered_by"))
        | Q(issued_by=F("list_line__candidate_list__drawn_by"))
        | Q(issued_by=F("list_line__line__inspection__inspector"))
        | Q(issued_by=F("application__applicant"))
    )
    return [f"certificate {pk}" for pk in same.distinct().values_list("pk", flat=True)]


CHECKS = {
    check.__name__: check
    for check in (
        the_register_has_no_gap,
        one_live_certificate_per_workshop_and_group,
        every_certificate_rests_on_its_chain,
        every_certified_line_has_its_certificate,
        the_state_of_a_certificate_is_what_befell_it,
        a_superseded_certificate_has_its_renewal,
        the_paper_says_what_the_row_says,
        another_person_issued,
    )
}
