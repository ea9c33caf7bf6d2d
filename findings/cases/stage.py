"""A whole file checked and laid out on disk, before the database is touched.

Every problem of every row is found, references that occur twice too, and memory does not grow with rows: the checked
rows lie in a temporary SQLite file, which is no part of the installation's database. Slow reading holds no lock.
"""

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from findings.cases.check import Case, RowChecker
from findings.cases.problems import CaseFileError, Problems, quoted
from findings.cases.source import MOST_ROWS, open_rows

BATCH = 2_000
TABLE = (
    "CREATE TABLE staged (line INTEGER PRIMARY KEY, reference TEXT NOT NULL UNIQUE, area INTEGER, sample TEXT, "
    "force_grade INTEGER, hmicfrs_grade INTEGER, referred_back TEXT)"
)


class Staged:
    """The checked rows of one file."""

    def __init__(self, connection, rows):
        self.connection = connection
        self.rows = rows

    def batches(self):
        """Lists of cases in the order of the file."""
        cursor = self.connection.execute(f"SELECT {', '.join(Case._fields)} FROM staged ORDER BY line")
        while rows := cursor.fetchmany(BATCH):
            yield [Case(*row) for row in rows]


@contextmanager
def staged(path, inspection, progress):
    """Yields the checked rows of the file, or raises CaseFileError with every problem."""
    with TemporaryDirectory(prefix="cases-") as folder:
        connection = sqlite3.connect(Path(folder) / "staged.sqlite3", isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(TABLE)
            connection.execute("BEGIN")
            problems = Problems()
            with open_rows(path) as rows:
                count = _stage(connection, rows, RowChecker(inspection, problems), problems, progress)
            problems.raise_if_any()
            yield Staged(connection, count)
        finally:
            connection.close()


def _stage(connection, rows, checker, problems, progress):
    number, cells = next(rows, (1, []))
    checker.heading(cells)
    problems.raise_if_any()  # without the columns nothing else can be said
    count = 0
    for batch in _batches(rows, problems):
        cases = [(row, case) for row, cells in batch if (case := checker.case(row, cells))]
        count += len(batch)
        if count > MOST_ROWS:
            problems.add(number + count, "", f"more than {MOST_ROWS:,} rows", "fewer; split the file")
            break
        _put(connection, cases, problems)
        progress.reading(count)
    if count == 0:
        problems.add(0, "", "a heading and nothing below it", "one row for each case")
    return count


def _batches(rows, problems):
    """Rows by the batch; where the file cannot be read on, that is one more problem and the end."""
    batch = []
    try:
        for row in rows:
            batch.append(row)
            if len(batch) == BATCH:
                yield batch
                batch = []
    except CaseFileError as error:
        for problem in error.problems:
            problems.add(problem.row, problem.column, problem.found, problem.expected)
    if batch:
        yield batch


def _put(connection, cases, problems):
    """One statement a batch; row by row only where a reference comes twice."""
    values = [(row, *case) for row, case in cases]
    before = connection.total_changes
    connection.executemany("INSERT OR IGNORE INTO staged VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    if connection.total_changes - before == len(values):
        return
    for row, case in cases:
        (first,) = connection.execute("SELECT line FROM staged WHERE reference = ?", [case.reference]).fetchone()
        if first != row:
            problems.add(row, "reference", f"{quoted(case.reference)} again", f"it once; it stands in row {first} too")
