"""Fields of forms that look into the file, so that the answer stands beside the field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kargah.refusal import Refused

from . import documents, intake
from .pictures import redraw


class PhotoField(forms.FileField):
    """A JPEG, PNG or WebP photo. Hand the cleaned value to `intake.keep_image`."""

    accept = "image/jpeg,image/png,image/webp"

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": self.accept}

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is not None:
            try:
                self.look_into(file)
            except Refused as no:
                raise ValidationError(str(no), code="content") from no
        return file

    def look_into(self, file: Any) -> None:
        file.redrawn = redraw(file)  # kept with the file: drawing is the dear part and is done once


class DocumentField(PhotoField):
    """A PDF, or a photo of the paper. Hand the cleaned value to `intake.keep_document`."""

    accept = "application/pdf,image/jpeg,image/png,image/webp"

    def look_into(self, file: Any) -> None:
        if documents.is_pdf(file):
            documents.read_pdf(file)
        else:
            file.redrawn = intake.redraw_paper(file)
