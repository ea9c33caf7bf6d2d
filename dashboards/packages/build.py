"""A package, written so that the same data give the same bytes: fixed order and times, no word of when or where."""

import csv
import hashlib
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dashboards.packages.tables import package_tables

NAME = "inspection-findings"
SQLITE = f"{NAME}.sqlite3"
DESCRIPTION = "datapackage.json"
EPOCH = (1980, 1, 1, 0, 0, 0)
TYPES = {"whole number": "integer", "number": "number", "share": "number", "date": "date"}
AFFINITIES = {"integer": "INTEGER", "number": "NUMERIC", "date": "TEXT", "string": "TEXT"}
NOTICE = (
    "Figures, dates and names are those of the reports; sentences are ours unless wording says “as printed”. Cite the "
    "inspectorate's report for every number. Rows of case_grades overlap: areas, samples and the whole sample are the "
    "same cases counted again. Absent is not zero."
)


def build(folder):
    """Writes all files of a package into a folder and returns the name of its content."""
    digest = hashlib.sha256()
    tables = package_tables()
    with closing(sqlite3.connect(folder / SQLITE)) as database:
        for table in tables:
            content = _write_table(table, folder, database)
            digest.update(content)
        database.commit()
        database.execute("VACUUM")
    digest.update(json.dumps(_described(tables, "")).encode())
    content = digest.hexdigest()[:16]
    description = json.dumps(_described(tables, content), ensure_ascii=False, indent=1)
    (folder / DESCRIPTION).write_text(description + "\n", encoding="utf-8")
    return content


def zipped(target):
    """Builds a package into a zip file and returns the name of its content."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        content = build(folder)
        with ZipFile(target, "w") as file:
            for path in sorted(folder.iterdir()):
                entry = ZipInfo(path.name, EPOCH)
                entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
                file.writestr(entry, path.read_bytes(), compresslevel=6)
    return content


def _write_table(table, folder, database):
    """The rows as CSV and in SQLite; returns a digest of the CSV file. Texts stay as they are: programs read these."""
    names = list(table.columns)
    kinds = [_type(definition) for definition in table.columns.values()]
    columns = ", ".join(f'"{name}" {AFFINITIES[kind]}' for name, kind in zip(names, kinds, strict=True))
    keys = ", ".join(f'"{name}"' for name in table.key)
    database.execute(f'CREATE TABLE "{table.name}" ({columns}, PRIMARY KEY ({keys}))')
    insert = f'INSERT INTO "{table.name}" VALUES ({", ".join("?" for _ in names)})'
    path = folder / f"{table.name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for row in table.rows():
            values = [value.isoformat() if hasattr(value, "isoformat") else value for value in row]
            writer.writerow(values)
            database.execute(insert, values)
    return hashlib.sha256(path.read_bytes()).digest()


def _type(definition):
    return TYPES.get(definition.kind, "string")


def _described(tables, content):
    """The Frictionless data package: what is in it, and what each column means."""
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": "Child Protection Inspection Findings",
        "version": content,
        "description": NOTICE,
        "resources": [_resource(table) for table in tables],
    }


def _resource(table):
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "title": table.title,
        "description": table.description.strip(),
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [_field(name, definition) for name, definition in table.columns.items()],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }


def _field(name, definition):
    field = {"name": name, "type": _type(definition), "description": definition.meaning}
    if definition.values:
        field["constraints"] = {"enum": [value for value in definition.values if value]}
    return field


def rows_by_key(file, name):
    """Digests of the rows of one table of a zipped package by their key; nothing where it has no such table.

    A new edition repeats what it does not alter: only in the inspection itself is its number something that changed.
    """
    described = json.loads(file.read(DESCRIPTION))
    resource = next((one for one in described["resources"] if one["name"] == name), None)
    if resource is None:
        return {}
    key, besides = resource["schema"]["primaryKey"], () if name == "inspections" else ("edition",)
    with file.open(resource["path"]) as raw, io.TextIOWrapper(raw, encoding="utf-8", newline="") as text:
        found = {}
        for row in csv.DictReader(text):
            values = {column: value for column, value in row.items() if column not in besides}
            found[tuple(row[part] for part in key)] = hashlib.sha256(json.dumps(values).encode()).digest()
        return found


def changed_rows(old, new):
    """What differs between two zipped packages, row by row: (table, key of the row, added, removed or changed)."""
    with ZipFile(old) as before, ZipFile(new) as after:
        names = [one["name"] for file in (after, before) for one in json.loads(file.read(DESCRIPTION))["resources"]]
        for name in dict.fromkeys(names):
            first, second = rows_by_key(before, name), rows_by_key(after, name)
            for key in sorted(first.keys() | second.keys()):
                if first.get(key) != second.get(key):
                    what = "changed" if key in first and key in second else "added" if key in second else "removed"
                    yield name, key, what


def counted(rows):
    """How many rows of each table were added, removed and changed; tables alike are left out."""
    found = {}
    for name, _, what in rows:
        found.setdefault(name, dict.fromkeys(("added", "removed", "changed"), 0))[what] += 1
    return found
