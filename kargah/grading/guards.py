"""What the database itself refuses: what was settled, sent, signed or decided stays, and nothing is certified without it."""
# ruff: noqa: S608 - every name in these conditions is of the house

from kargah.guards import Guard, append_only, frozen_columns

RANKING, PLACEMENT = "grading_ranking", "grading_placement"
LIST, VERSION, LINE = "grading_candidatelist", "grading_listversion", "grading_listline"
OMISSION, OPINION, DECISION = "grading_omission", "grading_opinion", "grading_listdecision"
APPLICATION, REPORT_LINE, REPORT = "applications_application", "reports_reportline", "reports_report"

SETTLED = "a settled ranking does not change any more"
SENT = "a version that was sent does not change any more"


def _settled(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM {RANKING} r WHERE r.id = {row}.ranking_id AND r.state = 'settled')"


def _list_is(row: str, *states: str) -> str:
    listed = ", ".join(f"'{state}'" for state in states)
    return f"EXISTS (SELECT 1 FROM {LIST} c WHERE c.id = {row}.candidate_list_id AND c.state IN ({listed}))"


def _becomes(state: str) -> str:
    return f"OLD.state <> NEW.state AND NEW.state = '{state}'"


# --- rankings -------------------------------------------------------------------------------------------
RANKINGS = (
    frozen_columns(
        RANKING,
        ("cycle_id", "number", "bundle", "bundle_hash", "late_provinces", "previewed_by_id"),
        says="a preview is replaced, never changed",
    ),
    frozen_columns(
        RANKING,
        ("settled_by_id", "settled_at"),
        "OLD.state = 'settled'",
        name="a_ranking_is_settled_once",
        says=SETTLED,
    ),
    Guard(
        "a_settled_ranking_names_its_director",
        RANKING,
        "update",
        f"{_becomes('settled')} AND (NEW.settled_by_id IS NULL OR NEW.settled_at IS NULL)",
        "nobody has settled this ranking",
        of=("state",),
    ),
    Guard("a_settled_ranking_stays", RANKING, "delete", "OLD.state = 'settled'", SETTLED),
    Guard(
        "no_placement_joins_a_settled_ranking",
        PLACEMENT,
        "insert",
        _settled("NEW"),
        SETTLED,
        (f"{RANKING} WHERE id = NEW.ranking_id",),
    ),
    Guard(
        "a_placement_is_never_changed", PLACEMENT, "update", "{true}", "a placement stays as it was computed"
    ),
    Guard("no_placement_leaves_a_settled_ranking", PLACEMENT, "delete", _settled("OLD"), SETTLED),
    Guard("placements_are_never_emptied", PLACEMENT, "truncate", "{true}", SETTLED),
    Guard(
        "only_an_approved_line_is_placed",
        PLACEMENT,
        "insert",
        f"NOT EXISTS (SELECT 1 FROM {REPORT_LINE} l JOIN {REPORT} p ON p.id = l.report_id WHERE l.id = NEW.line_id"
        " AND l.application_id = NEW.application_id AND l.state = 'approved' AND p.state = 'approved'"
        " AND l.\"left\" = '')",
        "headquarters has not approved this line",
    ),
)

# --- lists and their versions ---------------------------------------------------------------------------
LISTS = (
    Guard(
        "a_list_is_drawn_from_a_settled_ranking",
        LIST,
        "insert",
        f"NOT EXISTS (SELECT 1 FROM {RANKING} r WHERE r.id = NEW.ranking_id AND r.state = 'settled'"
        " AND r.cycle_id = NEW.cycle_id)",
        "the ranking is not settled",
        (f"{RANKING} WHERE id = NEW.ranking_id",),
    ),
    frozen_columns(
        LIST, ("cycle_id", "province_id", "ranking_id", "drawn_by_id"), says="a list keeps its origin"
    ),
    Guard(
        "a_list_counts_its_turns_by_one",
        LIST,
        "update",
        "NEW.turn < OLD.turn OR NEW.turn > OLD.turn + 1",
        "the versions of a list are counted one by one",
        of=("turn",),
    ),
    Guard(
        "a_sent_list_has_a_frozen_version",
        LIST,
        "update",
        f"{_becomes('sent')} AND NOT EXISTS (SELECT 1 FROM {VERSION} v WHERE v.candidate_list_id = NEW.id"
        " AND v.number = NEW.turn AND v.frozen_at IS NOT NULL)",
        "this version is not frozen",
        of=("state",),
    ),
    *(
        Guard(
            f"a_list_is_{state}_by_an_opinion",
            LIST,
            "update",
            f"{_becomes(state)} AND NOT EXISTS (SELECT 1 FROM {OPINION} o WHERE o.candidate_list_id = NEW.id"
            f" AND o.turn = NEW.turn AND o.agreed = {{{truth}}})",
            "the province's deputy has not signed such an opinion",
            of=("state",),
        )
        for state, truth in (("agreed", "true"), ("objected", "false"))
    ),
    Guard("a_list_stays", LIST, "delete", "{true}", "a list is not deleted"),
    frozen_columns(
        VERSION,
        ("candidate_list_id", "number", "content", "hash", "frozen_at"),
        "OLD.frozen_at IS NOT NULL",
        says=SENT,
    ),
    Guard("no_sent_list_version_is_deleted", VERSION, "delete", "OLD.frozen_at IS NOT NULL", SENT),
    Guard("list_versions_are_never_emptied", VERSION, "truncate", "{true}", SENT),
)

# --- lines ----------------------------------------------------------------------------------------------
LINES = (
    Guard(
        "a_line_joins_a_list_that_is_being_drawn",
        LINE,
        "insert",
        f"NOT {_list_is('NEW', 'drawn', 'objected')}",
        "the list was sent already",
        (f"{LIST} WHERE id = NEW.candidate_list_id",),
    ),
    Guard(
        "only_who_qualifies_stands_on_a_list",
        LINE,
        "insert",
        f"NOT EXISTS (SELECT 1 FROM {PLACEMENT} p JOIN {LIST} c ON c.ranking_id = p.ranking_id"
        " WHERE p.id = NEW.placement_id AND c.id = NEW.candidate_list_id AND p.line_id = NEW.line_id"
        " AND p.application_id = NEW.application_id AND p.qualifies = {true} AND c.province_id = NEW.province_id)",
        "this workshop does not qualify in the ranking of the list",
    ),
    frozen_columns(
        LINE,
        ("candidate_list_id", "province_id", "application_id", "line_id", "placement_id", "content_hash"),
        says="a line of a list keeps its content",
    ),
    Guard(
        "a_line_that_left_a_list_stays_away",
        LINE,
        "update",
        'OLD."left" <> \'\' AND NEW."left" <> OLD."left"',
        "who left a list does not come back into it",
        of=("left",),
    ),
    Guard(
        "an_agreement_is_to_the_content",
        LINE,
        "update",
        f"{_becomes('agreed')} AND (NEW.agreed_hash <> NEW.content_hash OR NEW.agreed_turn IS NULL"
        " OR NEW.opinion_by_id IS NULL)",
        "the agreement does not hold the hash of the line",
        of=("state",),
    ),
    Guard(
        "an_opinion_on_a_line_is_given_while_the_list_waits",
        LINE,
        "update",
        "OLD.state <> NEW.state AND NEW.state IN ('agreed', 'objected')"
        f" AND NOT {_list_is('NEW', 'sent', 'overdue')}",
        "the list does not wait for an opinion",
        (f"{LIST} WHERE id = NEW.candidate_list_id",),
        of=("state",),
    ),
    Guard(
        "an_objection_has_its_reason",
        LINE,
        "update",
        f"{_becomes('objected')} AND NEW.objection = ''",
        "an objection needs its reason",
        of=("state",),
    ),
    Guard(
        "an_objection_is_answered_with_a_reason",
        LINE,
        "update",
        "OLD.state <> NEW.state AND NEW.state IN ('dropped', 'kept')"
        " AND (NEW.answer = '' OR NEW.answered_by_id IS NULL OR NEW.answered_at IS NULL)",
        "an objection is answered with a reason",
        of=("state",),
    ),
    Guard(
        "two_persons_stand_behind_a_decision",
        LINE,
        "update",
        f"{_becomes('decided')} AND NOT EXISTS (SELECT 1 FROM {DECISION} d WHERE d.list_line_id = NEW.id)",
        "nobody has decided over this line",
        of=("state",),
    ),
    Guard(
        "nothing_is_certified_without_the_provinces_word",
        LINE,
        "update",
        f"{_becomes('certified')} AND OLD.state = 'agreed' AND NOT EXISTS (SELECT 1 FROM {OPINION} o"
        " WHERE o.candidate_list_id = NEW.candidate_list_id AND o.turn >= NEW.agreed_turn)",
        "the province's deputy has not signed this agreement",
        of=("state",),
    ),
    Guard(
        "nobody_is_certified_who_left",
        LINE,
        "update",
        f"{_becomes('certified')} AND (NEW.\"left\" <> '' OR EXISTS (SELECT 1 FROM {APPLICATION} a"
        " WHERE a.id = NEW.application_id AND a.state IN ('declined', 'withdrawn', 'closed')))",
        "this workshop has left the list",
        (f"{APPLICATION} WHERE id = NEW.application_id",),
        of=("state",),
    ),
    Guard("a_line_of_a_list_stays", LINE, "delete", "{true}", "a line of a list is not deleted"),
)

# --- opinions, omissions, decisions ------------------------------------------------------------------------
OPINIONS = (
    *append_only(OPINION),
    Guard(
        "an_opinion_is_on_what_was_sent",
        OPINION,
        "insert",
        f"NOT EXISTS (SELECT 1 FROM {VERSION} v JOIN {LIST} c ON c.id = v.candidate_list_id"
        " WHERE c.id = NEW.candidate_list_id AND v.number = NEW.turn AND c.turn = NEW.turn AND v.hash = NEW.list_hash"
        " AND v.frozen_at IS NOT NULL AND c.state IN ('sent', 'overdue'))",
        "the opinion is not on the version that was sent",
    ),
    *append_only(DECISION),
    frozen_columns(
        OMISSION,
        ("candidate_list_id", "province_id", "application_id", "reason", "named_by_id"),
        says="a named omission stays as it was named",
    ),
    Guard(
        "an_omission_is_answered_with_a_reason",
        OMISSION,
        "update",
        "OLD.state <> NEW.state AND (NEW.answer = '' OR NEW.answered_by_id IS NULL OR NEW.answered_at IS NULL)",
        "an omission is answered with a reason",
        of=("state",),
    ),
    Guard("an_omission_stays", OMISSION, "delete", "{true}", "an omission is not deleted"),
)

GUARDS = (*RANKINGS, *LISTS, *LINES, *OPINIONS)
