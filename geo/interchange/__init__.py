"""Events in and out of other programs' formats, one file a format."""

from geo.interchange.cells import ImportPreview, RowProblem
from geo.interchange.formats import (
    EXPORT_FORMATS,
    IMPORT_FORMATS,
    ExportReport,
    export_events,
    guess_format,
    read_file,
    take_in,
)

__all__ = [
    "EXPORT_FORMATS",
    "IMPORT_FORMATS",
    "ExportReport",
    "ImportPreview",
    "RowProblem",
    "export_events",
    "guess_format",
    "read_file",
    "take_in",
]
