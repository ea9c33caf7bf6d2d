"""A file of cases as rows of cells: CSV or XLSX, read as a stream, refused where it could not be read safely."""

import csv
import hashlib
import zipfile
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl.utils.exceptions import InvalidFileException

from findings.cases.problems import CaseFileError, CaseProblem
from findings.cases.workbook import sheet_rows

MEGABYTE = 1024 * 1024
MOST_BYTES = 512 * MEGABYTE
MOST_ROWS = 5_000_000
MOST_CELL = 1_000
# A workbook is a zip archive: what it unpacks to is limited before anything is unpacked.
MOST_UNPACKED = 1024 * MEGABYTE
MOST_STRINGS = 64 * MEGABYTE  # a text each for a million cases
MOST_PARTS = 1_000
CHUNK = 4 * MEGABYTE
MOST_COLUMNS = 50


def refusal(found, expected, row=0, column=""):
    return CaseFileError([CaseProblem(row, column, found, expected)])


def checked_path(path):
    """The file as a path, if it is there, is of a known kind, is not empty and is not too large."""
    path = Path(path)
    if not path.is_file():
        raise refusal(f"no file {path}", "the path of a CSV or XLSX file")
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise refusal(f"a file that ends in {path.suffix or 'nothing'}", "a file that ends in .csv or .xlsx")
    size = path.stat().st_size
    if size == 0:
        raise refusal("an empty file", "a heading and one row for each case")
    if size > MOST_BYTES:
        raise refusal(f"{size // MEGABYTE:,} MB", f"at most {MOST_BYTES // MEGABYTE} MB; split the file")
    return path


def hash_of(path):
    """The SHA-256 of the file, by which a load remembers it."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def open_rows(path):
    """Yields an iterator of (row number, list of texts), counting from 1 = the heading; empty rows are left out."""
    reader = _workbook_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path)
    try:
        yield reader
    finally:
        reader.close()


def _csv_rows(path):
    """Comma or semicolon, whichever the heading has more of; UTF-8, with or without a mark at its beginning."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            heading = file.readline(MOST_CELL * MOST_COLUMNS)
            file.seek(0)
            reader = csv.reader(file, delimiter=";" if heading.count(";") > heading.count(",") else ",", strict=True)
            for cells in reader:
                if any(cells):
                    yield reader.line_num, cells
        except UnicodeDecodeError:
            raise refusal("bytes that are no UTF-8", "a CSV file saved as UTF-8", row=_unreadable_row(path)) from None
        except csv.Error as error:
            raise refusal(f"what is no CSV ({error})", "rows of cells", row=reader.line_num) from None


def _unreadable_row(path):
    """The first line that is no UTF-8. The text was read in blocks, so its reader does not know."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 0


def _workbook_rows(path):
    """The first sheet of a workbook; values as they were last computed, never formulas."""
    _check_archive(path)
    try:
        for number, values in sheet_rows(path):
            if any(value is not None for value in values):
                yield number, [_text(value) for value in values]
    except (InvalidFileException, KeyError, IndexError, ValueError, ParseError, zipfile.BadZipFile) as error:
        raise refusal(f"what is no workbook ({type(error).__name__})", "an XLSX file with a sheet") from None


def _text(value):
    """A number in a cell as a person reads it: 12 and not 12.0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _check_archive(path):
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            for part in parts:
                _check_part(archive, part)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        raise refusal("what is no workbook", "an XLSX file without a password") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refusal("a workbook that unpacks to far too much", "a workbook with one sheet of cases, or a CSV file")


def _check_part(archive, part):
    """Texts within what memory allows, and no XML that defines entities."""
    if part.filename.endswith("sharedStrings.xml") and part.file_size > MOST_STRINGS:
        raise refusal("a workbook with very many texts", "a CSV file, which is read row by row")
    if part.filename.endswith((".xml", ".rels")):
        with archive.open(part) as file:
            if b"<!DOCTYPE" in file.read(4_096):
                raise refusal("a workbook with its own document type", "a workbook saved by a spreadsheet program")
