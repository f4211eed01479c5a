"""Which rows a person may see, and on which of them they may act: as database filters, so that lists stay cheap."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from kargah.appeals.models import Appeal
from kargah.applications.models import Application, Attachment, Withdrawal, Workshop
from kargah.certificates.models import Certificate
from kargah.files.models import Stored
from kargah.guideline.models import Guideline
from kargah.inspections.models import (
    Defect,
    DefectAnswer,
    DefectVerdict,
    HeldPacket,
    Inspection,
    Nomination,
    Photo,
    VisitFailure,
)
from kargah.notifications.models import Letter
from kargah.people.models import OF_HEADQUARTERS, Post, Role
from kargah.people.queries import posts_in_force, provinces_of, sees_everything
from kargah.people.rules import IN_THEIR_PROVINCE, acts_as
from kargah.process.flowchart import MOVES
from kargah.process.models import Proposal
from kargah.process.shapes import Move
from kargah.reports.models import ReportLine, ReportVersion

# By what name a kind of row stands in addresses. What is not here has no page.
KINDS: dict[str, type[Any]] = {}
for _move in MOVES.values():
    for _model in (_move.subject, _move.of):
        KINDS[_model._meta.model_name] = _model

# How a row tells its people, in the words of the database.
OWNER = {
    Application: "applicant",
    Workshop: "owner",
    Inspection: "application__applicant",
    Certificate: "application__applicant",
    Appeal: "application__applicant",
}
INSPECTOR = {
    Inspection: "inspector",
    ReportLine: "inspection__inspector",
    Nomination: "inspector",
    HeldPacket: "inspector",
}
PANEL = {Appeal: "panel"}

# What a page lists beside its rows, so that a list asks the database once.
SHOWN_WITH = {
    "application": ("workshop", "province", "craft_group", "cycle"),
    "workshop": ("owner", "province"),
    "inspection": ("application__workshop", "province", "inspector"),
    "nomination": ("inspector", "province"),
    "heldpacket": ("inspection__application__workshop", "inspector"),
    "share": ("cycle", "province"),
    "report": ("cycle", "province"),
    "reportline": ("application__workshop", "report", "province", "inspection"),
    "ranking": ("cycle",),
    "candidatelist": ("cycle", "province", "ranking"),
    "listline": ("application__workshop", "candidate_list", "placement", "province"),
    "omission": ("application__workshop", "candidate_list", "province"),
    "certificate": ("workshop", "province", "craft_group", "application"),
    "mark": ("application__workshop", "province"),
    "appeal": ("application__workshop", "province"),
    "proposal": ("proposed_by", "province", "case__workshop"),
}

# Where stored files hang, and by which path the row leads to something that has `visible_to`.
HUNG = (
    (Photo, "stored", "inspection", Inspection),
    (Defect, "photo", "notice__inspection", Inspection),
    (DefectAnswer, "photo", "defect__notice__inspection", Inspection),
    (DefectVerdict, "photo", "defect__notice__inspection", Inspection),
    (VisitFailure, "photo", "inspection", Inspection),
    (Attachment, "stored", "application", Application),
    (Withdrawal, "letter", "application", Application),
    (Application, "letter_scan", "pk", Application),
    (Appeal, "evidence", "pk", Appeal),
    (Certificate, "pdf", "pk", Certificate),
)

TO_THE_CASE = {Application: "", Inspection: "__application"}  # and on from there


def rows(model: type[Any], user: Any) -> QuerySet[Any]:
    """The rows of `model` that `user` may see, with what their titles need; none for a visitor."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return model.objects.none()
    if model is Guideline:
        seen = model.objects.all() if posts_in_force(user).exists() else model.objects.none()
    else:
        seen = model.objects.visible_to(user)
    return seen.select_related(*SHOWN_WITH.get(model._meta.model_name, ()))


def one(model: type[Any], user: Any, public_id: str) -> Any | None:
    """The visible row of this public name, or None: what one may not see does not exist."""
    found = rows(model, user).filter(public_id=public_id).first()
    if found is None and model is Application and getattr(user, "is_authenticated", False):
        return _appealed(user).filter(public_id=public_id).first()
    return found


def _appealed(user: Any) -> QuerySet[Application]:
    """The cases on which this person decides as a member of a panel: theirs to read while the appeal is open."""
    open_ones = Appeal.objects.filter(panel=user, state__in=Appeal.OPEN)
    return Application.objects.filter(pk__in=open_ones.values("application")).select_related(
        *SHOWN_WITH["application"]
    )


def inspections_of(case: Application, user: Any) -> QuerySet[Inspection]:
    """The inspections of a case that this person may see; a panel that decides on it sees them all."""
    if user.is_active and _appealed(user).filter(pk=case.pk).exists():
        return Inspection.objects.filter(application=case).select_related(*SHOWN_WITH["inspection"])
    return rows(Inspection, user).filter(application=case)


@dataclass(frozen=True)
class Held:
    """What a person holds today, read once for many questions: roles, and by role the provinces."""

    user: Any
    roles: frozenset[str]
    provinces: dict[str, set[int | None]]


def held_by(user: Any, post: Post | None = None) -> Held:
    """What they hold; of `post` alone when one is given."""
    posts = [post] if post else list(posts_in_force(user))
    provinces: dict[str, set[int | None]] = {}
    for post in posts:
        provinces.setdefault(post.role, set()).add(post.province_id)
    return Held(user, frozenset(post.role for post in posts), provinces)


def acting(model: type[Any], held: Held, roles: tuple[str, ...]) -> QuerySet[Any]:
    """The rows of `model` on which a person may act in one of `roles`: `acts_as`, asked of the database."""
    allowed = Q(pk__in=[])
    listed = model.objects.select_related(*SHOWN_WITH.get(model._meta.model_name, ()))
    for role in roles:
        if role == Role.APPLICANT and model in OWNER:
            allowed |= Q(**{OWNER[model]: held.user})
        elif role == Role.PANEL_MEMBER and model in PANEL:
            allowed |= Q(**{PANEL[model]: held.user})
        elif role not in held.roles:
            continue
        elif role == Role.TECHNICAL_INSPECTOR and model in INSPECTOR:
            allowed |= Q(**{INSPECTOR[model]: held.user})
        elif role in IN_THEIR_PROVINCE and _has_province(model):
            allowed |= Q(province_id__in=held.provinces[role])
        elif role in OF_HEADQUARTERS:
            return listed
    return listed.filter(allowed)


def staff(user: Any) -> bool:
    """Do they hold a post from which one sees other people's cases: an office's or the auditor's?"""
    return sees_everything(user) or bool(provinces_of(user, roles=IN_THEIR_PROVINCE))


def sees_points(user: Any, case: Application) -> bool:
    """Points are for offices, applicant and the panel of an appeal, never for whoever gave the levels."""
    if case.inspections.filter(inspector=user).exists():
        return False
    return (
        case.applicant_id == user.pk
        or sees_everything(user)
        or case.province_id in provinces_of(user, roles=IN_THEIR_PROVINCE)
        or _appealed(user).filter(pk=case.pk).exists()
    )


def is_office(user: Any, case: Application) -> bool:
    """Do they see the case as a colleague, with names and inner steps?"""
    return sees_everything(user) or case.province_id in provinces_of(user, roles=IN_THEIR_PROVINCE)


def photos_of(case: Application, user: Any) -> list[Photo]:
    """The photos on the sheets of a case, as far as this person sees its inspections."""
    seen = inspections_of(case, user)
    kept = Photo.objects.filter(inspection__in=seen.values("pk"), removed_at=None)
    return list(kept.select_related("stored").order_by("pk"))


def letters_of(case: Application, user: Any) -> QuerySet[Letter]:
    """What was written about a case, the newest first: to a province what went to its own people, to others their own."""
    letters = Letter.objects.filter(case_id=case.pk).select_related("to")
    if sees_everything(user):
        return letters
    if is_office(user, case):
        here = Post.objects.filter(province_id=case.province_id).values("holder")
        return letters.filter(Q(to=user) | Q(to=case.applicant_id) | Q(to__in=here))
    return letters.filter(to=user)


def _judged_with(user: Any, model: type[Any], field: str, path: str, stored: Stored) -> bool:
    """Does the file belong to a case on which this person decides as a member of a panel?"""
    return model.objects.filter(**{field: stored, f"{path}__in": _appealed(user).values("pk")}).exists()


def stored_for(user: Any, sha256: str) -> Stored | None:
    """The stored file, when it hangs on a row that this person may see."""
    stored = Stored.objects.filter(sha256=sha256).first()
    if stored is None:
        return None
    for model, field, path, owner in HUNG:
        if model.objects.filter(**{field: stored, f"{path}__in": rows(owner, user).values("pk")}).exists():
            return stored
        if owner in TO_THE_CASE and _judged_with(user, model, field, path + TO_THE_CASE[owner], stored):
            return stored
    if sees_everything(user) and ReportVersion.objects.filter(workbook=stored).exists():
        return stored
    provinces = provinces_of(user, roles=IN_THEIR_PROVINCE)
    mine = ReportVersion.objects.filter(workbook=stored, report__province_id__in=provinces)
    return stored if mine.exists() else None


def proposals_for(user: Any, post: Post | None = None) -> QuerySet[Proposal]:
    """Open proposals that wait for this person (in one post of theirs) as the second one, the oldest first."""
    held = held_by(user, post)
    country = [m.name for m in MOVES.values() if held.roles & set(m.confirmed_by) & set(OF_HEADQUARTERS)]
    local = [m.name for m in MOVES.values() if held.roles & set(m.confirmed_by) & set(IN_THEIR_PROVINCE)]
    mine = Q(move__in=country) | Q(move__in=local, province_id__in=_second_persons_provinces(held, local))
    return (
        rows(Proposal, user)
        .filter(mine, state=Proposal.State.PROPOSED)
        .exclude(proposed_by=user)
        .order_by("pk")
    )


def proposed_by(user: Any) -> QuerySet[Proposal]:
    """What this person proposed and nobody answered yet."""
    return rows(Proposal, user).filter(proposed_by=user, state=Proposal.State.PROPOSED).order_by("pk")


def open_proposals(subject: Model, user: Any) -> QuerySet[Proposal]:
    """What waits for a second person about this row."""
    return rows(Proposal, user).filter(
        subject_kind=subject._meta.label_lower, subject_id=subject.pk, state=Proposal.State.PROPOSED
    )


def proposed(move: Move, user: Any) -> set[int]:
    """Keys of the rows on which this step is proposed and waits for its second person."""
    waiting = rows(Proposal, user).filter(move=move.name, state=Proposal.State.PROPOSED)
    return set(waiting.values_list("subject_id", flat=True))


def may_take(move: Move, user: Any, subject: Any) -> bool:
    """Does the chart give them this step on this row? Its rules are another matter."""
    return any(acts_as(user, role, on=subject) for role in move.by if role != Role.CLOCK)


def _second_persons_provinces(held: Held, local: list[str]) -> set[int | None]:
    roles = {role for name in local for role in MOVES[name].confirmed_by}
    return {province for role in roles for province in held.provinces.get(role, ())} - {None}


def _has_province(model: type[Any]) -> bool:
    return any(field.name == "province" for field in model._meta.get_fields())
