"""The words of the five levels, as every page says them."""

from django.utils.translation import gettext_lazy as _

LEVEL_WORDS = {0: _("Not conforming"), 1: _("Weak"), 2: _("Acceptable"), 3: _("Good"), 4: _("Excellent")}
