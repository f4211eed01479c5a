"""What a password must be, said in our words: Django's Persian does not have all of them."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("This password is too short. It needs at least ten characters.")
