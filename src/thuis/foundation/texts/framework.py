"""What Django says with 'u' in Dutch. Standing here, these texts are in our catalogue, which goes first."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

SAID_BY_DJANGO = (
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        "min_length",
    ),
    _("Your password can’t be too similar to your other personal information."),
    _("Your password can’t be a commonly used password."),
)
