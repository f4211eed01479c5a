"""The long lists of headquarters: what narrows each, how it may stand, and what its workbook holds."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.appeals.models import Appeal
from kargah.applications.models import Mark
from kargah.certificates.models import Certificate
from kargah.inspections.models import Nomination
from kargah.people.models import Post
from kargah.persian.letters import digits, key
from kargah.places.queries import provinces
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal
from kargah.web.listing.listing import Column, Listing
from kargah.web.listing.sought import Sought, choice, offer, words

STEP = Column(_("Step"))
STATE = Column(_("State"), lambda row: row.get_state_display())
PROVINCE = Column(_("Province"), lambda row: row.province.title)
OF_A_CASE = Column(_("Workshop"), lambda row: row.application.workshop.name)


class ByProvince(Sought):
    by = {"state": "state", "province": "province__numeric_code"}
    province = choice(_("Province"))

    def prepare(self) -> None:
        offer(self, "province", ((one.numeric_code, one.title) for one in provinces()))

    def anywhere(self, word: str) -> Q:
        return Q(application__workshop__search_key__contains=key(word)) | Q(
            application__tracking_code__iexact=digits(word)
        )


class OfCertificates(ByProvince):
    q = words(_("Number, code, workshop or family name"))
    state = choice(_("State"), [*Certificate.State.choices, ("expired", _("Last day over"))])
    by = {"province": "province__numeric_code"}

    def narrowed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows, state = super().narrowed(rows), self.asked.get("state")
        if state == "expired":
            return rows.filter(state=Certificate.State.VALID, valid_through__lt=clock.today())
        return rows.filter(state=state) if state else rows

    def words_of(self, typed: str) -> list[str]:
        return [typed] if typed.strip() else []  # a number or a code may be written with spaces

    def anywhere(self, word: str) -> Q:
        parts = [part for part in digits(word).split("/") if part]
        if len(parts) == 3 and all(part.isdecimal() and len(part) < 9 for part in parts):
            year, province, sequence = parts
            return Q(
                register_year=int(year),
                province__numeric_code=province.zfill(2),
                register_sequence=int(sequence),
            )
        code = digits(word).replace("-", "").replace(" ", "").upper()
        named = Q(workshop__search_key__contains=key(word)) | Q(
            application__applicant__last_name__contains=word
        )
        return named | Q(code=code)


class OfInspectors(ByProvince):
    q = words(_("Family name of the inspector"))
    state = choice(_("State"), [one for one in Nomination.State.choices if one[0] != Nomination.State.NAMED])

    def anywhere(self, word: str) -> Q:
        return Q(inspector__last_name__contains=word) | Q(inspector__first_name__contains=word)


class OfAppeals(ByProvince):
    by = {**ByProvince.by, "against": "against"}
    q = words(_("Tracking code or workshop"))
    state = choice(_("State"), Appeal.State.choices)
    against = choice(_("Against"), Appeal.Against.choices)


class OfMarks(ByProvince):
    q = words(_("Tracking code or workshop"))
    state = choice(_("State"), Mark.State.choices)


class OfProposals(ByProvince):
    by = {**ByProvince.by, "step": "move"}
    state = choice(_("State"), Proposal.State.choices)
    step = choice(_("Step"), [(move.name, move.says) for move in MOVES.values() if move.two_persons])


class OfPosts(Sought):
    by = {"role": "role"}
    q = words(_("Family name, user name or province"))
    role = choice(_("Post"), Post._meta.get_field("role").choices)

    def anywhere(self, word: str) -> Q:
        found = Q(holder__last_name__contains=word) | Q(holder__username=word.lower())
        return found | Q(province__name__contains=word)


CERTIFICATES = Listing(
    "certificates",
    _("Register of certificates"),
    OfCertificates,
    (
        Column(_("Workshop"), lambda row: row.workshop.name),
        Column(_("Number"), lambda row: row.register_number),
        Column(_("Code"), lambda row: row.code),
        PROVINCE,
        Column(_("Grade"), lambda row: row.grade),
        Column(_("Issued on"), lambda row: row.issued_at, kind="date", order="issued"),
        Column(_("Valid through"), lambda row: row.valid_through, kind="date", order="ends"),
        STATE,
        STEP,
    ),
    {"issued": ("-issued_at",), "ends": ("valid_through",)},
    "headquarters/_certificate_row.html",
)
INSPECTORS = Listing(
    "inspectors",
    _("Inspectors"),
    OfInspectors,
    (
        Column(_("Inspector"), lambda row: row.inspector.full_name),
        Column(_("Province"), lambda row: row.province.title, order="province"),
        Column(_("Craft groups"), lambda row: "، ".join(one.title for one in row.crafts.all()), css="wide"),
        Column(_("From"), lambda row: row.starts_on, kind="date", order="starts"),
        Column(_("Until"), lambda row: row.ends_on, kind="date", order="ends"),
        Column(_("Letter"), lambda row: row.letter_number),
        Column(_("Open visits"), lambda row: row.load, kind="int", css="n"),
        STATE,
        STEP,
    ),
    {"province": ("province__rank",), "starts": ("starts_on",), "ends": ("ends_on",)},
    "headquarters/_inspector_row.html",
)
APPEALS = Listing(
    "appeals",
    _("Appeals"),
    OfAppeals,
    (
        OF_A_CASE,
        PROVINCE,
        Column(_("Against"), lambda row: row.get_against_display()),
        Column(_("Lodged on"), lambda row: row.lodged_at, kind="date", order="lodged"),
        Column(_("Text"), lambda row: row.text, css="wide"),
        Column(_("Panel"), lambda row: "، ".join(one.full_name for one in row.panel.all())),
        STATE,
        STEP,
    ),
    {"lodged": ("-lodged_at",)},
    "headquarters/_appeal_row.html",
)
MARKS = Listing(
    "marks",
    _("Marks"),
    OfMarks,
    (
        OF_A_CASE,
        PROVINCE,
        Column(_("What was found"), lambda row: row.get_kind_display()),
        Column(_("Reason"), lambda row: row.reason, css="wide"),
        Column(_("By"), lambda row: row.raised_by.full_name),
        Column(_("Raised on"), lambda row: row.raised_at, kind="date", order="raised"),
        STATE,
        STEP,
    ),
    {"raised": ("-raised_at",)},
    "headquarters/_mark_row.html",
)
PROPOSALS = Listing(
    "proposals",
    _("Proposals"),
    OfProposals,
    (
        Column(_("Step"), lambda row: MOVES[row.move].says),
        Column(_("Workshop"), lambda row: row.case.workshop.name if row.case else ""),
        Column(_("Province"), lambda row: row.province.title if row.province else ""),
        Column(_("Proposed by"), lambda row: row.proposed_by.full_name),
        Column(_("Proposed on"), lambda row: row.created_at, kind="date", order="proposed"),
        Column(_("Answered by"), lambda row: row.ended_by.full_name if row.ended_by else ""),
        STATE,
    ),
    {"proposed": ("-created_at",)},
    "headquarters/_proposal_row.html",
)
POSTS = Listing(
    "posts",
    _("Posts in force"),
    OfPosts,
    (
        Column(_("Name"), lambda row: row.holder.full_name),
        Column(_("User name"), lambda row: row.holder.username),
        Column(_("Post"), lambda row: row.get_role_display(), order="role"),
        Column(_("Where"), lambda row: (row.province and row.province.title) or (row.body and row.body.name)),
        Column(_("From"), lambda row: row.starts_on, kind="date", order="starts"),
        Column(_("Until"), lambda row: row.ends_on, kind="date"),
        Column(_("Second factor")),
        STEP,
    ),
    {"role": ("role", "holder__last_name"), "starts": ("starts_on",)},
    "headquarters/_post_row.html",
)
