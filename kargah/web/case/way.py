"""The way of a case through the chart: where it went, how long it stood in each box, and who did what there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kargah import clock
from kargah.applications.models import Application
from kargah.inspections import deadlines
from kargah.jalali.templatetags.jalali import fa
from kargah.journal import book
from kargah.process import picture, sentences, stays
from kargah.process.flowchart import BOX_OF
from kargah.web.case.reader import Reader


@dataclass(frozen=True)
class Term:
    """Days that the law gives for what comes next: the last one, and how many there were."""

    due: date
    days: int

    @property
    def left(self) -> int:
        return deadlines.days_left(self.due, clock.today())

    @property
    def words(self) -> str:
        if self.left < 0:
            over = {"days": fa(-self.left)}
            return ngettext("%(days)s day over the term", "%(days)s days over the term", -self.left) % over
        return _("%(left)s of %(days)s days left") % {"left": fa(self.left), "days": fa(self.days)}


@dataclass(frozen=True)
class Place:
    """Where a case stands now: the box and its words, since how many days, the term that runs, and the loops."""

    box: str
    words: str
    ended: bool
    days: int
    term: Term | None
    loop: str


def place(case: Application, reader: Reader) -> Place:
    standing = getattr(case, "standing", None)
    box = standing.box if standing else ""
    return Place(
        box=box,
        words=picture.FULL.get(box, ""),
        ended=bool(standing and standing.ended),
        days=(clock.today() - clock.day_of(standing.since)).days if standing else 0,
        term=None if standing is None or standing.ended else term_of(case, box, reader),
        loop=loops(case, reader).get(box, ""),
    )


def of(case: Application, reader: Reader) -> dict[str, Any]:
    """The picture, and beneath it the same as a list: each box with its days and with what was done in it."""
    told = sentences.history(case, names=reader.office)
    entries = list(book.read(case))
    here = place(case, reader)
    gone = stays.of(entries)
    walked = picture.passed([entry.move for entry in entries], here.box)
    days, notes = stays.days_by_box(gone), loops(case, reader)
    boxes = picture.way(walked, here.box, ended=here.ended, notes=notes)
    done_in: dict[str, list[sentences.Line]] = {}
    for line in told:
        if BOX_OF.get(line.move) in picture.FULL:
            done_in.setdefault(BOX_OF[line.move], []).append(line)
    for box in boxes:
        box["days"] = days.get(box["code"])
        box["lines"] = done_in.get(box["code"], [])
    return {
        "place": here,
        "boxes": boxes,
        "picture": picture.drawn(
            walked,
            here.box,
            ended=here.ended,
            note=_beneath(here),
            counts=notes,
            spent={code: _days(number) for code, number in days.items() if number},
            address=lambda code: f"#box-{code}" if code in walked or code == here.box else "",
            label=_("Where this case stands in the process"),
        ),
    }


def _beneath(here: Place) -> str:
    """The words under the lit box."""
    if not here.box:
        return ""
    return here.term.words if here.term else _days(here.days)


def _days(number: int) -> str:
    return ngettext("%(days)s day", "%(days)s days", number) % {"days": fa(number)}


def term_of(case: Application, box: str, reader: Reader) -> Term | None:
    """What the law gives in this box, when a term runs there."""
    match box:
        case "S3":
            asked = case.completion_requests.filter(answered_at=None, lapsed_at=None).last()
            return Term(asked.due_on, (asked.due_on - clock.day_of(asked.asked_at)).days) if asked else None
        case "S6":
            notice = case.notices.filter(judged_at=None, done_at=None).last()
            if notice is None:
                return None
            due = notice.effective_due_on
            return Term(due, (due - date.fromordinal(notice.notified_day)).days)
        case "D2" if reader.office:
            line = case.list_lines.filter(left="").select_related("candidate_list").order_by("-pk").first()
            sent = line and line.candidate_list
            if not sent or not sent.due_on or not sent.sent_at:
                return None
            return Term(sent.due_on, (sent.due_on - clock.day_of(sent.sent_at)).days)
    return None


def loops(case: Application, reader: Reader) -> dict[str, str]:
    """How often the case went round: short words at the boxes of the chart."""
    found = {}
    if (given := case.notices.count()) and (most := case.cycle.limits.defect_notices):
        found["S6"] = _("turn %(number)s of %(most)s") % {"number": fa(given), "most": fa(most)}
    if asked := case.completion_requests.count():
        found["S3"] = _("completion %(number)s") % {"number": fa(asked)}
    line = case.report_lines.select_related("report").order_by("-pk").first()
    if line is not None and line.report.turn > 1:
        found["D1"] = _("version %(number)s") % {"number": fa(line.report.turn)}
    listed = case.list_lines.select_related("candidate_list").order_by("-pk").first()
    if reader.office and listed is not None and listed.candidate_list.turn > 1:
        found["D2"] = _("version %(number)s") % {"number": fa(listed.candidate_list.turn)}
    return found
