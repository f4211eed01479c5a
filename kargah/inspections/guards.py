"""What the database itself refuses: what was seen and answered is written once, by whom it may be, at its time.

At most two notices are given for a case, whatever a guideline says: see decision 0007. Fewer are a rule of the cycle.
"""
# ruff: noqa: S608

from kargah.guards import Guard, append_only, frozen_columns

NOMINATION, INSPECTION = "inspections_nomination", "inspections_inspection"
ANSWER, PHOTO, PACKET = "inspections_answer", "inspections_photo", "inspections_heldpacket"
NOTICE, DEFECT = "inspections_defectnotice", "inspections_defect"
MOST_NOTICES = 2


def _of(row: str) -> str:
    return f"{INSPECTION} WHERE id = {row}.inspection_id"


def _state_of(row: str) -> str:
    return f"(SELECT i.state FROM {INSPECTION} i WHERE i.id = {row}.inspection_id)"


def _state_of_notice(notice: str) -> str:
    """The state of the inspection to which the notice with this key belongs."""
    return f"(SELECT i.state FROM {INSPECTION} i JOIN {NOTICE} n ON n.inspection_id = i.id WHERE n.id = {notice})"


def _judged(notice: str) -> str:
    return f"EXISTS (SELECT 1 FROM {NOTICE} n WHERE n.id = {notice} AND n.judged_at IS NOT NULL)"


def _returned(inspection: str) -> str:
    return f"EXISTS (SELECT 1 FROM reports_reportline l WHERE l.inspection_id = {inspection} AND l.state = 'returned')"


def _not_nominated(row: str) -> str:
    return (
        f"NOT EXISTS (SELECT 1 FROM {NOMINATION} n WHERE n.id = {row}.nomination_id"
        f" AND n.state = 'accepted' AND n.inspector_id = {row}.inspector_id AND n.province_id = {row}.province_id)"
    )


def _too_near(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM applications_application a JOIN applications_workshop w ON w.id = a.workshop_id"
        f" WHERE a.id = {row}.application_id AND ({row}.inspector_id IN (w.owner_id, a.applicant_id)"
        " OR EXISTS (SELECT 1 FROM inspections_conflict c"
        f" WHERE c.workshop_id = w.id AND c.inspector_id = {row}.inspector_id)))"
    )


_OPEN_SHEET = "('assigned', 'repairing')"
_NOTICE_OF_DEFECT = f"(SELECT d.notice_id FROM {DEFECT} d WHERE d.id = NEW.defect_id)"
_CHANGES_INSPECTOR = "(OLD.inspector_id <> NEW.inspector_id OR OLD.nomination_id <> NEW.nomination_id)"


def _stays(table: str) -> tuple[Guard, ...]:
    return (
        Guard(f"{table}_is_never_deleted", table, "delete", "{true}", "a written row is not deleted"),
        Guard(f"{table}_is_never_emptied", table, "truncate", "{true}", "the table is not emptied"),
    )


def _people() -> tuple[Guard, ...]:
    ground = (
        "applications_application WHERE id = NEW.application_id",
        f"{NOMINATION} WHERE id = NEW.nomination_id",
    )
    not_accepted, near = (
        "the inspector is not accepted for this province",
        "the inspector is too near to the workshop",
    )
    return (
        frozen_columns(
            NOMINATION,
            ("share_id", "province_id", "inspector_id", "starts_on", "ends_on", "named_by_id"),
            says="a nomination stays as it was made",
        ),
        *_stays(NOMINATION),
        *_stays(INSPECTION),
        Guard("an_inspection_is_given_to_an_accepted_inspector", INSPECTION, "insert",
              _not_nominated("NEW"), not_accepted, ground),
        Guard("an_inspection_is_given_on_to_an_accepted_inspector", INSPECTION, "update",
              f"{_CHANGES_INSPECTOR} AND {_not_nominated('NEW')}", not_accepted, ground,
              of=("inspector_id", "nomination_id")),
        Guard("an_inspector_keeps_distance", INSPECTION, "insert", _too_near("NEW"), near, ground),
        Guard("the_next_inspector_keeps_distance", INSPECTION, "update",
              f"{_CHANGES_INSPECTOR} AND {_too_near('NEW')}", near, ground, of=("inspector_id", "nomination_id")),
        *append_only("inspections_assignment"),
        *append_only("inspections_conflict"),
        *append_only("inspections_visitfailure"),
    )  # fmt: skip


def _visits() -> tuple[Guard, ...]:
    ended = "OLD.state IN ('confirmed', 'closed_as_found', 'cancelled')"
    return (
        frozen_columns(
            INSPECTION,
            ("application_id", "province_id", "turn"),
            name="an_inspection_belongs_to_its_case",
            says="an inspection belongs to its case",
        ),
        frozen_columns(
            INSPECTION,
            ("visited_at",),
            "OLD.visited_at IS NOT NULL",
            name="a_visit_is_finished_once",
            says="the visit is finished",
        ),
        frozen_columns(
            INSPECTION,
            ("inspector_id", "nomination_id", "visit_on", "no_conflict_declared_at", "ended_at", "repair_given_up"),
            ended,
            name="an_ended_inspection_is_frozen",
            says="the inspection has ended",
        ),
        frozen_columns(
            INSPECTION,
            ("total",),
            f"{ended} AND NOT {_returned('OLD.id')}",
            name="a_total_changes_with_a_returned_line_alone",
            says="the score is settled",
        ),
        Guard("an_answer_is_given_while_the_sheet_is_open", ANSWER, "insert",
              f"{_state_of('NEW')} NOT IN {_OPEN_SHEET} AND NOT {_returned('NEW.inspection_id')}",
              "the sheet is closed", (_of("NEW"),)),
        frozen_columns(
            ANSWER,
            ("inspection_id", "criterion_id", "revision", "level", "not_applicable", "reason", "note", "measured",
             "client_id", "by_id", "at"),
            says="an answer is revised, never rewritten",
        ),
        Guard("an_answer_gives_way_while_the_sheet_is_open", ANSWER, "update",
              f"OLD.current <> NEW.current AND (NEW.current OR ({_state_of('OLD')} NOT IN {_OPEN_SHEET}"
              f" AND NOT {_returned('OLD.inspection_id')}))",
              "the sheet is closed", (_of("OLD"),), of=("current",)),
        *_stays(ANSWER),
        Guard("a_photo_is_added_before_the_visit_is_finished", PHOTO, "insert",
              f"{_state_of('NEW')} <> 'assigned'", "the sheet is closed", (_of("NEW"),)),
        frozen_columns(
            PHOTO,
            ("inspection_id", "criterion_id", "stored_id", "caption", "by_id", "at"),
            says="a photo stays as it was added",
        ),
        Guard("a_photo_is_removed_before_the_visit_is_finished", PHOTO, "update",
              f"OLD.removed_at IS DISTINCT FROM NEW.removed_at AND (OLD.removed_at IS NOT NULL"
              f" OR {_state_of('OLD')} <> 'assigned')",
              "the sheet is closed", (_of("OLD"),), of=("removed_at",)),
        *_stays(PHOTO),
        frozen_columns(
            PACKET, ("inspection_id", "province_id", "inspector_id", "answers", "received_at"), says="held work stays as it came"
        ),
        *_stays(PACKET),
        *append_only("inspections_heldphoto"),
    )  # fmt: skip


def _mending() -> tuple[Guard, ...]:
    return (
        Guard("a_notice_follows_the_visit", NOTICE, "insert",
              f"{_state_of('NEW')} <> 'visited'", "defects are notified after a visit", (_of("NEW"),)),
        Guard("at_most_two_notices_are_given", NOTICE, "insert",
              f"NEW.turn > {MOST_NOTICES}", "at most two notices are given for a case"),
        Guard("a_notice_follows_the_one_before", NOTICE, "insert",
              f"NEW.turn <> 1 + (SELECT COUNT(*) FROM {NOTICE} n"
              " WHERE n.application_id = NEW.application_id AND n.judged_at IS NOT NULL)",
              "the next notice follows the verdict on the one before",
              ("applications_application WHERE id = NEW.application_id",)),
        frozen_columns(
            NOTICE,
            ("application_id", "inspection_id", "turn", "notified_day", "days", "notified_by_id", "notified_at"),
            says="a notice stays as it was given",
        ),
        frozen_columns(
            NOTICE,
            ("done_at", "lapsed_at", "judged_at"),
            "OLD.judged_at IS NOT NULL",
            name="a_judged_notice_is_closed",
            says="the notice is judged",
        ),
        frozen_columns(
            NOTICE,
            ("done_at",),
            "OLD.done_at IS NOT NULL",
            name="done_is_said_once",
            says="everything was declared done",
        ),
        Guard("a_notice_is_judged_with_all_its_items", NOTICE, "update",
              "OLD.judged_at IS NULL AND NEW.judged_at IS NOT NULL AND EXISTS"
              f" (SELECT 1 FROM {DEFECT} d WHERE d.notice_id = NEW.id AND NOT EXISTS"
              " (SELECT 1 FROM inspections_defectverdict v WHERE v.defect_id = d.id))",
              "an item has no verdict", of=("judged_at",)),
        *_stays(NOTICE),
        Guard("a_defect_comes_with_its_notice", DEFECT, "insert",
              f"{_state_of_notice('NEW.notice_id')} <> 'visited'", "the notice is given already"),
        *append_only(DEFECT),
        Guard("an_answer_to_a_defect_comes_before_the_verdict", "inspections_defectanswer", "insert",
              _judged(_NOTICE_OF_DEFECT), "the notice is judged"),
        *append_only("inspections_defectanswer"),
        Guard("a_verdict_comes_with_a_revisit", "inspections_defectverdict", "insert",
              f"{_judged(_NOTICE_OF_DEFECT)} OR {_state_of_notice(_NOTICE_OF_DEFECT)} <> 'repairing'",
              "defects are judged at a re-visit"),
        *append_only("inspections_defectverdict"),
        Guard("more_days_come_before_the_verdict", "inspections_extension", "insert",
              _judged("NEW.notice_id"), "the notice is judged"),
        *append_only("inspections_extension"),
        *append_only("inspections_noticereminder"),
    )  # fmt: skip


GUARDS = (*_people(), *_visits(), *_mending())
