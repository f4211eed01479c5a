"""What is killed: four pieces of work, each prepared once and then done, and done again after its death.

`prepare()` makes the ground and returns what `do(facts, again)` needs as JSON. `do` finds its rows by keys, since it runs
in another process; `again` says that an earlier run may have died.
"""

import io
from datetime import UTC, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kargah import clock
from kargah.applications import edits
from kargah.applications.importing import COLUMNS, SHEET
from kargah.applications.models import Application
from kargah.cycles.models import Share
from kargah.jobs import worker
from kargah.paper.workbook import Column, Sheet, write
from kargah.people.models import User
from kargah.places.queries import active_fields
from kargah.process import background, batches, engine
from tests import cast

NOON = datetime(2026, 11, 25, 9, tzinfo=UTC)


class Step:
    """The applicant withdraws a selected request: a key, a move that follows, letters to three people."""

    def prepare(self):
        inspection = cast.an_assigned_inspection()
        return {"case": inspection.application_id}

    def do(self, facts, again):
        case = Application.objects.get(pk=facts["case"])
        reason = {"reason": "کارگاه جابه‌جا می‌شود"}
        engine.perform("withdraw", case, by=case.applicant, key="the-key-of-the-page", data=reason)


class Upload:
    """The applicant adds a photo of a paper to a draft: object, row, attachment, journal."""

    def prepare(self):
        return {"case": cast.a_draft().pk}

    def do(self, facts, again):
        case = Application.objects.get(pk=facts["case"])
        photo = io.BytesIO()
        Image.new("RGB", (600, 400), "teal").save(photo, "JPEG")
        edits.attach(
            case, by=case.applicant, file=SimpleUploadedFile("a.jpg", photo.getvalue()), caption="پروانه"
        )


class Import:
    """A province's workbook of three requests enters as a whole."""

    ROWS = 3

    def prepare(self):
        share = cast.the_share(cast.an_open_cycle(), cast.a_province())
        return {"share": share.pk, "by": cast.an_expert_of(share.province).pk}

    def do(self, facts, again):
        share, by = Share.objects.get(pk=facts["share"]), User.objects.get(pk=facts["by"])
        done = batches.import_requests(share, io.BytesIO(self.workbook()), by)
        assert len(done.cases) == self.ROWS

    def workbook(self):
        columns = [Column(heading, heading) for heading in COLUMNS]
        return write([Sheet(SHEET, columns, [self.row(number) for number in range(self.ROWS)])], meta={})

    def row(self, number):
        craft = active_fields().first()
        return {
            "نام": "مریم",
            "نام خانوادگی": "میبدی",
            "کد ملی": cast.a_national_id(500 + number),
            "تلفن همراه": f"0914{number:07d}",
            "نام کارگاه": f"سفال {number}",
            "شهرستان": "میبد",
            "شهر": "میبد",
            "نشانی": "خیابان امام",
            "گروه": craft.group.name,
            "رشته‌ها": craft.name,
            "نوع مجوز": "کارت صنعتگری",
            "شماره مجوز": f"ک-{number}",
            "تاریخ صدور نخستین مجوز": "1390/01/15",
            "زن": "2",
            "مرد": "1",
            "محصول": "کاسه",
            "حجم ماهانه": "120",
            "واحد": "عدد",
            "سفارش‌پذیری": "بله",
            "ظرفیت سفارش": "۵۰ کاسه در ماه",
            "مهلت تحویل": "20",
            "مهر اصالت": "خیر",
            "روستایی": "بله",
            "شماره نامه": f"{number}/ص",
            "تاریخ نامه": "1405/01/20",
        }


class Issue:
    """The worker makes the certificates of a director's order, prints their sheets and sends the letters."""

    def prepare(self):
        listed = cast.an_agreed_list(lines=2)
        while worker.run_next():  # what the story's own letters left to do
            pass
        director = cast.a_director()
        background.order_issue(
            listed.cycle, listed.lines.order_by("pk"), by=director, signature=cast.issue_signed_by(director)
        )
        return {}

    def do(self, facts, again):
        if again:  # the dead worker's lease runs out
            clock.set_to(clock.now() + timedelta(minutes=10))
        while worker.run_next():
            pass


SCENES = {"step": Step(), "upload": Upload(), "import": Import(), "issue": Issue()}
