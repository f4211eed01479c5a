"""Who may come to which address. A pattern of the site without a line here fails the tests."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

HERE = {"expert", "deputy"}
PROVINCES = {"expert", "expert elsewhere", "deputy"}
HEADQUARTERS = {"hq expert", "director"}
COUNTRY = HEADQUARTERS | {"auditor"}
APPLICANTS = {"owner", "another applicant"}
INSPECTORS = {"inspector", "another inspector"}
STAFF = PROVINCES | COUNTRY
SIGNED_IN = STAFF | APPLICANTS | INSPECTORS | {"partner"}
COLLEAGUES = SIGNED_IN - APPLICANTS
EVERYBODY = SIGNED_IN | {"visitor"}
OF_THE_CASE = HERE | COUNTRY | {"owner", "inspector"}


@dataclass(frozen=True)
class Rule:
    """One address.

    `reads` may GET it (empty: it takes only POST), `writes` may POST to it (empty: it only shows); `args` makes its
    arguments of the world. `gate` are those whom the door before the view lets in: the others get 403 whatever the
    address names. Inside of it, whose row it is not gets `no`, and 403 when they may `see` the row.
    `seen` is the answer to a permitted GET, `sent` what a POST carries, `keeps` the table that a GET writes into.
    """

    reads: frozenset[str]
    writes: frozenset[str]
    args: Callable[[Any], list[Any]]
    gate: frozenset[str] = frozenset(SIGNED_IN)
    no: int = 404
    see: frozenset[str] = frozenset()
    seen: int = 200
    sent: Callable[[Any], dict[str, Any]] = lambda world: {}
    keeps: str = ""

    @property
    def public(self) -> bool:
        return "visitor" in self.reads | self.writes

    def may(self, method: str) -> frozenset[str]:
        return self.writes if method == "POST" else self.reads

    def answer(self, role: str, method: str) -> int | str:
        """The status that `role` gets. A visitor is sent to the "door"; a POST that is heard is "taken"."""
        if role == "visitor" and not self.public:
            return "door"
        if role != "visitor" and role not in self.gate:
            return 403
        if method == "POST" and role == "auditor" and self.gate == COUNTRY:
            return 403
        if not self.may(method):
            return 405
        if role in self.may(method):
            return self.seen if method == "GET" else "taken"
        return 403 if role in self.see else self.no


RULES: dict[str, Rule] = {}


def rule(name, reads, writes=(), args=lambda world: [], gate=SIGNED_IN, see=(), **more):
    RULES[name] = Rule(frozenset(reads), frozenset(writes), args, frozenset(gate), see=frozenset(see), **more)


def of(*names, more=()):
    """Arguments of an address: the public names of these rows of the world, then `more` as it stands."""
    return lambda world: [*(getattr(world, name).public_id for name in names), *more]


def sending(**fields):
    return lambda world: fields


# --- everybody -----------------------------------------------------------------------------------------
for _name in ("home", "process", "questions", "privacy", "accessibility", "offices", "directory", "verify"):
    rule(f"public:{_name}", EVERYBODY)
rule("healthz", EVERYBODY)
rule("style", EVERYBODY)
rule("api-docs", EVERYBODY)
rule("api-docs-of", EVERYBODY, args=lambda world: ["applications"])
rule("api-docs-one", EVERYBODY, args=lambda world: ["applications", "register"])
rule("api-schema", EVERYBODY)
rule("public:call", EVERYBODY, args=lambda world: [world.share.province.numeric_code])
rule("public:certificate", EVERYBODY, args=lambda world: [world.certificate.code])
rule("public:workshop", EVERYBODY, args=lambda world: [world.certificate.workshop.public_id])
rule("public:track", EVERYBODY, EVERYBODY, sent=sending(code="ABC", last_digits="1234"))
rule("workshop-check", EVERYBODY, EVERYBODY)
rule("set_language", (), EVERYBODY, sent=sending(language="en"))
rule("signin-staff", EVERYBODY, EVERYBODY)
rule("signin-code", EVERYBODY, EVERYBODY, seen=302)
rule("signin-second", EVERYBODY, EVERYBODY, seen=302)  # leads to the first step
rule("signout", (), EVERYBODY)
rule("outbox", EVERYBODY, seen=404)  # a page of the demo alone
rule("signin", {"visitor"}, {"visitor"}, no=302)  # whoever is in goes on to their work

# --- whoever is signed in ------------------------------------------------------------------------------
rule("work", SIGNED_IN)
rule("me", SIGNED_IN, SIGNED_IN)
rule("tokens", SIGNED_IN, SIGNED_IN)
rule("seek", (), SIGNED_IN, sent=sending(to="/work/"))
rule("account", EVERYBODY, seen=302)  # leads to /me/
rule("search", SIGNED_IN, SIGNED_IN, sent=sending(sought="09130000000"))
rule("search-suggest", (), SIGNED_IN, sent=sending(sought="سفال"))
rule("me-post", SIGNED_IN, SIGNED_IN)
rule("me-sessions", SIGNED_IN, SIGNED_IN)
for _name in ("me-password", "me-second-factor"):  # applicants enter with codes and have neither
    rule(_name, COLLEAGUES, COLLEAGUES, gate=COLLEAGUES)
rule("workshop-home", SIGNED_IN)
rule("letters", SIGNED_IN, keeps="notifications_letter")  # what was shown counts as read
rule("workshop-identity", SIGNED_IN, SIGNED_IN)
rule("workshop-new", APPLICANTS, APPLICANTS, no=302)  # the others say first who they are
rule("inspector-visits", SIGNED_IN)
rule("moves", SIGNED_IN, SIGNED_IN, args=of(more=["screen_in"]), sent=sending(subject="abc"))

# --- whoever takes part in the row ---------------------------------------------------------------------
rule("case", OF_THE_CASE, args=of("case"))
rule(
    "case-part", OF_THE_CASE - {"inspector"}, args=of("case", more=["points"])
)  # whoever gave the levels sees none
rule(
    "case-report-version", OF_THE_CASE - {"owner", "inspector"},
    args=lambda world: [world.certified.public_id, world.line.public_id, 1],
)  # fmt: skip
rule(
    "case-list-version", OF_THE_CASE - {"owner", "inspector"},
    args=lambda world: [world.certified.public_id, world.certificate.list_line.public_id, 1],
)  # fmt: skip
rule("row", OF_THE_CASE, args=lambda world: ["inspection", world.inspection.public_id])
rule("file", OF_THE_CASE, args=lambda world: [world.photo.sha256])
rule("file-small", OF_THE_CASE, args=lambda world: [world.photo.sha256], keeps="files_")  # made once
rule("proposal", HERE | COUNTRY, HERE | COUNTRY, args=of("proposal"), sent=sending(answer="refuse"))
rule("cycle", STAFF, args=of("cycle"), no=403)
rule("cycle-box", STAFF, args=of("cycle", more=["S3"]), no=403)
rule(
    "move", {"owner"}, {"owner"}, see=OF_THE_CASE - {"owner"}, sent=sending(key="k"),
    args=lambda world: ["answer_defects", "inspection", world.inspection.public_id],
)  # fmt: skip

# --- the applicant -------------------------------------------------------------------------------------
for _name in ("change", "start", "consent"):
    rule(f"workshop-{_name}", {"owner"}, {"owner"}, args=of("workshop"))
for _name in ("asked", "receipt", "conditions", "defects", "result", "appeals", "withdraw"):
    rule(f"workshop-{_name}", {"owner"}, args=of("case"))
rule("workshop-certificate", {"owner"}, args=of("certified"))
rule("workshop-sign", {"owner"}, args=of("certified"))
rule("workshop-waiting", {"owner"}, args=of("case"), seen=302)  # shown only while the request waits
rule("workshop-visit", {"owner"}, {"owner"}, args=of("case"))
rule("workshop-give-up", {"owner"}, {"owner"}, args=of("case"))
rule("workshop-request", {"owner"}, {"owner"}, args=of("draft", more=["workshop"]))

# --- the inspector -------------------------------------------------------------------------------------
rule("inspector-visit", {"inspector"}, args=of("inspection"))
rule("inspector-review", {"inspector"}, args=of("inspection"))
for _name in ("day", "conditions"):
    rule(f"inspector-{_name}", {"inspector"}, {"inspector"}, args=of("inspection"))
rule(
    "inspector-section", {"inspector"}, {"inspector"},
    args=lambda world: [world.inspection.public_id, world.guideline.axes.first().code],
)  # fmt: skip

# --- the province --------------------------------------------------------------------------------------
for _name in (
    "desk",
    "requests",
    "import-template",
    "selection",
    "inspectors",
    "visits",
    "held",
    "reports",
    "lists",
):
    rule(f"province:{_name}", PROVINCES, gate=PROVINCES)
for _name in ("office", "counter", "import"):
    rule(f"province:{_name}", PROVINCES, PROVINCES, gate=PROVINCES)
for _name in ("import-enter", "select-first"):
    rule(f"province:{_name}", (), PROVINCES, gate=PROVINCES)
rule("province:import-marked", PROVINCES, gate=PROVINCES)
rule("province:counter-workshop", PROVINCES, PROVINCES, gate=PROVINCES)
rule("province:counter-start", (), HERE, args=of("workshop"), gate=PROVINCES)
for _name, _row in {"visit": "inspection", "list": "list", "request": "case"}.items():
    rule(f"province:{_name}", HERE, HERE, args=of(_row), gate=PROVINCES)
for _name in ("month", "certificates", "letters"):
    rule(f"province:{_name}", PROVINCES, gate=PROVINCES)
rule("province:give", HERE, HERE, args=of("certificate"), gate=PROVINCES)
rule("province:list-versions", HERE, args=of("list"), gate=PROVINCES)
rule("province:report", HERE, HERE, args=of("report"), gate=PROVINCES, sent=sending(add_all="1"))
rule("province:counter-case", HERE, HERE, args=of("draft"), gate=PROVINCES, sent=sending(what="licence"))
rule("province:counter-register", (), HERE, args=of("draft"), gate=PROVINCES)
rule("province:counter-receipt", HERE, args=of("case"), gate=PROVINCES)
rule("province:tables", HERE, args=of("report"), gate=PROVINCES)

# --- partner bodies -----------------------------------------------------------------------------------
for _name in ("lists", "changes"):
    rule(f"partner:{_name}", {"partner"}, gate={"partner"})
rule(
    "partner:list", {"partner"}, args=of("referral"), gate={"partner"}, keeps="journal_"
)  # who read stands in the book
rule("partner:workbook", (), {"partner"}, args=of("referral"), gate={"partner"})
rule(
    "partner:answer",
    {"partner"},
    {"partner"},
    args=of("referral_row"),
    gate={"partner"},
    sent=sending(result="used"),
)

# --- the auditor, over whose shoulder the director looks -----------------------------------------------
for _name in ("accesses", "sample", "rankings"):
    rule(f"auditor:{_name}", {"auditor", "director"}, gate={"auditor", "director"})
rule("auditor:ranking", {"auditor", "director"}, args=of("ranking"), gate={"auditor", "director"})

# --- headquarters --------------------------------------------------------------------------------------
for _name in (
    "dashboard", "inspectors", "reports", "rankings", "lists", "certificates", "appeals", "marks", "proposals",
    "guidelines", "journal", "verify", "requests", "provinces", "letters", "health",
):  # fmt: skip
    rule(f"headquarters:{_name}", COUNTRY, gate=COUNTRY)
for _name, _row in {
    "ledger": "share", "report": "report", "line": "line", "ranking": "ranking", "list": "list", "run": "run",
    "guideline-workbook": "guideline", "ranking-difference": "ranking", "list-versions": "list",
}.items():  # fmt: skip
    rule(f"headquarters:{_name}", COUNTRY, args=of(_row), gate=COUNTRY)
rule("headquarters:referrals", COUNTRY, HEADQUARTERS, gate=COUNTRY)
rule("headquarters:referral", COUNTRY, args=of("referral"), gate=COUNTRY)
rule("headquarters:referral-workbook", (), HEADQUARTERS, args=of("referral"), gate=COUNTRY)
for _name in ("quotas", "issue", "people", "bodies", "days"):
    rule(f"headquarters:{_name}", COUNTRY, HEADQUARTERS, gate=COUNTRY)
for _name, _row in {"draw": "ranking", "guideline-new": "guideline", "post-end": "post"}.items():
    rule(f"headquarters:{_name}", (), HEADQUARTERS, args=of(_row), gate=COUNTRY)
rule(
    "headquarters:factor-reset", (), HEADQUARTERS, gate=COUNTRY,
    args=lambda world: [world.people["expert"].public_id],
)  # fmt: skip
for _name in ("guideline", "guideline-settings"):
    rule(f"headquarters:{_name}", COUNTRY, HEADQUARTERS, args=of("new_guideline"), gate=COUNTRY)
for _name, _rows in {"axis": "axes", "criterion": "criteria"}.items():
    rule(
        f"headquarters:guideline-{_name}", COUNTRY, HEADQUARTERS, gate=COUNTRY,
        args=lambda world, rows=_rows: [
            world.new_guideline.public_id, getattr(world.new_guideline, rows).first().code
        ],
    )  # fmt: skip

# --- headquarters' addresses for programs ---------------------------------------------------------------
rule("hooks", COUNTRY, HEADQUARTERS, gate=COUNTRY)
rule("hook-deliveries", COUNTRY, args=of("hook"), gate=COUNTRY)
