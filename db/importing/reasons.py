"""Every reason for which a file of residents cannot be brought in, or not be undone."""

from enum import StrEnum


class ImportReason(StrEnum):
    """Why an import or its undo did not happen, worst first."""

    NOT_READABLE = "not_readable"  # neither a table of text nor a workbook; facts: file
    NO_NAMES = "no_names"  # no column holds names; facts: file, headers
    NO_SUCH_IMPORT = "no_such_import"
    ALREADY_UNDONE = "already_undone"
    IN_USE = "in_use"  # somebody of it has a card, points or a place by now; facts: residents
