"""How a row shows itself to people: its title, its facts, what stands in it, its address, and its day."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kargah.applications import consents
from kargah.inputs import digest
from kargah.jalali.templatetags.jalali import fa, jalali, jalali_weekday, points
from kargah.process.scope import sees_points
from kargah.reports.queries import shown_hash as report_hash

Facts = list[tuple[str, Any]]


def kind_of(row: Any) -> str:
    """The name of this kind of row in addresses."""
    return row._meta.model_name


def case_of(row: Any) -> Any | None:
    """The one application that a row is about, if there is one."""
    if kind_of(row) == "application":
        return row
    if kind_of(row) == "heldpacket":
        return row.inspection.application
    if kind_of(row) == "proposal":
        return row.case
    return getattr(row, "application", None)


def address(row: Any) -> str:
    """The page on which this row is at home: the case, or a page of its own."""
    if kind_of(row) == "proposal":
        return reverse("proposal", args=[row.public_id])
    if kind_of(row) == "cycle":
        return reverse("cycle", args=[row.public_id])
    if (case := case_of(row)) is not None:
        return reverse("case", args=[case.public_id])
    return reverse("row", args=[kind_of(row), row.public_id])


def move_address(name: str, row: Any) -> str:
    return reverse("move", args=[name, kind_of(row), row.public_id])


def title(row: Any) -> str:
    """The name under which people know this row."""
    named = {
        "cycle": lambda: row.title,
        "guideline": lambda: (
            _("%(title)s, version %(number)s") % {"title": row.title, "number": fa(row.number)}
        ),
        "workshop": lambda: row.name,
        "share": lambda: (
            _("%(province)s in %(cycle)s") % {"province": row.province.title, "cycle": row.cycle.title}
        ),
        "nomination": lambda: row.inspector.full_name,
        "report": lambda: (
            _("Report %(number)s of %(province)s")
            % {"number": fa(row.number), "province": row.province.title}
        ),
        "ranking": lambda: (
            _("Ranking %(number)s of %(cycle)s") % {"number": fa(row.number), "cycle": row.cycle.title}
        ),
        "candidatelist": lambda: (
            _("List of %(province)s, ranking %(number)s")
            % {"province": row.province.title, "number": fa(row.ranking.number)}
        ),
        "certificate": lambda: row.workshop.name,
    }
    if (name := named.get(kind_of(row))) is not None:
        return name()
    case = case_of(row)
    return case.workshop.name if case is not None else str(row)


def facts(row: Any, user: Any) -> Facts:
    """What must be before one's eyes to act on this row: pairs of label and value, the empty ones left out."""
    told = _of_the_case(row) + OF_KIND.get(kind_of(row), lambda row, user: [])(row, user)
    if due := due_on(row):
        told.append((_("Deadline"), jalali_weekday(due)))
    return [(label, value) for label, value in told if value not in (None, "")]


def _of_the_case(row: Any) -> Facts:
    case = case_of(row)
    if case is None:
        return []
    return [
        (_("Workshop"), case.workshop.name),
        (_("Tracking code"), case.tracking_code),
        (_("Craft group"), case.craft_group.title),
        (_("Province"), case.province.title),
        (_("Cycle"), case.cycle.title),
    ]


def _application(row: Any, user: Any) -> Facts:
    return [
        (_("Holder"), row.workshop.owner_name),
        (_("Registered on"), jalali(row.registered_at)),
        (_("First licence"), jalali(row.first_licensed_on)),
        (_("Place in the priority order"), row.order_place and fa(row.order_place)),
    ]


def _speaker(row: Any) -> str:
    """Whom the office may call in the owner's place."""
    named = consents.representative(row)
    return f"{named.full_name} ({named.relation})، {fa(named.mobile)}" if named else ""


def _inspection(row: Any, user: Any) -> Facts:
    return [
        (_("Inspector"), row.inspector.full_name),
        (_("Visit on"), jalali_weekday(row.visit_on)),
        (_("Visited on"), jalali(row.visited_at)),
    ]


def _report(row: Any, user: Any) -> Facts:
    newest = row.newest
    return [
        (_("Province"), row.province.title),
        (_("Cycle"), row.cycle.title),
        (_("Version"), row.turn and fa(row.turn)),
        (_("Workshops"), fa(row.lines.count())),
        (_("Compiled by"), newest and newest.compiled_by.full_name),
    ]


def _report_line(row: Any, user: Any) -> Facts:
    total = row.total if row.total is not None and sees_points(user, row.application) else None
    return [
        (_("Report"), title(row.report)),
        (_("Points"), points(total)),
        (_("Suggestion of the province"), row.suggestion),
        (_("Reason of the verdict"), row.verdict_reason),
        *[(_("Remark"), remark.text) for remark in row.remarks.all()],
    ]


def _list_line(row: Any, user: Any) -> Facts:
    return [
        (_("Points"), points(row.placement.total)),
        (_("Grade"), row.placement.band),
        (_("Rank in the country"), fa(row.placement.national_rank)),
        (_("Rank in the province"), fa(row.placement.province_rank)),
        (_("Objection of the province"), row.objection),
        (_("Answer of headquarters"), row.answer),
    ]


def _share(row: Any, user: Any) -> Facts:
    return [
        (_("Quota"), fa(row.allotted)),
        (_("Held"), fa(row.held)),
        (_("Spent"), fa(row.spent)),
        (_("Free"), fa(row.free)),
    ]


def _certificate(row: Any, user: Any) -> Facts:
    return [
        (_("Number"), fa(row.register_number)),
        (_("Grade"), row.grade),
        (_("Issued on"), jalali(row.issued_at)),
        (_("Valid through"), jalali(row.valid_through)),
    ]


def _appeal(row: Any, user: Any) -> Facts:
    return [
        (_("Against"), row.get_against_display()),
        (_("Learned on"), jalali(row.learned_on)),
        (_("Lodged on"), jalali(row.lodged_at)),
        (_("Text of the appeal"), row.text),
    ]


OF_KIND: dict[str, Callable[[Any, Any], Facts]] = {
    "application": _application,
    "inspection": _inspection,
    "report": _report,
    "reportline": _report_line,
    "listline": _list_line,
    "share": _share,
    "certificate": _certificate,
    "appeal": _appeal,
    "cycle": lambda row, user: [
        (_("Year"), fa(str(row.year))),
        (_("Guideline"), title(row.guideline)),
        (_("Requests close on"), jalali_weekday(row.requests_close_on)),
    ],
    "workshop": lambda row, user: [
        (_("Holder"), row.owner_name),
        (_("Province"), row.province.title),
        (_("City"), row.city),
        (_("Representative"), _speaker(row)),
    ],
    "nomination": lambda row, user: [
        (_("Province"), row.province.title),
        (_("Company"), row.company),
        (_("Crafts"), "، ".join(craft.title for craft in row.crafts.all())),
        (_("From"), jalali(row.starts_on)),
        (_("Until"), jalali(row.ends_on)),
        (_("Letter"), row.letter_number and fa(row.letter_number)),
        (_("Reason"), row.reason),
    ],
    "ranking": lambda row, user: [
        (_("Workshops"), fa(row.placements.count())),
        (_("Qualifying"), fa(row.placements.filter(qualifies=True).count())),
        (_("Hash of the bundle"), row.bundle_hash[:16]),
    ],
    "candidatelist": lambda row, user: [
        (_("Version"), fa(row.turn)),
        (_("Workshops"), fa(row.lines.count())),
        (_("Sent on"), jalali(row.sent_at)),
    ],
    "omission": lambda row, user: [(_("Reason"), row.reason), (_("Answer of headquarters"), row.answer)],
    "mark": lambda row, user: [(_("Kind"), row.get_kind_display()), (_("Reason"), row.reason)],
    "heldpacket": lambda row, user: [
        (_("Inspector"), row.inspector.full_name),
        (_("Received"), jalali(row.received_at)),
        (_("Answers"), fa(len(row.answers))),
    ],
}


def lines_of(row: Any, user: Any) -> list[Any]:
    """The lines that stand in a report, a list or a ranking: with it they are read and signed."""
    match kind_of(row):
        case "report":
            return list(row.lines.select_related("application__workshop", "application__craft_group"))
        case "candidatelist":
            return list(
                row.lines.select_related("application__workshop", "application__craft_group", "placement")
            )
    return []


def points_of(line: Any) -> int | None:
    """Whole hundredths of a report's or list's line."""
    return line.placement.total if kind_of(line) == "listline" else line.total


def words_of(line: Any) -> str:
    """What was said about a line: the verdict's reason, the objection."""
    return line.objection if kind_of(line) == "listline" else line.verdict_reason


def shown_hash(row: Any, user: Any) -> str:
    """Hex SHA-256 of what a page shows of this row before it is signed."""
    if kind_of(row) == "report" and row.turn:
        return report_hash(row)  # the frozen version names itself by its hash
    if hasattr(row, "shown_content"):
        return digest(row.shown_content())
    told = [[str(label), str(value)] for label, value in facts(row, user)]
    lines = [
        [line.public_id, line.state, points_of(line), words_of(line), line.content_hash]
        for line in lines_of(row, user)
    ]
    return digest(
        [kind_of(row), row.public_id, getattr(row, "version", 0), getattr(row, "state", ""), told, lines]
    )


def due_on(row: Any) -> date | None:
    """The last day for what comes next with this row, when the law gives one."""
    state = getattr(row, "state", "")
    match kind_of(row):
        case "application" if state == "completion_asked":
            asked = row.completion_requests.last()
            return asked.due_on if asked else None
        case "inspection" if state == "repairing":
            notice = row.notices.filter(judged_at__isnull=True).first()
            return notice.effective_due_on if notice else None
        case "inspection" if state == "assigned":
            return row.visit_on
        case "candidatelist" if state in ("sent", "overdue"):
            return row.due_on
        case "listline" if state == "pending":
            return row.candidate_list.due_on
    return None
