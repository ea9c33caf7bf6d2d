"""What does not vary from run to run: SQL statements, Python calls, steps of SQLite's virtual machine and bytes.

Of one request each; runs inside the project. Calls are those of a request with its test client.

Prints one JSON object a line for each address given. Usage: invariants.py [--session KEY] ADDRESS…
"""

import argparse
import gzip
import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


class Calls:
    """Counts calls of Python functions."""

    def __init__(self):
        self.number = 0

    def __call__(self, frame, event, argument):
        if event == "call":
            self.number += 1


def steps_of(client, address):
    """Steps of SQLite's virtual machine for one request; None on PostgreSQL."""
    if connection.vendor != "sqlite":
        return None
    steps = 0

    def step():
        nonlocal steps
        steps += 1

    connection.ensure_connection()
    connection.connection.set_progress_handler(step, 1)
    list(client.get(address))
    connection.connection.set_progress_handler(None, 1)
    return steps


def measure(client, address):
    """The second request counts: the first fills what a process keeps (templates, names of columns)."""
    list(client.get(address))
    steps = steps_of(client, address)
    with CaptureQueriesContext(connection) as queries:
        calls = Calls()
        sys.setprofile(calls)
        response = client.get(address)
        body = b"".join(response)
        sys.setprofile(None)
    return {
        "address": address,
        "status": response.status_code,
        "sql": len(queries),
        "calls": calls.number,
        "steps": steps,
        "bytes": len(gzip.compress(body, 6)),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--session")
    parser.add_argument("addresses", nargs="+")
    options = parser.parse_args()
    settings.PAGE_CACHE = False
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    if options.session:
        client.cookies[settings.SESSION_COOKIE_NAME] = options.session
    for address in options.addresses:
        print(json.dumps(measure(client, address)), flush=True)
