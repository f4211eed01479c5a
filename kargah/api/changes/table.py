"""Every edit of the interface, in the order of the process. The functions are those of the pages."""

from django.utils.translation import gettext_lazy as _

from kargah.api.changes import asks
from kargah.api.changes.change import Change, the
from kargah.applications import edits as requests
from kargah.applications.asks import (
    AttachmentForm,
    ConditionForm,
    DuplicateForm,
    Letter,
    LicenceForm,
    ProductForm,
    RequestDetails,
    WorkshopForm,
)
from kargah.applications.models import Application, Workshop
from kargah.cycles import edits as cycles
from kargah.cycles.asks import Call
from kargah.cycles.models import Share
from kargah.files import intake
from kargah.grading import edits as grading
from kargah.grading.models import CandidateList
from kargah.inspections import edits as visits
from kargah.inspections.asks import RefuseWish, WishDay
from kargah.inspections.models import Inspection
from kargah.reports import edits as reports
from kargah.reports.models import Report, ReportLine

CHANGES = (
    # --- workshops and requests
    Change("change_workshop", Workshop, "PUT", "facts", _("Change the workshop's data"), requests.change_workshop, WorkshopForm),
    Change("add_licence", Workshop, "POST", "licences", _("Add a licence"), requests.add_licence, LicenceForm),
    Change("remove_licence", Workshop, "DELETE", "licences", _("Remove a licence"),
           lambda row, by, key: requests.remove_licence(the(row.licences, key), by=by), key=True),
    Change("set_details", Application, "PUT", "details", _("Fill the request"), requests.set_details, RequestDetails),
    Change("set_letter", Application, "POST", "letter", _("Enter the written request"), requests.set_letter, Letter),
    Change("add_product", Application, "POST", "products", _("Add a product"), requests.add_product, ProductForm),
    Change("remove_product", Application, "DELETE", "products", _("Remove a product"),
           lambda row, by, key: requests.remove_product(the(row.products, key), by=by), key=True),
    Change("attach", Application, "POST", "papers", _("Attach a paper"), requests.attach, AttachmentForm),
    Change("detach", Application, "DELETE", "papers", _("Remove a paper"),
           lambda row, by, key: requests.detach(the(row.attachments, key), by=by), key=True),
    Change("judge_condition", Application, "POST", "judgements", _("Judge a condition"), requests.judge_condition, ConditionForm),
    Change("decide_duplicate", Application, "PUT", "duplicates", _("Decide about a possible duplicate"),
           lambda row, by, key, verdict: requests.decide_duplicate(the(row.duplicates, key), by=by, verdict=verdict),
           DuplicateForm, key=True),
    Change("change_call", Share, "PUT", "call", _("Change the words of the call"), cycles.change_call, Call),
    # --- visits
    Change("set_visit_day", Inspection, "PUT", "visit-day", _("Plan the day of the visit"),
           lambda row, by, visit_on: visits.set_visit_day(row, visit_on, by), asks.VisitDay),
    Change("confirm_day", Inspection, "POST", "day-confirmed", _("The planned day suits me"), visits.confirm_day),
    Change("wish_day", Inspection, "POST", "day-wished", _("Ask for another day"), visits.wish_day, WishDay),
    Change("refuse_wish", Inspection, "POST", "wish-refused", _("Leave the day as it is"), visits.refuse_wish, RefuseWish),
    Change("save_answers", Inspection, "PUT", "answers", _("Save answers of the sheet"),
           lambda row, by, answers: visits.save_answers(row, by, answers), asks.Answers),
    Change("add_photo", Inspection, "POST", "photos", _("Add a photo to the sheet"),
           lambda row, by, photo, criterion, caption:
               visits.add_photo(row, by, criterion or None, intake.keep_image(photo), caption), asks.NewPhoto),
    Change("remove_photo", Inspection, "DELETE", "photos", _("Take a photo off the sheet"),
           lambda row, by, key: visits.remove_photo(the(row.photos, key), by), key=True),
    Change("decide_condition", Inspection, "PUT", "conditions", _("Decide condition 3, 4 or 5"),
           lambda row, by, key, outcome, why: visits.decide_condition(row, key, outcome, why, by),
           asks.Decision, key=True),
    Change("give_up_repair", Inspection, "POST", "given-up", _("Give the mending up"),
           lambda row, by, letter: visits.give_up_repair(row, by, letter), asks.GivenUp),
    # --- reports
    Change("add_line", Report, "POST", "lines", _("Put a workshop into the batch"),
           lambda row, by, application: reports.add_line(row, application, by=by), asks.NewLine),
    Change("add_all_ready", Report, "POST", "all-ready", _("Put all workshops that are ready into the batch"),
           reports.add_all_ready),
    Change("remove_line", Report, "DELETE", "lines", _("Take a workshop out of the batch"),
           lambda row, by, key: reports.remove_line(the(row.lines, key), by=by), key=True),
    Change("set_suggestion", ReportLine, "PUT", "suggestion", _("Write the province's own words"),
           lambda row, by, suggestion: reports.set_suggestion(row, suggestion, by=by), asks.Suggestion),
    # --- lists
    Change("prepare_opinion", CandidateList, "POST", "prepared", _("Hand the opinion up for signature"),
           grading.prepare_opinion),
)  # fmt: skip
