"""What must hold of every ranking and list, asked of the whole database."""

from collections.abc import Callable

from django.db.models import F, Q

from kargah.applications.models import Application
from kargah.cycles.models import Cycle
from kargah.inputs import digest

from . import placing, room
from .models import ListDecision, ListLine, ListVersion, Opinion, Placement, Ranking

FIGURES = (
    "total",
    "band",
    "qualifies",
    "reasons",
    "national_rank",
    "province_rank",
    "craft_rank",
    "within_places",
    "settled_by_rule",
)


def every_ranking_computes_again_to_the_same() -> list[str]:
    wrong = []
    for ranking in Ranking.objects.select_related("cycle").order_by("pk"):
        if digest(ranking.bundle) != ranking.bundle_hash:
            wrong.append(f"ranking {ranking.pk}: its bundle does not match its hash")
        kept = dict(placed(ranking))
        again = {
            place["line"]: {name: place[name] for name in FIGURES} for place in placing.ranked(ranking.bundle)
        }
        wrong += [
            f"ranking {ranking.pk}: line {line} computes to another placement"
            for line in sorted(kept.keys() | again.keys())
            if kept.get(line) != again.get(line)
        ]
    return wrong


def placed(ranking: Ranking) -> list[tuple[str, dict]]:
    """Each placement of the ranking as (public id of the line, its figures)."""
    rows = Placement.objects.filter(ranking=ranking).values("line__public_id", *FIGURES)
    return [(row.pop("line__public_id"), row) for row in rows]


def a_ranked_total_is_the_approved_one() -> list[str]:
    other = Placement.objects.exclude(total=F("line__total"))
    return [f"placement {pk} has another total than its line" for pk in other.values_list("pk", flat=True)]


def every_list_version_matches_its_hash() -> list[str]:
    return [
        f"list {version.candidate_list_id} version {version.number}"
        for version in ListVersion.objects.order_by("pk").iterator(chunk_size=100)
        if digest(version.content) != version.hash
    ]


def every_opinion_is_on_a_frozen_version() -> list[str]:
    hashes = {
        (version.candidate_list_id, version.number): version.hash
        for version in ListVersion.objects.filter(frozen_at__isnull=False)
    }
    return [
        f"opinion {opinion.pk}"
        for opinion in Opinion.objects.order_by("pk")
        if hashes.get((opinion.candidate_list_id, opinion.turn)) != opinion.list_hash
    ]


def every_agreement_is_to_the_lines_content() -> list[str]:
    agreed = ListLine.objects.filter(state=ListLine.State.AGREED)
    wrong = agreed.exclude(agreed_hash=F("content_hash"))
    return [f"list line {pk}" for pk in wrong.values_list("pk", flat=True)]


def nothing_is_certified_without_agreement_or_decision() -> list[str]:
    decided = set(ListDecision.objects.values_list("list_line_id", flat=True))
    signed: dict[int, int] = {}
    for opinion in Opinion.objects.all():
        signed[opinion.candidate_list_id] = max(opinion.turn, signed.get(opinion.candidate_list_id, 0))
    return [
        f"list line {line.pk}"
        for line in ListLine.objects.filter(state=ListLine.State.CERTIFIED)
        if line.pk not in decided
        and (
            line.agreed_hash != line.content_hash
            or (line.agreed_turn or 1) > signed.get(line.candidate_list_id, 0)
        )
    ]


def who_withdrew_stands_on_no_open_list() -> list[str]:
    ended = ListLine.objects.filter(
        Q(application__state__in=Application.ENDED) | Q(application__marks__state="struck"),
        state__in=ListLine.OPEN,
        left="",
    )
    return [f"list line {pk}" for pk in ended.distinct().values_list("pk", flat=True)]


def no_cap_on_certificates_is_passed() -> list[str]:
    wrong = []
    for cycle in Cycle.objects.all():
        limits, taking = cycle.limits, room.taking(cycle)
        if limits.national_places is not None:
            taken = taking.values("application").distinct().count()
            if taken > limits.national_places:
                wrong.append(f"cycle {cycle.pk}: {taken} of {limits.national_places} places")
        for code, cap in limits.places_by_province.items():
            taken = taking.filter(province__numeric_code=code).values("application").distinct().count()
            if taken > cap:
                wrong.append(f"cycle {cycle.pk}, province {code}: {taken} of {cap} places")
    return wrong


CHECKS: dict[str, Callable[[], list[str]]] = {
    "every_ranking_computes_again_to_the_same": every_ranking_computes_again_to_the_same,
    "a_ranked_total_is_the_approved_one": a_ranked_total_is_the_approved_one,
    "every_list_version_matches_its_hash": every_list_version_matches_its_hash,
    "every_opinion_is_on_a_frozen_version": every_opinion_is_on_a_frozen_version,
    "every_agreement_is_to_the_lines_content": every_agreement_is_to_the_lines_content,
    "nothing_is_certified_without_agreement_or_decision": nothing_is_certified_without_agreement_or_decision,
    "who_withdrew_stands_on_no_open_list": who_withdrew_stands_on_no_open_list,
    "no_cap_on_certificates_is_passed": no_cap_on_certificates_is_passed,
}
