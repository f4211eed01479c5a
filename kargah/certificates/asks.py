"""What the moves of a certificate ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kargah.inputs import Asks
from kargah.persian.fields import PersianCharField

from .models import Certificate, CertificateAction

ReasonClass = CertificateAction.ReasonClass
ENDS_A_SUSPENSION = (ReasonClass.MENDED, ReasonClass.APPEAL)


class ReasonAndClass(Asks):
    reason_class = forms.ChoiceField(
        label=_("Class of the reason"),
        choices=ReasonClass,
        help_text=_("The public reads the class only."),
    )
    reason = PersianCharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def prepare(self) -> None:
        """A valid certificate has no cause that was mended."""
        if getattr(self.subject, "state", None) == Certificate.State.VALID:
            self.fields["reason_class"].choices = [
                (value, word) for value, word in ReasonClass.choices if value not in ENDS_A_SUSPENSION
            ]
