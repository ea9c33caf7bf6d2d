"""Many cases into the table at once: one statement for hundreds of rows, on either engine, and no object a row."""

from itertools import islice

from django.db import connection

from findings.models import AuditedCase

COLUMNS = (
    *("inspection_id", "force_id", "load_id", "reference", "area_id"),
    *("sample", "force_grade_id", "hmicfrs_grade_id", "referred_back"),
)
AT_ONCE = 400
TABLE = AuditedCase._meta.db_table
INSERT = f"INSERT INTO {TABLE} ({', '.join(COLUMNS)}) VALUES "
PLACES = f"({', '.join(['%s'] * len(COLUMNS))})"
UPDATE = (
    f"UPDATE {TABLE} SET load_id = %s, area_id = %s, sample = %s, force_grade_id = %s, hmicfrs_grade_id = %s, "
    "referred_back = %s WHERE id = %s"
)


def insert_cases(inspection, load, cases):
    """Adds cases of one inspection; within the caller's transaction, who counts them afterwards."""
    head = (inspection.pk, inspection.force_id, load.pk)
    cases = iter(cases)
    with connection.cursor() as cursor:
        while batch := list(islice(cases, AT_ONCE)):
            values = [value for case in batch for value in (*head, *case)]
            cursor.execute(INSERT + ", ".join([PLACES] * len(batch)), values)


def update_cases(load, changed):
    """Changes cases that are there: pairs of key and case."""
    with connection.cursor() as cursor:
        cursor.executemany(UPDATE, [(load.pk, *case[1:], key) for key, case in changed])
