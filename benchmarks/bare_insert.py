"""The same rows by a bare `executemany`: reads the single cases of a database, empties the table, and inserts them.

Prints the seconds of CPU of the insertion and its commit, those of the database's processes included, for all the rows
there were, and leaves the database without cases and loads. Usage:
bare_insert.py DATABASE_FILE_OR_URL [DATA_FOLDER_OF_THE_CLUSTER]
"""

import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg2

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.postgres import cpu_of_cluster  # noqa: E402

TABLE = "findings_auditedcase"
# Row by row over a connection a million takes a quarter of an hour: on PostgreSQL so many stand for all.
MOST = 100_000
LEFT = (TABLE, "findings_casecount", "findings_caseload")


def opened(place):
    if place.startswith("postgres:"):
        return psycopg2.connect(place), "%s"
    database = sqlite3.connect(place)
    database.execute("PRAGMA synchronous=NORMAL")
    database.execute("PRAGMA foreign_keys=ON")
    return database, "?"


def main(place, data=None):
    def clock():
        return time.process_time() + (cpu_of_cluster(Path(data)) if data else 0)

    database, mark = opened(place)
    with closing(database), closing(database.cursor()) as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {TABLE}")
        number = cursor.fetchone()[0]
        cursor.execute(f"SELECT * FROM {TABLE} ORDER BY id LIMIT {MOST if data else number}")
        names = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
        cursor.execute(f"DELETE FROM {TABLE}")
        database.commit()
        insert = f"INSERT INTO {TABLE} ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})"
        began = clock()
        cursor.executemany(insert, rows)
        database.commit()
        print((clock() - began) * number / len(rows))
        for table in LEFT:
            cursor.execute(f"DELETE FROM {table}")
        database.commit()


if __name__ == "__main__":
    main(*sys.argv[1:])
