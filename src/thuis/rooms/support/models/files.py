"""A file of offers on its way in, from upload to undo."""

from thuis.foundation.intake.models import Batch


class OfferFile(Batch):
    """One import of offers of help; `before` holds what it changed, so that it can be undone."""

    class Meta(Batch.Meta):
        abstract = False
