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
from geo.interchange.pattern import pattern_csv

__all__ = [
    "EXPORT_FORMATS",
    "IMPORT_FORMATS",
    "ExportReport",
    "ImportPreview",
    "RowProblem",
    "export_events",
    "guess_format",
    "pattern_csv",
    "read_file",
    "take_in",
]
