"""The words of the five levels, as every page says them."""

from django.utils.translation import pgettext_lazy

LEVEL_WORDS = {
    0: pgettext_lazy("level", "Not conforming"),
    1: pgettext_lazy("level", "Weak"),
    2: pgettext_lazy("level", "Acceptable"),
    3: pgettext_lazy("level", "Good"),
    4: pgettext_lazy("level", "Excellent"),
}
