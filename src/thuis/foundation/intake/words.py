"""The words for every problem in a file: what is wrong, and what to do about it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuis.core.intake.problems import Problem

Words = Promise | str
# key -> (what is wrong, what to do); %(value)s and %(detail)s are filled in
WORDS: dict[str, tuple[Words, Words]] = {
    "file-too-large": (
        _("The file is too large"),
        _("Send at most %(detail)s MB. Split the file by programme."),
    ),
    "empty-file": (_("The file is empty"), _("Save the file again from your source and upload it.")),
    "not-text": (_("The file is not readable text"), _("Save it as CSV UTF-8 and upload it again.")),
    "too-many-rows": (
        _("The file has too many rows"),
        _("Send at most %(detail)s rows. Split it by programme."),
    ),
    "too-many-columns": (
        _("This row has too many cells"),
        _("Use at most %(detail)s columns. Check the separator."),
    ),
    "cell-too-long": (
        _("This row has a very long cell"),
        _("Use at most %(detail)s characters. Look for a quote that is not closed."),
    ),
    "broken-quotes": (_("A quote is opened and never closed"), _("Look at the quotes near this line.")),
    "column-missing": (_("A column is missing"), _("Add the column “%(detail)s”. The template has it.")),
    "column-twice": (_("A column is there twice"), _("Keep one of the two columns.")),
    "too-many-problems": (_("There are more problems"), _("Repair these first and upload the file again.")),
    "empty-cell": (_("This cell is empty"), _("Fill it in.")),
    "too-long": (_("This is too long"), _("Use at most %(detail)s characters.")),
    "not-a-code": (_("This is not a code"), _("A code has no spaces in it.")),
    "not-one-of": (_("We do not know this word"), _("Use one of: %(detail)s.")),
    "not-a-number": (_("This is not a number that fits"), _("Use a whole number from %(detail)s.")),
    "not-a-count": (_("This is not a number of students"), _("Use a whole number, or <5 for a small group.")),
    "not-an-email": (
        _("This is not an e-mail address"),
        _("Write it like name@example.org, or leave it empty."),
    ),
    "not-a-date": (_("This is not a date"), _("Write it like 2025-09-01 or 1-9-2025.")),
    "not-opening-hours": (_("These are not opening hours"), _("Write them like mo-th 10:00-16:00.")),
    "not-an-address": (_("This is not a web address"), _("Write it from https:// on.")),
    "offer-twice": (_("Another row has the same short name"), _("Keep one row for each offer.")),
    "ends-before-start": (_("The last day is before the first"), _("Correct one of the two days.")),
    "unknown-programme": (
        _("We do not know this programme"),
        _("Correct the code, or add the programme at Institution first."),
    ),
    "unknown-site": (
        _("We do not know this site"),
        _("Correct the code, or add the site at Institution first."),
    ),
    "not-taught-here": (
        _("Programme %(detail)s is not taught at this site"),
        _("Correct the site, or add the programme to it at Institution."),
    ),
    "person-contradicts": (
        _("Another row says something else about this person"),
        _("Give the same name, e-mail and language on every row of one number."),
    ),
    "enrolment-contradicts": (
        _("Another row says something else about this enrolment"),
        _("Give the same study year and last day on every row of one enrolment."),
    ),
    "broken-zip": (_("The zip file is broken"), _("Export it again and upload the new file.")),
    "zip-bomb": (_("The zip file unpacks to far too much"), _("Zip only the csv files of one export.")),
    "too-many-files": (_("The zip holds too many files"), _("Send at most %(detail)s files.")),
    "file-twice": (_("The zip holds the same file twice"), _("Keep one file named %(detail)s.")),
    "file-missing": (_("A file is missing in the zip"), _("Add %(detail)s to the zip.")),
    "oneroster-version": (_("We do not know this version of OneRoster"), _("Export version 1.1 or 1.2.")),
    "oneroster-delta": (
        _("This export holds changes only"),
        _("Export the full set (bulk). We cannot see who left in a set of changes."),
    ),
    "oneroster-org": (
        _("The organisation of class %(detail)s is no programme or site here"),
        _("Give its identifier our programme code and site code, for example SW/AVM."),
    ),
    "oneroster-grades": (
        _("The study year is not clear"),
        _("Fill in grades with one number from 1 to 9."),
    ),
    "unknown-user": (_("This user is not in users.csv"), _("Add the user, or remove this row.")),
    "unknown-class": (_("This class is not in classes.csv"), _("Add the class, or remove this row.")),
    # files of an agency or a payroll
    "old-excel": (_("This is an Excel file of the old kind"), _("Save it as .xlsx or as CSV UTF-8.")),
    "not-a-workbook": (
        _("This is not an Excel workbook that we can read"),
        _("Open it in Excel, save it as .xlsx or as CSV UTF-8, and upload it again."),
    ),
    "dates-of-1904": (
        _("This workbook counts days from 1904"),
        _("Save it as CSV UTF-8, so that dates are written out."),
    ),
    "field-missing": (
        _("We do not see which column holds the %(detail)s"),
        _("Say so at Columns and roles, or add the column to the file."),
    ),
    "field-twice": (
        _("Two columns hold the %(detail)s"),
        _("Choose one of them at Columns and roles."),
    ),
    "unknown-role": (_("We do not know this role"), _("Say at Columns and roles which role this is.")),
    "not-a-student-number": (
        _("This is not a student number"),
        _("Write 3 to 12 digits, with at most two letters before them."),
    ),
    "not-hours": (_("These are no hours"), _("Write them like 12,5 or 12:30, or leave the cell empty.")),
    "hours-negative": (
        _("These hours are below zero"),
        _("Take them off the row that they correct, and remove this row."),
    ),
    "hours-unclear": (
        _("This can be over a thousand hours or just over one"),
        _("Write 1234 without a point, or 1,23."),
    ),
    "hours-too-many": (
        _("There are more hours than the days hold"),
        _("Correct the hours or the days."),
    ),
    "not-a-period": (
        _("This is not a period"),
        _("Write it like 2023-Q1, 2023-01, January 2023 or 2023."),
    ),
    "end-missing": (
        _("The last day is missing"),
        _("Fill it in. For who still has the role: the last day of the period."),
    ),
    "days-too-many": (
        _("This is longer than two years"),
        _("Correct the days, or split the row by year."),
    ),
    "row-twice": (_("This row is the same as line %(detail)s"), _("Remove one of the two.")),
    "row-overlaps": (
        _("This row and line %(detail)s share days in the same role"),
        _("Hours would count twice. Make one row of them, or correct the days."),
    ),
    "not-enrolled": (
        _("We know no enrolment of this student on the first day"),
        _("Fill in programme and site, or correct the number."),
    ),
    "place-missing": (
        _("This student is enrolled in more than one place"),
        _("Fill in the programme and the site."),
    ),
    "file-straddles": (
        _("An earlier file of this source covers %(detail)s as a whole"),
        _("Send one file for all of these days, or undo the earlier file first."),
    ),
    "unknown-institution": (_("The tables do not know this institution"), _("Check the BRIN code.")),
}


def words_for(problem: Problem) -> tuple[str, str]:
    """What is wrong and what to do, in the language of the page."""
    what, cure = WORDS[problem.key]
    values = {"detail": problem.detail, "value": problem.value}
    return str(what) % values, str(cure) % values
