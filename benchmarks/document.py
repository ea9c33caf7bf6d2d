"""docs/performance.md, written from what was measured."""

import os
import platform
import sqlite3
from pathlib import Path

from benchmarks.installation import FINDINGS, INSPECTIONS
from benchmarks.results import markdown, reasons

TEXT = """# How fast, and how large

Written by `make bench` from what it measured, not by hand. {machine}
Measured from {first} to {last}; a line keeps its value until it is measured again.{left_out}

Everything is a ratio within one run, because absolute figures vary several times over on a busy machine. *Floor* is a
view of one line under the same settings, middleware and gunicorn (2 workers × 4 threads); *× floor* is CPU per request
against it, that of the database's processes included. Ratios are medians of {pairs} pairs measured in turn (A B A B).
Python calls, SQL statements, steps of SQLite's machine and bytes do not vary. Both sizes have {inspections} invented
inspections and {findings} findings: what differs between them is single cases alone. Requests per second are those of
one reader who asks for one thing after the other. *Not cached* means that no page is kept; what a process keeps under
the version of the data (choices, counts beside filters, names, counted sets, which rows come first in an order) is
there from the second request on, as it is in use.

{table}

## Not met, and why

{reasons}

## What the peers do

Datasette and Dash read the same SQLite file, on the same machine, in the same run. *Datasette at its best*: no
suggested facets, no counts, the file immutable, two processes, the connection closed after each request. Its rows show
foreign keys as numbers, ours show names. *Dash* groups the single cases in the database with each request, as such an
app would. Our dashboards read what the reports print, and our pages of single cases read a summary that the store
keeps: therefore both dashboards have a line for the pages over single cases too.

*Heap* is the anonymous part of the resident set, without pages of files. Weights are what a first visit transfers; what
a peer sends plain is counted as a proxy before it would compress it. Loading a million is one pair, not five.
"""


def write(path, results):
    fewest, most = results.pairs()
    first, last = results.times()
    left_out = ", ".join(f"{engine} at {cases:,} cases" for engine, cases in results.left_out())
    values = {
        "machine": machine(),
        "first": first,
        "last": last,
        "left_out": f" Not measured: {left_out}." if left_out else "",
        "pairs": f"{most}" if fewest == most else f"{fewest} to {most}",
        "inspections": f"{INSPECTIONS:,}",
        "findings": f"{FINDINGS:,}",
        "table": "\n".join(markdown(results)),
        "reasons": "\n".join(reasons(results)) or "Every bar is met.",
    }
    path.write_text(TEXT.format(**values), encoding="utf-8")


def machine():
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[2]
    return (
        f"{os.cpu_count()} cores of {model}, {memory:.0f} GB, Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version}. The machine did other work meanwhile (load {load:.1f} at the end)."
    )
