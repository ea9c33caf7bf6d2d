"""Files of invented cases, and the inspection of an invented force that they belong to."""

import csv
import itertools
import random
import zipfile

from openpyxl import Workbook

from findings.cases.check import COLUMNS
from findings.cases.load import load_cases
from tests import synthetic

AREAS = ("missing-children", "police-custody", "section-47")
GRADES = ("good", "requires-improvement", "inadequate")


def inspection(slug="testshire-2020", **fields):
    """An invented inspection that is published."""
    return synthetic.load(synthetic.whole(slug, **fields))


def row(number, **fields):
    """One case as plain texts; joint, graded by both."""
    return {
        "reference": f"INV-{number:06}",
        "area": AREAS[number % len(AREAS)],
        "sample": "joint",
        "force_grade": "good",
        "hmicfrs_grade": "inadequate",
        "referred_back": "no",
    } | fields


def rows(number, seed=1):
    """Many cases, a third of them additional, at random but always the same."""
    dice = random.Random(seed)
    for place in range(number):
        is_joint = dice.random() < 0.66
        yield row(
            place,
            sample="joint" if is_joint else "additional",
            force_grade=dice.choice(GRADES) if is_joint else "",
            hmicfrs_grade=dice.choice(GRADES),
            referred_back=dice.choice(("yes", "no", "")),
        )


def csv_file(path, rows, columns=COLUMNS):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def workbook(path, rows, columns=COLUMNS):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Cases")
    sheet.append(list(columns))
    for one in rows:
        sheet.append([one.get(name) or None for name in columns])
    book.save(path)
    return path


TEXTS_APART = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)


def large_workbook(path, rows, columns=COLUMNS):
    """The same with its texts in a table apart, as spreadsheet programs write it; written as a stream."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    seed = path.with_suffix(".seed.xlsx")
    Workbook().save(seed)
    texts, place, count = {}, path.with_suffix(".texts"), 0
    with zipfile.ZipFile(seed) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "xl/worksheets/sheet1.xml":
                new.writestr(name, old.read(name).replace(b"</Types>", TEXTS_APART))
        with place.open("w") as told, new.open("xl/worksheets/sheet1.xml", "w") as sheet:
            told.write(f'<sst xmlns="{main}">')
            sheet.write(f'<worksheet xmlns="{main}"><sheetData>'.encode())
            for cells in itertools.chain([columns], ([row.get(name) or "" for name in columns] for row in rows)):
                sheet.write(b"<row>")
                for column, text in enumerate(cells):
                    number = texts.get(text) if column else None
                    if number is None:
                        number, count = count, count + 1
                        told.write(f"<si><t>{text}</t></si>")
                        if column:
                            texts[text] = number
                    sheet.write(f'<c t="s"><v>{number}</v></c>'.encode())
                sheet.write(b"</row>")
            sheet.write(b"</sheetData></worksheet>")
            told.write("</sst>")
        new.write(place, "xl/sharedStrings.xml")
    return path


def loaded(tmp_path, rows, of=None, name="cases.csv", **options):
    """Loads rows into an inspection and returns the outcome."""
    options.setdefault("by_name", "tester")
    return load_cases(csv_file(tmp_path / name, rows), of or inspection(), **options)
