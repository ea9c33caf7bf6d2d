"""The first sheet of a workbook, row by row, in memory that does not grow with rows.

openpyxl reads cells; two of its habits are changed. It keeps all texts of a workbook in memory: here they lie in a
file. And of every row that it has read it keeps an empty element: here it is dropped.
"""

from array import array
from functools import lru_cache
from tempfile import TemporaryFile
from xml.etree.ElementTree import iterparse

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader, apply_stylesheet
from openpyxl.worksheet._reader import ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

TEXT = f"{{{SHEET_MAIN_NS}}}si"
REMEMBERED = 1_000  # names of areas and grades come again and again


def sheet_rows(path):
    """`(row number, list of values)` of every row that has a cell; values as last computed, never formulas."""
    book = _Book(path)
    try:
        yield from book.rows()
    finally:
        book.close()


class _Book(ExcelReader):
    """As much of a workbook as its first sheet needs."""

    def __init__(self, path):
        super().__init__(path, read_only=True, data_only=True, keep_links=False)
        self.shared_strings = ()

    def rows(self):
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)
        with self.archive.open(self._first_sheet()) as source:
            parser = _Rows(
                source,
                self.shared_strings,
                data_only=True,
                epoch=self.wb.epoch,
                date_formats=self.wb._date_formats,
                timedelta_formats=self.wb._timedelta_formats,
            )
            for number, cells in parser.parse():
                yield number, _spread(cells)

    def close(self):
        self.archive.close()
        if self.shared_strings:
            self.shared_strings.close()

    def read_strings(self):
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                self.shared_strings = _Texts(source)

    def _first_sheet(self):
        for _, relation in self.parser.find_sheets():
            if relation.target in self.valid_files and "chartsheet" not in relation.Type:
                return relation.target
        raise KeyError("no sheet")


class _Rows(WorkSheetParser):
    def parse(self):
        """Nothing but rows; each is dropped from the tree when it has been read."""
        path = []
        for event, element in iterparse(self.source, events=("start", "end")):
            if event == "start":
                path.append(element)
                continue
            path.pop()
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
            if len(path) <= 2 and path:
                path[-1].remove(element)


class _Texts:
    """The texts of a workbook by number, in a temporary file; eight bytes of memory for each."""

    def __init__(self, source):
        self.file = TemporaryFile()  # noqa: SIM115  (closed with the workbook)
        self.ends = array("Q", [0])
        self.text = lru_cache(REMEMBERED)(self._read)
        try:
            for element in _each(source, TEXT):
                self.ends.append(self.ends[-1] + self.file.write(Text.from_tree(element).content.encode()))
        except BaseException:
            self.file.close()
            raise

    def __getitem__(self, number):
        return self.text(number)

    def __len__(self):
        return len(self.ends) - 1

    def close(self):
        self.file.close()

    def _read(self, number):
        if not 0 <= number < len(self):
            raise IndexError(number)
        self.file.seek(self.ends[number])
        return self.file.read(self.ends[number + 1] - self.ends[number]).decode()


def _each(source, tag):
    """Every element of this kind right below the root, which forgets it afterwards."""
    root = None
    for event, element in iterparse(source, events=("start", "end")):
        if root is None:
            root = element
        if event == "end" and element.tag == tag:
            yield element
            root.remove(element)


def _spread(cells):
    """Values in their columns; a cell that the file leaves out is None."""
    values = [None] * max((cell["column"] for cell in cells), default=0)
    for cell in cells:
        values[cell["column"] - 1] = cell["value"]
    return values
