"""The first look at an uploaded workbook: is it one, and is it safe to open? A sentence where it is not.

Nothing is parsed before sizes have been counted, both those that the archive declares and those that come out of it.
"""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

MAX_BYTES = 5_000_000
MAX_UNPACKED = 30_000_000
MAX_PARTS = 300
MAX_MARKS = 1_500_000
CHUNK = 65_536
DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)")
BOOK = "xl/workbook.xml"
STARTS = (
    (
        b"%PDF",
        "this is a PDF file, whatever its name says: save the workbook as .xlsx",
    ),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "this workbook is protected by a password, or in the old .xls format: "
        "take the password off and save it as .xlsx",
    ),
    (b"<", "this is a web page or XML text, not a workbook: save it as .xlsx"),
)


class NotAWorkbookError(ValueError):
    """The file cannot be opened as a workbook; the message is a sentence for the person who sent it."""


def checked(content):
    """The bytes of a workbook that is safe to open; NotAWorkbookError otherwise."""
    if len(content) > MAX_BYTES:
        raise NotAWorkbookError(f"the file has {len(content):,} bytes; a workbook may have {MAX_BYTES:,}")
    if not content:
        raise NotAWorkbookError("the file is empty")
    for start, sentence in STARTS:
        if content.startswith(start):
            raise NotAWorkbookError(sentence)
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_parts(archive)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, NotAWorkbookError):
            raise
        raise NotAWorkbookError(
            "the file is no workbook in .xlsx format, or it is damaged: save it again as .xlsx"
        ) from None
    return content


def _check_parts(archive):
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS:
        raise NotAWorkbookError(f"the file packs {len(parts):,} parts; a workbook of ours has far fewer")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise NotAWorkbookError("the workbook holds macros: save it as .xlsx, which has none")
    if "content.xml" in names and BOOK not in names:
        raise NotAWorkbookError("this is an OpenDocument file: save it as .xlsx")
    if BOOK not in names:
        raise NotAWorkbookError("the file is an archive, but no workbook in .xlsx format")
    if any(part.flag_bits & 1 for part in parts):
        raise NotAWorkbookError("the workbook is protected by a password: take it off and save it again")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise NotAWorkbookError(f"the file unpacks to more than {MAX_UNPACKED:,} bytes: take a workbook of this site")
    unpacked = marks = 0
    for part in parts:
        unpacked, marks = _count(archive, part, unpacked, marks)


def _count(archive, part, unpacked, marks):
    """Unpacks one part piece by piece, and stops as soon as it is too much."""
    is_text = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    before = b""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            unpacked += len(chunk)
            marks += chunk.count(b"<") if is_text else 0
            if unpacked > MAX_UNPACKED or marks > MAX_MARKS:
                raise NotAWorkbookError("the file unpacks to far more than it seems to hold: take one of this site")
            # A declaration can hide in UTF-16, where every second byte is NUL; no spreadsheet writes that.
            if is_text and (DECLARATION.search(before + chunk) or b"\0" in chunk):
                raise NotAWorkbookError("the workbook holds declarations that no spreadsheet writes: it is not opened")
            before = chunk[-9:]
    return unpacked, marks
