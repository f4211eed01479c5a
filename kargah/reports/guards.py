"""What the database itself refuses about batches: a version that was sent stays; so do the answers beneath it."""
# ruff: noqa: S608 - every name in these conditions is of the house

from kargah.guards import Event, Guard, frozen_columns

REPORT, LINE = "reports_report", "reports_reportline"
VERSION, LINE_VERSION = "reports_reportversion", "reports_lineversion"
REMARK, CORRECTION = "reports_remark", "reports_levelcorrection"
INSPECTION, ANSWER, PHOTO = "inspections_inspection", "inspections_answer", "inspections_photo"

SENT = "a version that was sent does not change any more"

# What happens, in the words of the guard's name; the event; whose columns are asked.
Happening = tuple[str, Event, tuple[str, ...]]
OF_A_LINE: tuple[Happening, ...] = (
    ("joins", "insert", ("NEW",)),
    ("changes_in", "update", ("OLD", "NEW")),
    ("leaves", "delete", ("OLD",)),
)
OF_AN_ANSWER: tuple[Happening, ...] = (
    ("comes", "insert", ("NEW",)),
    ("changes", "update", ("OLD", "NEW")),
    ("goes", "delete", ("OLD",)),
)


def _sent_version(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM {VERSION} v WHERE v.id = {row}.version_id AND v.sent_at IS NOT NULL)"


def _report_is(row: str, *states: str) -> str:
    listed = ", ".join(f"'{state}'" for state in states)
    return f"EXISTS (SELECT 1 FROM {REPORT} r WHERE r.id = {row}.report_id AND r.state IN ({listed}))"


# --- versions -------------------------------------------------------------------------------------------
VERSIONS = (
    frozen_columns(
        VERSION,
        (
            "report_id",
            "number",
            "content",
            "hash",
            "workbook_id",
            "compiled_by_id",
            "compiled_at",
            "sent_by_id",
            "sent_at",
        ),
        "OLD.sent_at IS NOT NULL",
        says=SENT,
    ),
    Guard("no_sent_version_is_deleted", VERSION, "delete", "OLD.sent_at IS NOT NULL", SENT),
    Guard("versions_are_never_emptied", VERSION, "truncate", "{true}", SENT),
    Guard(
        "versions_have_no_holes",
        VERSION,
        "insert",
        f"NEW.number <> 1 + (SELECT COUNT(*) FROM {VERSION} v WHERE v.report_id = NEW.report_id)"
        f" OR EXISTS (SELECT 1 FROM {VERSION} v WHERE v.report_id = NEW.report_id AND v.sent_at IS NULL)",
        "versions are numbered from one on, and one at a time waits for its signature",
        (f"{REPORT} WHERE id = NEW.report_id",),
    ),
    *(
        Guard(
            f"no_line_{what}_a_sent_version",
            LINE_VERSION,
            event,
            " OR ".join(_sent_version(row) for row in rows),
            SENT,
            tuple(f"{VERSION} WHERE id = {row}.version_id" for row in rows),
        )
        for what, event, rows in OF_A_LINE
    ),
    Guard("lines_of_versions_are_never_emptied", LINE_VERSION, "truncate", "{true}", SENT),
)

# --- the batch ------------------------------------------------------------------------------------------
REPORTS = (
    Guard(
        "a_report_counts_its_turns_by_one",
        REPORT,
        "update",
        "NEW.turn < OLD.turn OR NEW.turn > OLD.turn + 1",
        "the turns of a report are counted one by one",
        of=("turn",),
    ),
    Guard(
        "a_sent_report_has_a_signed_version",
        REPORT,
        "update",
        "OLD.state <> NEW.state AND NEW.state = 'sent' AND NOT EXISTS"
        f" (SELECT 1 FROM {VERSION} v WHERE v.report_id = NEW.id AND v.number = NEW.turn AND v.sent_at IS NOT NULL)",
        "nobody has signed this version",
        of=("state",),
    ),
    Guard(
        "an_approved_report_has_every_verdict",
        REPORT,
        "update",
        "OLD.state <> NEW.state AND NEW.state = 'approved' AND EXISTS"
        f" (SELECT 1 FROM {LINE} l WHERE l.report_id = NEW.id AND l.\"left\" = '' AND l.state IN ('pending', 'returned'))",
        "a line has no verdict or is returned",
        of=("state",),
    ),
    frozen_columns(
        REPORT, ("cycle_id", "share_id", "province_id", "number"), says="a batch keeps its number and place"
    ),
)

# --- its lines ------------------------------------------------------------------------------------------
LINES = (
    Guard(
        "a_line_joins_a_draft_only",
        LINE,
        "insert",
        f"NOT {_report_is('NEW', 'drafting')}",
        "a workshop joins a batch only while it is drafted",
        (f"{REPORT} WHERE id = NEW.report_id",),
    ),
    Guard(
        "a_line_leaves_a_draft_only",
        LINE,
        "delete",
        f"NOT {_report_is('OLD', 'drafting')}",
        "a workshop is taken out only while the batch is drafted",
        (f"{REPORT} WHERE id = OLD.report_id",),
    ),
    frozen_columns(
        LINE,
        ("report_id", "application_id", "inspection_id", "province_id"),
        name="a_line_stays_what_it_is_of",
        says="a line keeps its case",
    ),
    Guard(
        "a_line_that_is_signed_for_keeps_its_content",
        LINE,
        "update",
        f"NOT {_report_is('OLD', 'drafting', 'returned')} AND (OLD.content IS DISTINCT FROM NEW.content"
        " OR OLD.content_hash <> NEW.content_hash OR OLD.total IS DISTINCT FROM NEW.total"
        " OR OLD.suggestion <> NEW.suggestion)",
        "what is compiled does not change",
        (f"{REPORT} WHERE id = NEW.report_id",),
        of=("content", "content_hash", "total", "suggestion"),
    ),
    Guard(
        "a_line_carries_the_total_of_its_inspection",
        LINE,
        "update",
        "OLD.total IS DISTINCT FROM NEW.total AND NEW.total IS DISTINCT FROM"
        f" (SELECT i.total FROM {INSPECTION} i WHERE i.id = NEW.inspection_id)",
        "the total is another one than that of the inspection",
        of=("total",),
    ),
    Guard(
        "a_line_is_judged_at_headquarters_only",
        LINE,
        "update",
        "(OLD.judged_hash <> NEW.judged_hash OR (OLD.state <> NEW.state"
        " AND NOT (OLD.state = 'excluded' AND NEW.state = 'postponed')))"
        f" AND NOT {_report_is('OLD', 'sent')}",
        "a line is judged while the report lies at headquarters",
        (f"{REPORT} WHERE id = NEW.report_id",),
        of=("state", "judged_hash"),
    ),
    Guard(
        "a_line_that_left_stays_away",
        LINE,
        "update",
        "OLD.\"left\" <> '' AND NEW.\"left\" = ''",
        "who left a report does not come back into it",
        of=("left",),
    ),
)

# --- what was said of them ------------------------------------------------------------------------------
OF_ITS_LINE = f"{REPORT} WHERE id = (SELECT l.report_id FROM {LINE} l WHERE l.id = OLD.line_id)"
WORDS = (
    frozen_columns(
        REMARK,
        ("line_id", "turn", "criterion_id", "text", "by_id", "at"),
        says="a remark stays as it was made",
    ),
    Guard(
        "a_remark_stays_once_the_report_is_answered",
        REMARK,
        "delete",
        f"NOT EXISTS (SELECT 1 FROM {LINE} l JOIN {REPORT} r ON r.id = l.report_id"
        " WHERE l.id = OLD.line_id AND r.state = 'sent' AND r.turn = OLD.turn)",
        "a remark stays as it was made",
        (OF_ITS_LINE,),
    ),
    Guard(
        "a_correction_is_never_changed", CORRECTION, "update", "{true}", "a correction stays as it was made"
    ),
    Guard(
        "a_correction_is_never_deleted", CORRECTION, "delete", "{true}", "a correction stays as it was made"
    ),
)


# --- the answers beneath --------------------------------------------------------------------------------
def _beneath(row: str, key: str = "inspection_id") -> str:
    """The inspection stands in a report that was compiled, sent or approved, or in a returned one on another line."""
    return (
        f"EXISTS (SELECT 1 FROM {LINE} l JOIN {REPORT} r ON r.id = l.report_id"
        f" WHERE l.inspection_id = {row}.{key}"
        " AND (r.state IN ('compiled', 'sent') OR (r.state = 'approved' AND l.state <> 'postponed')"
        " OR (r.state = 'returned' AND l.state <> 'returned')))"
    )


def _answers_are_frozen(table: str, noun: str) -> tuple[Guard, ...]:
    return tuple(
        Guard(
            f"no_{noun}_{what}_beneath_a_sent_report",
            table,
            event,
            " OR ".join(_beneath(row) for row in rows),
            "the report with this inspection was sent",
            tuple(
                f"{REPORT} WHERE id IN (SELECT l.report_id FROM {LINE} l WHERE l.inspection_id = {row}.inspection_id)"
                for row in rows
            ),
        )
        for what, event, rows in OF_AN_ANSWER
    )


SCORES = (
    Guard(
        "no_total_changes_beneath_a_sent_report",
        INSPECTION,
        "update",
        f"OLD.total IS DISTINCT FROM NEW.total AND {_beneath('OLD', 'id')}",
        "the report with this inspection was sent",
        (f"{REPORT} WHERE id IN (SELECT l.report_id FROM {LINE} l WHERE l.inspection_id = OLD.id)",),
        of=("total",),
    ),
)

GUARDS = (
    *VERSIONS,
    *REPORTS,
    *LINES,
    *WORDS,
    *_answers_are_frozen(ANSWER, "answer"),
    *_answers_are_frozen(PHOTO, "photo"),
    *SCORES,
)
