"""Files as agencies send them, in small."""

import io

import xlsxwriter

from tests import cast, factories
from thuis.core.intake.sheet import rendered
from thuis.foundation.audit.actions import Operator
from thuis.rooms.participation.actions import files

HEADER = ("Studentnummer", "Functie", "Opleiding", "Locatie", "Begindatum", "Einddatum", "Uren")
BUDDY = ("s512345", "Studentbuddy", "SW", "AVM", "1-1-2023", "31-3-2023", "12,5")
POOL = ("512399", "Beschikbaar", "SW", "AVM", "1-1-2023", "31-3-2023", "")
BY = Operator("test")


def csv(*rows, header=HEADER, **options):
    return rendered(header, rows, **options)


def xlsx(*rows, header=HEADER):
    """As Excel itself writes them, with texts that cells share."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((header, *rows)):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def upload(content, *, source="Agency", by=BY, name="roles.csv"):
    return files.upload_role_file(name=name, chunks=[content], source=source, by=by)


def imported(content, **options):
    batch = files.confirm_role_file(batch=upload(content, **options), by=BY)
    assert batch.state == batch.State.CONFIRMED
    return batch


def coordinator():
    return factories.colleague(cast.YASMIN)
