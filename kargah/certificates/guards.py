"""What the database itself refuses: a certificate without its chain, a second one, a changed one."""

from kargah.guards import Guard, append_only, frozen_columns

CERTIFICATE, ACTION, COUNTER, RUN = (
    "certificates_certificate",
    "certificates_certificateaction",
    "certificates_registercounter",
    "certificates_issuerun",
)
FACTS = (
    "public_id", "created_at", "list_line_id", "application_id", "workshop_id", "craft_group_id", "province_id",
    "cycle_id", "guideline_id", "register_year", "register_sequence", "code", "grade", "total", "facts",
    "issued_by_id", "issued_at", "valid_through",
)  # fmt: skip

# One row when the whole chain stands: list, opinion or decision, ranking, report, all of the same case.
_CHAIN = """
    SELECT 1 FROM grading_listline i
      JOIN grading_candidatelist l ON l.id = i.candidate_list_id
      JOIN grading_placement p ON p.id = i.placement_id
      JOIN grading_ranking k ON k.id = p.ranking_id
      JOIN reports_reportline r ON r.id = i.line_id
      JOIN reports_report b ON b.id = r.report_id
      JOIN applications_application a ON a.id = i.application_id
     WHERE i.id = NEW.list_line_id AND a.id = NEW.application_id
       AND r.application_id = a.id AND p.application_id = a.id AND p.line_id = r.id
       AND a.workshop_id = NEW.workshop_id AND a.craft_group_id = NEW.craft_group_id
       AND a.province_id = NEW.province_id AND a.cycle_id = NEW.cycle_id AND l.cycle_id = a.cycle_id
       AND a.state NOT IN ('declined', 'withdrawn', 'closed') AND i."left" = '' AND r."left" = ''
       AND r.state = 'approved' AND b.state = 'approved'
       AND EXISTS (SELECT 1 FROM reports_reportversion v
                    WHERE v.report_id = b.id AND v.number = b.turn AND v.sent_by_id IS NOT NULL)
       AND k.state = 'settled' AND p.qualifies
       AND (p.within_places
            OR EXISTS (SELECT 1 FROM grading_omission m
                        WHERE m.candidate_list_id = l.id AND m.application_id = a.id AND m.state = 'accepted'))
       AND p.total = NEW.total AND p.band = NEW.grade
       AND (
            (i.state = 'agreed' AND i.agreed_hash <> '' AND i.agreed_hash = i.content_hash
             AND EXISTS (SELECT 1 FROM grading_opinion o
                           JOIN grading_listversion v
                             ON v.candidate_list_id = o.candidate_list_id AND v.number = o.turn
                          WHERE o.candidate_list_id = l.id AND o.turn = i.agreed_turn AND o.list_hash = v.hash))
         OR (i.state = 'decided'
             AND EXISTS (SELECT 1 FROM grading_listdecision d
                          WHERE d.list_line_id = i.id AND d.proposed_by_id <> d.confirmed_by_id))
       )
"""
_TOOK_PART = """
    SELECT 1 FROM grading_listline i
      JOIN grading_candidatelist l ON l.id = i.candidate_list_id
      JOIN reports_reportline r ON r.id = i.line_id
      JOIN reports_report b ON b.id = r.report_id
     WHERE i.id = NEW.list_line_id
       AND (r.judged_by_id = NEW.issued_by_id OR b.answered_by_id = NEW.issued_by_id OR l.drawn_by_id = NEW.issued_by_id
         OR EXISTS (SELECT 1 FROM inspections_assignment s JOIN inspections_inspection n ON n.id = s.inspection_id
                     WHERE n.application_id = NEW.application_id AND s.inspector_id = NEW.issued_by_id)
         OR EXISTS (SELECT 1 FROM inspections_inspection n
                     WHERE n.application_id = NEW.application_id AND n.inspector_id = NEW.issued_by_id))
"""
_NEXT = (
    f"(SELECT COALESCE(MAX(c.register_sequence), 0) + 1 FROM {CERTIFICATE} c"  # noqa: S608
    " WHERE c.register_year = NEW.register_year AND c.province_id = NEW.province_id)"
)

GUARDS = (
    Guard(
        "a_certificate_rests_on_its_chain",
        CERTIFICATE,
        "insert",
        f"NOT EXISTS ({_CHAIN})",
        "no certificate without an approved report and an agreed or decided list",
        parents=("grading_listline WHERE id = NEW.list_line_id",),
    ),
    Guard(
        "a_certificate_is_issued_by_another_person",
        CERTIFICATE,
        "insert",
        f"EXISTS ({_TOOK_PART})",
        "who reviewed, listed or inspected does not issue",
    ),
    Guard(
        "the_register_has_no_gap",
        CERTIFICATE,
        "insert",
        f"NEW.register_sequence <> {_NEXT}",
        "the next number of the register is the one to be given",
    ),
    frozen_columns(CERTIFICATE, FACTS, says="what a certificate says does not change"),
    frozen_columns(
        CERTIFICATE,
        ("pdf_id",),
        "OLD.pdf_id IS NOT NULL",
        name="a_certificate_is_printed_once",
        says="the sheet of a certificate does not change",
    ),
    Guard(f"{CERTIFICATE}_is_never_deleted", CERTIFICATE, "delete", "{true}", "a certificate is not deleted"),
    Guard(
        f"{CERTIFICATE}_is_never_emptied", CERTIFICATE, "truncate", "{true}", "the register is not emptied"
    ),
    *append_only(ACTION),
    Guard(
        "the_register_counts_by_one",
        COUNTER,
        "update",
        "NEW.last <> OLD.last + 1 OR NEW.year <> OLD.year OR NEW.province_id <> OLD.province_id",
        "the register counts by one",
    ),
    Guard(f"{COUNTER}_is_never_deleted", COUNTER, "delete", "{true}", "a register is not deleted"),
    frozen_columns(
        RUN,
        ("lines", "shown", "ordered_by_id", "ordered_at", "cycle_id"),
        says="what was signed does not change",
    ),
    Guard(f"{RUN}_is_never_deleted", RUN, "delete", "{true}", "a signed order is not deleted"),
)
