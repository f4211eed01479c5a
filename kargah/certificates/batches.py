"""What is done for certificates behind the pages."""

from django.db import transaction

from kargah.crashpoints import crashpoint
from kargah.files.intake import PDF, keep_bytes
from kargah.jobs.models import Job
from kargah.jobs.queue import job

from .models import Certificate
from .sheet import certificate_pdf


@job("certificate_pdf")
def print_sheet(job: Job, certificate: int) -> None:
    """The sheet of a certificate, once: from its frozen facts alone, so that a second print has the same bytes."""
    row = Certificate.objects.get(pk=certificate)
    if row.pdf_id:
        return
    stored = keep_bytes(certificate_pdf(row.facts), PDF)
    with transaction.atomic():
        Certificate.objects.filter(pk=row.pk, pdf=None).update(pdf=stored)
        crashpoint("certificates.sheet")
        job.progress(1, 1)
