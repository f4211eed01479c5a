"""The official flowchart: its seventeen shapes, in its order and its words, each with the moves that make it real.

Lay this file beside the printed chart. A move says who takes a subject from one state to another, when (rules),
what it asks for, what then happens, what follows on other subjects, and who is told. What is not here is impossible.
"""
# fmt: off

from django.utils.translation import gettext_lazy as _

from kargah.appeals import asks as appeal_asks
from kargah.appeals import moves as appeals
from kargah.appeals import queries as appeal_queries
from kargah.appeals import rules as appeal_rules
from kargah.appeals.models import Appeal
from kargah.applications import asks as application_asks
from kargah.applications import moves as applications
from kargah.applications import rules as application_rules
from kargah.applications.models import Application, Mark, Workshop
from kargah.certificates import asks as certificate_asks
from kargah.certificates import moves as certificates
from kargah.certificates import queries as certificate_queries
from kargah.certificates import rules as certificate_rules
from kargah.certificates.models import Certificate
from kargah.cycles import asks as cycle_asks
from kargah.cycles import moves as cycles
from kargah.cycles import rules as cycle_rules
from kargah.cycles.models import Cycle, Share
from kargah.grading import asks as grading_asks
from kargah.grading import moves as grading
from kargah.grading import queries as grading_queries
from kargah.grading import rules as grading_rules
from kargah.grading.models import CandidateList, ListLine, Omission, Ranking
from kargah.guideline import moves as guidelines
from kargah.guideline import queries as guideline_queries
from kargah.guideline import rules as guideline_rules
from kargah.guideline.models import Guideline
from kargah.inspections import asks as inspection_asks
from kargah.inspections import moves as inspections
from kargah.inspections import queries as inspection_queries
from kargah.inspections import rules as inspection_rules
from kargah.inspections.models import HeldPacket, Inspection, Nomination
from kargah.notifications import letters
from kargah.people.models import Role
from kargah.process.shapes import Box, Follow, Move, Question
from kargah.reports import asks as report_asks
from kargah.reports import moves as reports
from kargah.reports import queries as report_queries
from kargah.reports import rules as report_rules
from kargah.reports.models import Report, ReportLine

APPLICANT, EXPERT, DEPUTY = (Role.APPLICANT,), (Role.PROVINCIAL_EXPERT,), (Role.PROVINCIAL_DEPUTY,)
INSPECTOR, PANEL, CLOCK = (Role.TECHNICAL_INSPECTOR,), (Role.PANEL_MEMBER,), (Role.CLOCK,)
HQ_EXPERT, DIRECTOR = (Role.HEADQUARTERS_EXPERT,), (Role.HEADQUARTERS_DIRECTOR,)
NOBODY: tuple[Role, ...] = ()

FLOWCHART = (
    Box("S1", "آغاز فرآیند درجه‌بندی کارگاه‌ها و صدور گواهی کیفیت کارگاهی", "headquarters", (
        Move("plan_cycle", Cycle, "- -> planned", on=Guideline, by=HQ_EXPERT, says=_("Plan a cycle"), waits=False,
             when=(guideline_rules.is_published,), asks=cycle_asks.PlanCycle, do=cycles.plan_cycle),
        Move("set_quota", Cycle, "planned", by=HQ_EXPERT, says=_("Set a province's quota"),
             asks=cycle_asks.SetQuota, do=cycles.set_quota),
    )),
    Box("S2", "تعیین و ابلاغ سهمیه استان‌ها از سوی ستاد", "headquarters", (
        Move("announce_quotas", Cycle, "planned -> open", by=DIRECTOR, says=_("Announce the quotas"),
             when=(cycle_rules.every_province_has_an_entry,), do=cycles.announce_quotas,
             tell=(letters.quotas_announced,)),
        Move("change_quota", Cycle, "open, closed_to_requests", by=DIRECTOR, says=_("Change a province's quota"), waits=False,
             when=(cycle_rules.not_below_held_and_spent,), asks=cycle_asks.ChangeQuota, do=cycles.change_quota,
             tell=(letters.quota_changed,)),
    )),
    Box("S3", "احصاء و بررسی اولیه تقاضاهای ثبت‌شده و شناسایی کارگاه‌های اولویت‌دار جهت انجام فرآیند درجه‌بندی", "province", (
        Move("close_requests", Cycle, "open -> closed_to_requests", by=HQ_EXPERT + CLOCK, says=_("Close to requests"), waits=False,
             when=(cycle_rules.the_clock_waits_for_the_day,), do=cycles.close_requests),
        Move("start", Application, "- -> draft", on=Workshop, by=APPLICANT + EXPERT, says=_("Start a request"), waits=False,
             when=(application_rules.no_other_case,), asks=application_asks.Start, do=applications.start),
        Move("register", Application, "draft -> registered", by=APPLICANT + EXPERT, says=_("Submit the request"),
             when=(application_rules.is_complete, application_rules.cycle_takes_requests),
             do=applications.register, tell=(letters.request_registered,)),
        Move("ask_completion", Application, "registered -> completion_asked", by=EXPERT, says=_("Ask for completion"), waits=False,
             when=(application_rules.a_completion_request_is_left,), asks=application_asks.AskCompletion,
             do=applications.ask_completion, tell=(letters.completion_asked,)),
        Move("complete", Application, "completion_asked -> registered", by=APPLICANT + EXPERT, says=_("It is completed"),
             when=(application_rules.is_complete,), do=applications.complete, tell=(letters.completion_came,)),
        Move("lapse_completion", Application, "completion_asked -> registered", by=CLOCK, says=_("Completion lapsed"),
             when=(application_rules.completion_is_overdue,), do=applications.lapse_completion, tell=(letters.completion_lapsed,)),
        Move("decline", Application, "registered -> declined", by=EXPERT, says=_("Decline"),
             when=(application_rules.the_reason_holds,), asks=application_asks.Decline,
             do=applications.decline, tell=(letters.request_declined,)),
        Move("screen_in", Application, "registered -> eligible", by=EXPERT, says=_("Accept as eligible"),
             when=(application_rules.the_licence_is_old_enough, application_rules.the_record_is_good,
                   application_rules.duplicates_are_decided),
             do=applications.screen_in, tell=(letters.request_eligible,)),
        Move("reopen_screening", Application, "declined -> registered", by=EXPERT, confirmed_by=DEPUTY, waits=False,
             says=_("Open the screening again"), asks=application_asks.Reason, do=applications.reopen_screening, tell=(letters.request_reopened,)),
        Move("open_selection", Share, "collecting -> selecting", by=EXPERT, says=_("Freeze the priority order"),
             when=(application_rules.somebody_is_eligible,), do=applications.open_selection),
        Move("select", Application, "eligible, waitlisted -> selected", by=EXPERT, says=_("Select"),
             when=(application_rules.the_share_is_selecting, application_rules.is_next_in_order,
                   application_rules.a_place_is_free),
             do=applications.select, tell=(letters.workshop_selected,)),
        Move("select_out_of_order", Application, "eligible, waitlisted -> selected", by=EXPERT, confirmed_by=DEPUTY, waits=False,
             says=_("Select out of order"), when=(application_rules.the_share_is_selecting, application_rules.a_place_is_free),
             asks=application_asks.Reason, do=applications.select, tell=(letters.workshop_selected,)),
        Move("waitlist", Application, "eligible -> waitlisted", by=EXPERT, says=_("Put on the waiting list"),
             when=(application_rules.the_share_is_selecting,), do=applications.waitlist,
             tell=(letters.workshop_waitlisted,)),
        Move("release", Application, "selected -> waitlisted | declined", by=EXPERT, says=_("Release the place"), waits=False,
             when=(inspection_rules.the_visit_is_not_finished,), asks=application_asks.Release,
             do=applications.release, to=applications.released_to,
             follows=(Follow("cancel_inspection", inspection_queries.running_of),),
             tell=(letters.place_released,)),
        Move("withdraw", Application,
             "draft, registered, completion_asked, eligible, waitlisted, selected -> withdrawn",
             by=APPLICANT + EXPERT, says=_("Withdraw"), waits=False,
             when=(certificate_rules.is_not_certified,), asks=application_asks.Withdraw, do=grading.withdraw,
             follows=(Follow("cancel_inspection", inspection_queries.running_of),), tell=(letters.request_withdrawn,)),
        Move("close", Application,
             "draft, registered, completion_asked, eligible, waitlisted, selected -> closed",
             by=NOBODY, says=_("Closed with the cycle"), do=applications.close,
             follows=(Follow("cancel_inspection", inspection_queries.running_of),), tell=(letters.request_closed,)),
    )),
    Box("S4", "تعیین و معرفی بازرس فنی استان و معرفی به ستاد", "province", (
        Move("nominate", Nomination, "- -> named", on=Share, by=EXPERT, says=_("Name an inspector"), waits=False,
             asks=inspection_asks.Nominate, do=inspections.nominate, tell=(letters.inspector_named,)),
        Move("introduce", Nomination, "named -> introduced", by=DEPUTY, says=_("Introduce to headquarters"),
             asks=inspection_asks.Introduce, do=inspections.introduce, tell=(letters.inspector_introduced,)),
        Move("accept_inspector", Nomination, "introduced -> accepted", by=HQ_EXPERT + CLOCK, says=_("Accept"),
             when=(inspection_rules.the_clock_waits_for_headquarters,), do=inspections.accept_inspector,
             tell=(letters.inspector_accepted,)),
        Move("refuse_inspector", Nomination, "introduced -> refused", by=HQ_EXPERT, says=_("Refuse"), waits=False,
             asks=application_asks.Reason, do=inspections.refuse_inspector, tell=(letters.inspector_refused,)),
        Move("end_nomination", Nomination, "accepted -> ended", by=EXPERT + HQ_EXPERT, says=_("End the nomination"), waits=False,
             when=(inspection_rules.no_assignment_is_open,), asks=application_asks.Reason, do=inspections.end_nomination),
    )),
    Box("S5", "بازرسی کارگاه‌های صنایع دستی و تکمیل فرم‌های مربوطه و تهیه گزارش مصور مطابق شیوه‌نامه", "inspector", (
        Move("assign", Inspection, "- -> assigned", on=Application, by=EXPERT, says=_("Assign an inspector"),
             when=(inspection_rules.the_case_waits_for_an_inspector, inspection_rules.the_inspector_may_inspect),
             asks=inspection_asks.Assign, do=inspections.assign, tell=(letters.visit_assigned, letters.visit_coming)),
        Move("reassign", Inspection, "assigned, unvisited, repairing -> assigned | repairing", by=EXPERT, waits=False,
             says=_("Give it to another inspector"), when=(inspection_rules.the_inspector_may_inspect,),
             asks=inspection_asks.Reassign, do=inspections.reassign, to=inspections.reassigned_to,
             tell=(letters.visit_assigned, letters.visit_coming)),
        Move("declare_no_conflict", Inspection, "assigned, repairing", by=INSPECTOR, says=_("I have no conflict of interest"),
             when=(inspection_rules.no_declaration_yet, inspection_rules.the_assigned_inspector_may_inspect),
             do=inspections.declare_no_conflict),
        Move("declare_conflict", Inspection, "assigned -> unvisited", by=INSPECTOR, says=_("I have a conflict of interest"),
             waits=False, asks=inspection_asks.DeclareConflict, do=inspections.declare_conflict,
             tell=(letters.visit_failed,)),
        Move("could_not_visit", Inspection, "assigned -> unvisited", by=INSPECTOR, says=_("The visit could not be made"), waits=False,
             asks=inspection_asks.CouldNotVisit, do=inspections.could_not_visit, tell=(letters.visit_failed,)),
        Move("finish_visit", Inspection, "assigned -> visited", by=INSPECTOR, says=_("Finish the visit"),
             when=(inspection_rules.a_declaration_is_signed, inspection_rules.the_assigned_inspector_may_inspect,
                   inspection_rules.the_form_is_complete, inspection_rules.the_conditions_are_decided),
             do=inspections.finish_visit),
        Move("order_visit", Inspection, "- -> assigned", on=Application, by=NOBODY, says=_("A new visit was ordered"),
             when=(inspection_rules.another_inspector, inspection_rules.the_inspector_may_inspect),
             asks=inspection_asks.Assign, do=grading.order_visit, tell=(letters.visit_ordered, letters.visit_assigned)),
        Move("adopt", HeldPacket, "held -> applied", by=EXPERT, says=_("Take the work over"),
             when=(inspection_rules.the_visit_can_take_answers,), do=inspections.adopt),
        Move("set_aside", HeldPacket, "held -> kept", by=EXPERT, says=_("Set it aside"), waits=False,
             asks=application_asks.Reason, do=inspections.set_aside),
    )),
    Box("S6", "ابلاغ ایرادات و نواقص موجود به تولیدکنندگان و متقاضیان به منظور رفع ایرادات (حداکثر دو مرتبه، با فاصله زمانی ۴۵ روز) "
              "و تایید نهایی بازرس فنی", "inspector", (
        Move("notify_defects", Inspection, "visited -> repairing", by=INSPECTOR, says=_("Notify the defects"),
             when=(inspection_rules.a_notice_is_left,), asks=inspection_asks.NotifyDefects,
             do=inspections.notify_defects, tell=(letters.defects_notified,)),
        Move("answer_defects", Inspection, "repairing", by=APPLICANT, says=_("Answer the defects"),
             asks=inspection_asks.AnswerDefects, do=inspections.answer_defects, tell=(letters.defects_answered,)),
        Move("extend", Inspection, "repairing", by=HQ_EXPERT, confirmed_by=DIRECTOR, says=_("Extend the deadline"), waits=False,
             asks=inspection_asks.Extend, do=inspections.extend, tell=(letters.time_extended,)),
        Move("lapse_notice", Inspection, "repairing", by=CLOCK, says=_("The deadline passed"),
             when=(inspection_rules.the_notice_is_overdue,), do=inspections.lapse_notice, tell=(letters.defects_lapsed, letters.defects_lapsed_inspector)),
        Move("could_not_revisit", Inspection, "repairing -> repairing | visited", by=INSPECTOR, waits=False,
             says=_("The re-visit could not be made"), when=(inspection_rules.answered_or_lapsed,),
             asks=inspection_asks.CouldNotVisit, do=inspections.could_not_revisit, to=inspections.after_failed_revisit),
        Move("finish_revisit", Inspection, "repairing -> visited", by=INSPECTOR, says=_("Finish the re-visit"),
             when=(inspection_rules.a_declaration_is_signed, inspection_rules.answered_or_lapsed),
             asks=inspection_asks.FinishRevisit, do=inspections.finish_revisit),
        Move("confirm", Inspection, "visited -> confirmed", by=INSPECTOR, says=_("Confirm finally"),
             when=(inspection_rules.no_grave_defect_is_open,), do=inspections.confirm, tell=(letters.visit_confirmed,)),
        Move("close_as_found", Inspection, "visited -> closed_as_found", by=INSPECTOR, says=_("Close as found"),
             when=(inspection_rules.a_grave_defect_stays_open,), do=inspections.close_as_found,
             tell=(letters.visit_closed_as_found,)),
        Move("cancel_inspection", Inspection, "assigned, unvisited, visited, repairing -> cancelled", by=NOBODY,
             says=_("Cancelled"), do=inspections.cancel, tell=(letters.visit_cancelled,)),
    )),
    Box("S7", "وارد کردن دقیق داده‌ها در جداول اکسل مطابق شیوه‌نامه", "province", (
        Move("open_batch", Report, "- -> drafting", on=Share, by=EXPERT, says=_("Open a batch"), waits=False,
             do=reports.open_batch),
        Move("compile_report", Report, "drafting -> compiled", by=EXPERT, says=_("Compile the report"),
             when=(report_rules.has_a_line, report_rules.every_case_is_ready, report_rules.the_workbook_agrees),
             do=reports.compile_report, tell=(letters.report_compiled,)),
    )),
    Box("S8", "ارسال گزارش درجه‌بندی به اداره کل حمایت از تولید (ستاد)", "province", (
        Move("send_back", Report, "compiled -> drafting | returned", by=DEPUTY, says=_("Send back to the expert"), waits=False,
             asks=application_asks.Reason, do=reports.send_back, to=reports.sent_back_to, tell=(letters.report_sent_back,)),
        Move("send_report", Report, "compiled -> sent", by=DEPUTY, says=_("Sign and send"), signs=True,
             when=(report_rules.is_not_the_compiler, report_rules.the_content_is_unchanged),
             do=reports.send_report, follows=(Follow("open_line_again", report_queries.returned_lines),),
             tell=(letters.report_sent,)),
    )),
    Question("D1", "آیا گزارش مورد تایید اداره کل حمایت از تولید است؟", "headquarters", (
        Move("approve_line", ReportLine, "pending, approved, excluded, postponed, returned -> approved", by=HQ_EXPERT,
             says=_("Approve the line"), when=(report_rules.the_line_is_open, report_rules.took_no_part),
             do=reports.give_verdict),
        Move("exclude_line", ReportLine, "pending, approved, excluded, postponed, returned -> excluded", by=HQ_EXPERT,
             says=_("Exclude the line"), when=(report_rules.the_line_is_open, report_rules.took_no_part),
             asks=application_asks.Reason, do=reports.give_verdict, tell=(letters.line_excluded,), waits=False),
        Move("postpone_line", ReportLine, "pending, approved, excluded, postponed, returned -> postponed", by=HQ_EXPERT,
             says=_("Postpone to a later batch"), when=(report_rules.the_line_is_open, report_rules.took_no_part),
             asks=application_asks.Reason, do=reports.give_verdict, waits=False),
        Move("return_line", ReportLine, "pending, approved, excluded, postponed, returned -> returned", by=HQ_EXPERT,
             says=_("Return with remarks"), when=(report_rules.the_line_is_open, report_rules.took_no_part),
             asks=report_asks.Remarks, do=reports.return_line, waits=False),
        Move("approve_report", Report, "sent -> approved", by=HQ_EXPERT, says=_("Approve the report"),
             when=(report_rules.took_no_part, report_rules.every_line_has_a_verdict, report_rules.no_line_is_returned),
             do=reports.answer, tell=(letters.report_approved,)),
    ), no=(
        Box("S9a", "ارجاع گزارش به معاونت استان جهت بررسی و رفع نواقص", "province", (
            Move("return_report", Report, "sent -> returned", by=HQ_EXPERT, says=_("Return the report"),
                 when=(report_rules.took_no_part, report_rules.every_line_has_a_verdict, report_rules.a_line_is_returned),
                 do=reports.answer, tell=(letters.report_returned,)),
            Move("answer_remarks", ReportLine, "returned", by=EXPERT, says=_("Answer the remarks"),
                 when=(report_rules.the_report_is_returned,), asks=report_asks.AnswerRemarks, do=reports.answer_remarks,
                 tell=(letters.correction_asked,)),
            Move("correct_level", ReportLine, "returned", by=INSPECTOR, says=_("Correct a level"),
                 when=(report_rules.the_report_is_returned, report_rules.the_inspector_was_asked),
                 asks=report_asks.CorrectLevel, do=reports.correct_level),
        )),
        Box("S9b", "تهیه گزارش تکمیلی", "province", (
            Move("supplement_report", Report, "returned -> compiled", by=EXPERT, says=_("Make the supplementary report"),
                 when=(report_rules.every_remark_is_answered, report_rules.the_other_lines_are_unchanged),
                 do=reports.supplement, tell=(letters.report_supplemented,)),
            Move("open_line_again", ReportLine, "returned -> pending", by=NOBODY, says=_("To be judged again"),
                 do=reports.open_line_again),
        )),
    )),
    Box("S10", "رتبه‌بندی و درجه‌بندی کارگاه‌های برتر بر اساس امتیازات کسب‌شده", "headquarters", (
        Move("preview_ranking", Ranking, "- -> preview", on=Cycle, by=HQ_EXPERT, says=_("Preview a ranking"), waits=False,
             when=(grading_rules.somebody_is_to_be_ranked,), do=grading.preview_ranking),
        Move("settle_ranking", Ranking, "preview -> settled", by=DIRECTOR, says=_("Settle the ranking"),
             when=(grading_rules.the_preview_still_holds,), do=grading.settle_ranking, tell=(letters.ranking_settled,)),
    )),
    Box("S11", "احصاء کارگاه‌های واجد شرایط به منظور صدور گواهی کیفیت", "headquarters", (
        Move("draw_list", CandidateList, "- -> drawn", on=Ranking, by=HQ_EXPERT, says=_("Draw a province's list"),
             when=(grading_rules.the_ranking_is_settled,), asks=grading_asks.DrawList, do=grading.draw_list, tell=(letters.list_drawn,)),
    )),
    Box("S12", "ارسال فهرست نهایی به معاونت‌های استانی جهت بررسی کارشناسان به منظور اعلام نظر نهایی استان", "headquarters", (
        Move("send_list", CandidateList, "drawn -> sent", by=DIRECTOR, says=_("Send to the province"),
             do=grading.send_list, tell=(letters.list_sent,)),
    )),
    Question("D2", "آیا فهرست مورد تایید استان است؟", "province", (
        Move("agree_line", ListLine, "pending, agreed, objected -> agreed", by=EXPERT, says=_("Agree"),
             when=(grading_rules.the_list_waits_for_an_opinion, grading_rules.the_agreement_is_of_this_version,
                   grading_rules.did_not_inspect), do=grading.agree_line),
        Move("object_line", ListLine, "pending, agreed, objected -> objected", by=EXPERT, says=_("Object"), waits=False,
             when=(grading_rules.the_list_waits_for_an_opinion, grading_rules.the_agreement_is_of_this_version,
                   grading_rules.did_not_inspect),
             asks=application_asks.Reason, do=grading.object_line),
        Move("name_omission", Omission, "- -> named", on=CandidateList, by=EXPERT, says=_("Name an omission"), waits=False,
             when=(grading_rules.the_list_waits_for_an_opinion,), asks=grading_asks.NameOmission, do=grading.name_omission),
        Move("send_back_opinion", CandidateList, "sent, overdue", by=DEPUTY, says=_("Send the opinion back"), waits=False,
             when=(grading_rules.an_opinion_is_prepared,), asks=application_asks.Reason, do=grading.send_back_opinion,
             tell=(letters.opinion_sent_back,)),
        Move("give_opinion", CandidateList, "sent, overdue -> agreed | objected", by=DEPUTY, says=_("Sign the province's opinion"),
             signs=True, when=(grading_rules.every_line_is_answered, grading_rules.is_not_the_preparer,
                               grading_rules.did_not_inspect),
             do=grading.give_opinion, to=grading.opinion_leads_to, tell=(letters.opinion_given,)),
        Move("lapse_opinion", CandidateList, "sent -> overdue", by=CLOCK, says=_("The opinion is overdue"),
             when=(grading_rules.the_opinion_is_overdue,), do=grading.lapse_opinion, tell=(letters.opinion_overdue,)),
        Move("remind_opinion", CandidateList, "overdue", by=HQ_EXPERT, says=_("Remind the province"),
             do=grading.remind_opinion, tell=(letters.opinion_overdue,)),
        Move("decide_over", ListLine, "kept, pending -> decided", by=HQ_EXPERT, confirmed_by=DIRECTOR,
             says=_("Decide over the province"), when=(grading_rules.the_answer_was_given_in_time, grading_rules.hq_did_not_inspect),
             asks=application_asks.Reason, do=grading.decide_over, tell=(letters.list_decided,)),
    ), no=(
        Box("S13", "اعلام نظر استان", "province", (
            Move("accept_objection", ListLine, "objected -> dropped", by=HQ_EXPERT, says=_("Accept the objection"),
                 when=(grading_rules.the_list_is_objected, grading_rules.hq_did_not_inspect), asks=application_asks.Reason,
                 do=grading.answer_line, tell=(letters.objection_answered,)),
            Move("keep_line", ListLine, "objected -> kept", by=HQ_EXPERT, says=_("Keep the line"),
                 when=(grading_rules.the_list_is_objected, grading_rules.hq_did_not_inspect), asks=application_asks.Reason,
                 do=grading.answer_line, tell=(letters.objection_answered,)),
            Move("accept_omission", Omission, "named -> accepted", by=HQ_EXPERT, says=_("Accept the omission"),
                 when=(grading_rules.the_omitted_may_join,), asks=application_asks.Reason, do=grading.answer_omission,
                 tell=(letters.objection_answered,)),
            Move("keep_omission", Omission, "named -> kept", by=HQ_EXPERT, says=_("Do not accept the omission"),
                 asks=application_asks.Reason, do=grading.answer_omission, tell=(letters.objection_answered,)),
            Move("revise_list", CandidateList, "objected -> drawn", by=HQ_EXPERT, says=_("Revise the list"),
                 when=(grading_rules.every_objection_is_answered, grading_rules.one_objection_was_accepted),
                 do=grading.revise_list, tell=(letters.list_drawn,)),
        )),
    )),
    Box("S14", "صدور گواهی کیفیت کارگاهی توسط اداره کل حمایت از تولید (ستاد)", "headquarters", (
        Move("issue", ListLine, "agreed, decided -> certified", by=DIRECTOR, says=_("Issue the certificate"), signs=True,
             when=(certificate_rules.still_qualifies, certificate_rules.took_no_part_in_it, certificate_rules.no_mark_holds_it,
                   appeal_rules.no_appeal_is_open, certificate_rules.the_list_may_go_on, certificate_rules.the_keys_are_good),
             before=(Follow("supersede", certificate_queries.live_of_the_same),),
             do=certificates.issue, tell=(letters.certificate_issued,)),
        Move("close_list", CandidateList, "agreed, objected, overdue -> closed", by=HQ_EXPERT, says=_("Close the list"), waits=False,
             when=(grading_rules.no_line_is_open, grading_rules.every_omission_is_answered), do=grading.close_list),
    )),
)

BESIDE = (
    Box("G", "شیوه‌نامه", "headquarters", (
        Move("publish_guideline", Guideline, "draft -> published", by=DIRECTOR, says=_("Publish the guideline"),
             when=(guideline_rules.can_be_published,),
             before=(Follow("supersede_guideline", guideline_queries.superseded_by),), do=guidelines.publish),
        Move("supersede_guideline", Guideline, "published -> superseded", by=NOBODY, says=_("Superseded"), do=guidelines.supersede),
    )),
    Box("C", "پایان دوره", "headquarters", (
        Move("close_cycle", Cycle, "open, closed_to_requests -> closed", by=DIRECTOR, says=_("Close the cycle"), waits=False,
             when=(appeal_rules.no_appeal_of_the_cycle_is_open, appeal_rules.the_days_to_appeal_are_over),
             do=cycles.close_cycle, follows=(Follow("close", grading_queries.cases_to_close),)),
    )),
    Box("K", "پس از صدور گواهی", "headquarters", (
        Move("suspend", Certificate, "valid -> suspended", by=HQ_EXPERT, confirmed_by=DIRECTOR, says=_("Suspend"), waits=False,
             asks=certificate_asks.ReasonAndClass, do=certificates.suspend, tell=(letters.certificate_suspended,)),
        Move("suspend_struck", Certificate, "valid -> suspended", by=NOBODY, says=_("Suspended with the mark"),
             do=certificates.suspend_struck, tell=(letters.certificate_suspended,)),
        Move("restore", Certificate, "suspended -> valid", by=HQ_EXPERT, confirmed_by=DIRECTOR, says=_("Restore"), waits=False,
             when=(certificate_rules.is_not_the_one_who_suspended, certificate_rules.no_struck_mark_holds_it),
             asks=certificate_asks.ReasonAndClass, do=certificates.restore, tell=(letters.certificate_restored,)),
        Move("restore_by_appeal", Certificate, "suspended -> valid", by=NOBODY, says=_("Restored after an appeal"),
             do=certificates.restore_by_appeal, tell=(letters.certificate_restored,)),
        Move("revoke", Certificate, "valid, suspended -> revoked", by=HQ_EXPERT, confirmed_by=DIRECTOR, says=_("Revoke"), waits=False,
             asks=certificate_asks.ReasonAndClass, do=certificates.revoke, tell=(letters.certificate_revoked,)),
        Move("supersede", Certificate, "valid, suspended -> superseded", by=NOBODY, says=_("Superseded by its renewal"),
             do=certificates.supersede, tell=(letters.certificate_superseded,)),
    )),
    Box("M", "نشان (آنچه پس از کار پیدا شود)", "headquarters", (
        Move("raise_mark", Mark, "- -> raised", on=Application, by=EXPERT + HQ_EXPERT, says=_("Raise a mark"), waits=False,
             when=(application_rules.no_mark_is_raised,), asks=application_asks.RaiseMark, do=applications.raise_mark),
        Move("clear_mark", Mark, "raised -> cleared", by=HQ_EXPERT, confirmed_by=DIRECTOR, says=_("Clear the mark"),
             asks=application_asks.Reason, do=applications.end_mark),
        Move("strike", Mark, "raised -> struck", by=HQ_EXPERT, confirmed_by=DIRECTOR, says=_("Strike the case"),
             asks=application_asks.Reason, do=grading.strike,
             follows=(Follow("suspend_struck", certificate_queries.valid_of_mark),), tell=(letters.mark_struck,)),
    )),
    Box("A", "اعتراض", "headquarters", (
        Move("lodge", Appeal, "- -> lodged", on=Application, by=APPLICANT, says=_("Lodge an appeal"), waits=False,
             when=(appeal_rules.there_is_something_to_appeal, appeal_rules.within_the_days), asks=appeal_asks.Lodge, do=appeals.lodge, tell=(letters.appeal_lodged,)),
        Move("name_panel", Appeal, "lodged -> in_review", by=DIRECTOR, says=_("Name the panel"),
             when=(appeal_rules.took_no_part, appeal_rules.the_panel_took_no_part), asks=appeal_asks.NamePanel,
             do=appeals.name_panel, tell=(letters.appeal_in_review,)),
        Move("uphold", Appeal, "in_review -> upheld", by=PANEL, says=_("Uphold the appeal"),
             when=(appeal_rules.the_correction_fits,), asks=appeal_asks.Uphold, do=appeals.uphold,
             follows=(Follow("reopen_screening", appeal_queries.screening_to_reopen, appeal_queries.reason_of),
                      Follow("order_visit", appeal_queries.visit_to_order, appeal_queries.visit_ordered),
                      Follow("give_later_batch", appeal_queries.line_for_a_later_batch),
                      Follow("restore_by_appeal", appeal_queries.certificate_to_restore)),
             tell=(letters.appeal_upheld,)),
        Move("reject", Appeal, "in_review -> rejected", by=PANEL, says=_("Reject the appeal"),
             asks=application_asks.Reason, do=appeals.reject,
             tell=(letters.appeal_rejected,)),
        Move("withdraw_appeal", Appeal, "lodged, in_review -> withdrawn", by=APPLICANT, says=_("Withdraw the appeal"), waits=False,
             do=appeals.withdraw_appeal),
        Move("give_later_batch", ReportLine, "excluded -> postponed", by=NOBODY, says=_("To a later batch after an appeal"),
             do=reports.give_later_batch),
    )),
)

SHAPES = tuple(box for shape in FLOWCHART for box in shape.boxes)
BOX_OF = {move.name: box.code for box in (*SHAPES, *BESIDE) for move in box.moves}
MOVES: dict[str, Move] = {move.name: move for box in (*SHAPES, *BESIDE) for move in box.moves}
