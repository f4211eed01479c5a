"""A country in the middle of its work, with a reader for every page: who opens which address."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from kargah.api import tokens
from kargah.api.hooks import edits as hooks
from kargah.api.models import Delivery
from kargah.applications import consents
from kargah.certificates.models import Certificate
from kargah.grading.models import CandidateList, ListLine
from kargah.guideline import edits as guideline_edits
from kargah.people import secondfactor
from kargah.people.models import Post, Role, User
from kargah.process import proposals, search
from kargah.process.background import order_issue
from kargah.process.engine import perform
from kargah.registry import edits as registry
from tests import cast

# Addresses that are no pages: they send a file, take a form, or lead elsewhere.
NO_PAGES = {
    "healthz", "seek", "search-suggest", "signout", "signin-second", "file", "file-small", "province:import-template", "province:import-marked",
    "province:import-enter", "province:select-first", "province:counter-register", "headquarters:draw",
    "headquarters:guideline-workbook", "headquarters:guideline-new", "headquarters:post-end", "headquarters:factor-reset", "province:counter-start",
    "api-schema",
    "partner:workbook", "headquarters:referral-workbook",
}  # fmt: skip

# Open to everybody, but made for colleagues: the parts of the pages, the messages of a demonstration.
OF_THE_HOUSE = {"style", "outbox"}


@dataclass
class Sample:
    """`pages`: (reader or None for everybody, the name of the address, the address, the status of the answer). `sessions`: what one knows,
    `cookies`: the key of each reader's session, once they signed in."""

    pages: list[tuple[User | None, str, str, int]] = field(default_factory=list)
    sessions: dict[User, dict[str, Any]] = field(default_factory=dict)
    cookies: dict[User | None, str] = field(default_factory=dict)

    def add(self, reader: User | None, name: str, *keys: Any, ask: str = "", status: int = 200) -> None:
        self.pages.append((reader, name, reverse(name, args=[str(key) for key in keys]) + ask, status))

    def move(self, reader: User, name: str, row: Any) -> None:
        self.add(reader, "move", name, row._meta.model_name, row.public_id)

    def of_people_outside(self) -> list[tuple[User | None, str, str, int]]:
        """The pages of the public and of applicants, which are read on cheap phones."""
        return [page for page in self.pages if page[1] not in OF_THE_HOUSE and _is_outside(page[0])]


def _is_outside(reader: User | None) -> bool:
    return reader is None or bool(reader.mobile and not reader.username)


def a_country_at_work() -> Sample:
    certificate = cast.a_certificate(lines=2)
    settled = CandidateList.objects.get(lines__certificate=certificate)
    cycle = cast.an_open_cycle(quota=12)
    sample = Sample()
    _public(sample, certificate)
    _signing_in(sample, certificate)
    _applicants(sample, certificate, cycle)
    _province(sample, cycle, settled)
    _inspector(sample, cycle)
    _headquarters(sample, certificate, cycle, settled)
    _for_programs(sample, certificate.application.applicant)
    _partner(sample)
    return sample


def _for_programs(sample: Sample, holder: User) -> None:
    director = cast.a_director()
    sample.add(None, "api-docs")
    sample.add(None, "api-docs-of", "applications")
    for tag, name in (
        ("applications", "decline"),
        ("inspections", "notify_defects"),
        ("workshops", "list_workshops"),
    ):
        sample.add(None, "api-docs-one", tag, name)
    for reader in (holder, director):
        ended, _text = tokens.make(reader, name="برنامهٔ حسابداری کارگاه‌های بزرگ استان", scope="act", days=90)
        tokens.make(reader, name="دفتر", scope="read", days=7)
        tokens.end(reader, ended.public_id)
        sample.add(reader, "tokens")
    sample.add(director, "hooks")
    hook = hooks.register(
        f"https://listens.example/a/rather/long/path/of/another/system/{Delivery.objects.count()}",
        moves=["issue"],
        by=director,
    )
    sample.add(director, "hook-deliveries", hook.public_id)
    Delivery.objects.create(hook=hook, entry=7, payload={"type": "listline.issue"}, status=503, tries=2)
    Delivery.objects.create(
        hook=hook, entry=8, payload={"type": "listline.issue"}, note="[Errno 111] Connection refused"
    )
    for reader in (director, cast.an_auditor()):
        sample.add(reader, "hooks")
        sample.add(reader, "hook-deliveries", hook.public_id)


def _partner(sample: Sample) -> None:
    certificate, referral = cast.a_certificate(), cast.a_referral_list()
    partner, expert = cast.a_partner_of(referral.body), cast.an_hq_expert()
    row = referral.rows.get(certificate=certificate)
    registry.answer(row, by=partner, result="refused", note="نامهٔ ۱۲/۳۴۵")
    cast.a_revoked(certificate)
    sample.add(partner, "partner:lists")
    sample.add(partner, "partner:list", referral.public_id)
    sample.add(partner, "partner:answer", row.public_id)
    sample.add(partner, "partner:changes")
    sample.add(partner, "work")
    sample.add(expert, "headquarters:referrals", ask=f"?programme=bank_loan&body={referral.body.public_id}")
    sample.add(expert, "headquarters:referral", referral.public_id)


def _public(sample: Sample, certificate: Certificate) -> None:
    for name in (
        "home",
        "process",
        "questions",
        "privacy",
        "accessibility",
        "offices",
        "verify",
        "directory",
        "track",
    ):
        sample.add(None, f"public:{name}")
    sample.add(None, "public:call", certificate.province.numeric_code)
    sample.add(None, "public:certificate", certificate.code)
    sample.add(None, "public:certificate", "234567892345", status=404)  # of no certificate
    sample.add(None, "public:workshop", certificate.application.workshop.public_id)
    sample.add(None, "workshop-check")
    sample.add(None, "style")


def _signing_in(sample: Sample, certificate: Certificate) -> None:
    for name in ("signin", "signin-code", "signin-staff", "outbox"):
        sample.add(None, name)
    expert, beginner = cast.an_hq_expert(), cast.an_expert_of(name="second-expert")
    Post.objects.create(
        holder=beginner, role=Role.TECHNICAL_INSPECTOR, province=cast.a_province(), starts_on=cast.SINCE
    )
    secondfactor.begin(beginner)
    for name in ("me", "me-post", "me-password", "me-second-factor", "me-sessions"):
        sample.add(expert, name)
        sample.add(beginner, name)
    sample.add(expert, "letters")
    sample.add(expert, "search")
    sample.add(certificate.application.applicant, "me")


def _applicants(sample: Sample, certificate: Certificate, cycle: Any) -> None:
    certified = certificate.application
    holder = certified.applicant
    for name in ("receipt", "conditions", "result", "certificate", "appeals", "defects"):
        sample.add(holder, f"workshop-{name}", certified.public_id)
    sample.add(holder, "case", certified.public_id)
    for part in ("way", "papers", "visits", "defects", "points", "letters", "history"):
        sample.add(holder, "case-part", certified.public_id, part)
    sample.add(holder, "workshop-change", certified.workshop.public_id)
    sample.add(holder, "workshop-start", certified.workshop.public_id)
    consents.name_representative(
        certified.workshop, by=holder, full_name="مهدی کاشانی", mobile="09131112233", relation="فرزند"
    )
    sample.add(holder, "workshop-consent", certified.workshop.public_id)
    sample.move(holder, "lodge", certified)
    sample.add(cast.an_applicant(), "workshop-home")

    sample.add(holder, "workshop-sign", certified.public_id)
    waiting = cast.a_waitlisted_case(cycle)
    sample.add(waiting.applicant, "workshop-waiting", waiting.public_id)

    draft = cast.a_draft(cycle)
    for name in ("workshop-home", "letters", "workshop-new", "work"):
        sample.add(draft.applicant, name)
    nobody_yet = User.objects.filter(mobile="09120000001").first()
    sample.add(nobody_yet or User.objects.create_user(mobile="09120000001"), "workshop-identity")
    for step in ("identity", "workshop", "licences", "production", "review"):
        sample.add(draft.applicant, "workshop-request", draft.public_id, step)

    asked = perform(
        "ask_completion",
        cast.a_registered_case(cycle),
        by=cast.an_expert_of(),
        items="عکس کارگاه\nشمارهٔ مجوز",
    )
    sample.add(asked.applicant, "workshop-asked", asked.public_id)
    sample.add(asked.applicant, "workshop-withdraw", asked.public_id)
    mending = cast.a_defect_notice(cycle=cycle).application
    sample.add(mending.applicant, "workshop-home")
    sample.add(mending.applicant, "workshop-defects", mending.public_id)
    sample.add(mending.applicant, "case-part", mending.public_id, "defects")
    sample.add(mending.applicant, "case-part", mending.public_id, "way")
    sample.add(mending.applicant, "workshop-visit", mending.public_id)
    sample.add(mending.applicant, "workshop-give-up", mending.public_id)


def _province(sample: Sample, cycle: Any, settled: CandidateList) -> None:
    expert, deputy = cast.an_expert_of(), cast.a_deputy_of()
    share = cast.the_share(cycle, cast.a_province())
    owner = cast.an_applicant()
    cast.a_registered_case(cycle, workshop=cast.a_workshop(owner=owner))
    double = cast.a_registered_case(cycle, workshop=cast.a_workshop(owner=owner))
    for _ in range(2):
        eligible = cast.an_eligible_case(cycle)
    cast.a_waitlisted_case(cycle)
    selected = cast.a_selected_case(cycle)
    visit = cast.an_assigned_inspection(cycle=cycle, declared=False)
    cast.an_assigned_inspection(cycle=cycle)
    cast.a_confirmed_inspection(cycle=cycle)
    returned = cast.a_returned_report(lines=2, cycle=cycle)
    compiled = cast.a_compiled_report(cycle=cycle, lines=1)
    waiting = cast.a_sent_list(lines=2)

    sample.add(expert, "province:desk", ask=f"?share={share.public_id}")
    sample.add(expert, "province:selection", ask=f"?share={share.public_id}")
    for name in ("requests", "counter", "import", "selection", "inspectors", "visits", "held", "reports", "lists",
                 "office"):  # fmt: skip
        sample.add(expert, f"province:{name}")
    for name in ("month", "certificates", "letters"):
        sample.add(expert, f"province:{name}")
    sample.add(expert, "province:give", settled.lines.first().certificate.public_id)
    sample.add(expert, "work")
    sample.add(expert, "province:request", double.public_id)
    sample.add(expert, "province:visit", visit.public_id)
    sample.sessions[expert] = {"counter": owner.public_id}  # who stands at the counter
    sample.add(expert, "province:counter-workshop")
    counter = cast.a_workshop(owner=owner)
    entered = perform(
        "start", counter, by=expert, cycle=cycle, craft_group=double.craft_group, channel="counter"
    )
    sample.add(expert, "province:counter-case", entered.public_id)
    sample.add(expert, "province:counter-receipt", double.public_id)
    sample.add(expert, "province:report", returned.public_id)
    sample.add(expert, "province:tables", returned.public_id)
    sample.add(expert, "province:list", waiting.public_id)
    sample.add(expert, "province:list-versions", waiting.public_id)
    sample.add(deputy, "province:report", compiled.public_id)
    sample.add(deputy, "province:list", settled.public_id)
    sample.add(deputy, "work")
    sample.add(deputy, "headquarters:dashboard", status=403)
    sample.add(deputy, "case", "nothing", status=404)
    sample.add(expert, "case", double.public_id)
    sample.add(expert, "moves", "waitlist")
    for name, row in (
        ("decline", double), ("nominate", share), ("assign", selected), ("release", selected),
        ("select_out_of_order", eligible), ("withdraw", double), ("name_omission", waiting),
        ("answer_remarks", returned.lines.first()), ("raise_mark", double),
    ):  # fmt: skip
        sample.move(expert, name, row)
    sample.move(deputy, "send_report", compiled)
    sample.move(deputy, "send_back", compiled)


def _inspector(sample: Sample, cycle: Any) -> None:
    inspector = cast.an_inspector_of()
    begun = cast.an_assigned_inspection(cycle=cycle)
    full = cast.an_assigned_inspection(cycle=cycle)
    cast.fill_form(full)
    visited = cast.a_finished_visit(cycle=cycle)
    answered = cast.an_answered_notice(cycle=cycle)
    sample.add(inspector, "work")
    sample.add(inspector, "inspector-visits")
    for inspection in (begun, visited, answered):
        sample.add(inspector, "inspector-visit", inspection.public_id)
    sample.add(inspector, "inspector-day", begun.public_id)
    sample.add(inspector, "inspector-section", begun.public_id, "P")
    sample.add(inspector, "inspector-conditions", begun.public_id)
    sample.add(inspector, "inspector-review", begun.public_id)
    sample.add(inspector, "inspector-review", full.public_id)
    sample.add(inspector, "case", begun.application.public_id)
    sample.move(inspector, "notify_defects", visited)
    sample.move(inspector, "could_not_visit", begun)
    sample.move(inspector, "finish_revisit", answered)


def _headquarters(sample: Sample, certificate: Certificate, cycle: Any, settled: CandidateList) -> None:
    expert, director, auditor = cast.an_hq_expert(), cast.a_director(), cast.an_auditor()
    planned = cast.a_planned_cycle()
    guideline = cycle.guideline
    draft = guideline_edits.new_draft_from(guideline, by=expert)
    sent = cast.a_sent_report(lines=2, cycle=cast.an_open_cycle(quota=4))
    preview = cast.a_previewed_ranking(lines=3)
    objected = cast.an_objected_list(lines=2)
    appeal = cast.a_lodged_appeal()
    mark = perform(
        "raise_mark", certificate.application, by=expert, kind="false_licence", reason="پروانه جعلی است"
    )
    proposal = proposals.propose(
        "suspend", certificate, by=expert, reason_class="quality", reason="کیفیت افت کرده است"
    )
    line = sent.lines.first()
    for name in ("dashboard", "provinces", "quotas", "inspectors", "reports", "rankings", "lists", "issue"):
        sample.add(expert, f"headquarters:{name}", ask=f"?cycle={cycle.public_id}")
    for name in (
        "requests",
        "provinces",
        "letters",
        "bodies",
        "days",
        "health",
        "certificates",
        "appeals",
        "marks",
        "proposals",
        "guidelines",
        "people",
        "journal",
    ):
        sample.add(expert, f"headquarters:{name}")
    sample.add(expert, "headquarters:quotas", ask=f"?cycle={planned.public_id}")
    sample.add(expert, "headquarters:ledger", cast.the_share(cycle, certificate.province).public_id)
    sample.add(expert, "headquarters:report", sent.public_id)
    sample.add(expert, "headquarters:line", line.public_id)
    sample.add(expert, "headquarters:ranking", settled.ranking.public_id)
    sample.add(director, "headquarters:ranking", preview.public_id)
    sample.add(expert, "headquarters:ranking-difference", settled.ranking.public_id)
    sample.add(expert, "headquarters:list-versions", objected.public_id)
    sample.add(expert, "headquarters:list", objected.public_id)
    sample.add(expert, "headquarters:list", settled.public_id)
    sample.add(expert, "headquarters:guideline", guideline.public_id)
    sample.add(expert, "headquarters:guideline", draft.public_id)
    sample.add(expert, "headquarters:guideline-settings", draft.public_id)
    sample.add(expert, "headquarters:guideline-axis", draft.public_id, "P")
    sample.add(expert, "headquarters:guideline-criterion", draft.public_id, "P1")
    sample.add(director, "headquarters:people")
    sample.add(auditor, "headquarters:verify")
    sample.add(auditor, "headquarters:journal")
    sample.add(auditor, "work")
    search.look_up("09130000001", expert)
    sample.add(auditor, "auditor:accesses")
    sample.add(auditor, "auditor:sample", ask=f"?cycle={cycle.public_id}&number=5&seed=audit-1405")
    sample.add(auditor, "auditor:rankings")
    sample.add(auditor, "auditor:ranking", settled.ranking.public_id, ask="?again=1")
    sample.add(expert, "work")
    sample.add(director, "work")
    sample.add(director, "proposal", proposal.public_id)
    sample.add(expert, "proposal", proposal.public_id)
    sample.add(expert, "cycle", cycle.public_id)
    sample.add(expert, "cycle-box", cycle.public_id, "S3")
    certified = certificate.application
    sample.add(expert, "case", certified.public_id)
    for part in ("way", "decisions", "letters", "history"):
        sample.add(expert, "case-part", certified.public_id, part)
    reported = certified.report_lines.get()
    sample.add(expert, "case-report-version", certified.public_id, reported.public_id, 1)
    sample.add(expert, "case-list-version", certified.public_id, certificate.list_line.public_id, 1)
    sample.add(expert, "row", "candidatelist", objected.public_id)
    sample.add(expert, "row", "report", sent.public_id)
    sample.add(expert, "moves", "approve_line")
    for name, row in (
        ("plan_cycle", guideline), ("set_quota", planned), ("return_line", line), ("exclude_line", line),
        ("keep_line", ListLine.objects.filter(candidate_list=objected, state="objected").first()),
        ("suspend", certificate), ("strike", mark),
    ):  # fmt: skip
        sample.move(expert, name, row)
    sample.move(director, "name_panel", appeal)
    sample.move(director, "change_quota", cycle)
    agreed = cast.an_agreed_list(lines=1)
    sample.add(director, "headquarters:issue", ask=f"?cycle={agreed.cycle.public_id}")
    other = cast.a_director("issuer")
    run = order_issue(agreed.cycle, agreed.lines.all(), by=other, signature=cast.issue_signed_by(other))
    sample.add(other, "headquarters:run", run.public_id)
