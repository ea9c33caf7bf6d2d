"""Measures every row of the table of docs/performance.md and prints it, aim and verdict beside each value.

Usage: python benchmarks/table.py [--cases 82000 1000000] [--engines sqlite postgresql] [--only ROW …] [--resume]
[--pairs 5] [--requests 20] [--folder FOLDER] [--no-peers] [--show] [--write]

Times are medians of pairs in turn (A B A B), as ratios within one run; what does not vary is counted. Everything is
kept: in FOLDER (var/benchmark) the invented data of each size, an environment with Datasette and Dash, and the values,
so that one row can be measured again alone; beside it a PostgreSQL cluster of its own, where PostgreSQL is installed.
--resume leaves out the rows that have values; --show measures nothing; --write writes the document from the values
there are.
"""

import argparse
import hashlib
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import document, exports, loading, pages, peers, register, weights  # noqa: E402
from benchmarks.installation import prepare  # noqa: E402
from benchmarks.postgres import NotInstalledError, Postgres  # noqa: E402
from benchmarks.processes import ROOT  # noqa: E402
from benchmarks.results import Results, lines_of, markdown  # noqa: E402
from benchmarks.run import Run  # noqa: E402

# The name of each row for --only, the bar that shows that it was measured, and what measures it.
ROWS = {
    "floor": ("floor_cpu", pages.floor),
    "rows": ("rows_floor", register.rows),
    "page": ("page_floor", register.page),
    "growth": ("growth_page", register.growth),
    "deep": ("deep", register.deep),
    "json": ("json_floor", peers.as_json),
    "force": ("force_floor", pages.force),
    "forces": ("forces_floor", pages.forces),
    "cache": ("cached", pages.cached),
    "signed-in": ("signed_in", pages.signed_in),
    "csv": ("csv_first", exports.csv),
    "beside": ("beside", exports.beside),
    "load": ("load_peak", loading.load),
    "search": ("search_floor", pages.search),
    "weight": ("weight_list", weights.weights),
    "worker": ("worker_memory", pages.worker),
    "ready": ("ready", pages.ready),
}


def options_of(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, nargs="+", default=[82_000, 1_000_000])
    parser.add_argument("--engines", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    parser.add_argument("--only", nargs="+", choices=list(ROWS), default=list(ROWS), metavar="ROW")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--requests", type=int, default=20)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "benchmark")
    parser.add_argument("--no-peers", dest="peers", action="store_false")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args(arguments)


def measure(options, results):
    tools = peers.Peers(options.folder, options.peers)
    for engine in options.engines:
        cluster = cluster_of(engine, options.folder)
        if engine == "postgresql" and cluster is None:
            continue
        try:
            small = None
            for cases in sorted(options.cases):
                installation = prepare(options.folder, cases, cluster)
                measure_one(Run(installation, options, tools, small), options, results)
                small = small or installation
        finally:
            if cluster:
                cluster.stop()


def cluster_of(engine, folder):
    """A cluster where PostgreSQL's account reaches it, kept for the next run; None where it is not wanted."""
    if engine == "sqlite":
        return None
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:8]
    try:
        return Postgres(Path(tempfile.gettempdir()) / f"benchmark-postgres-{name}")
    except NotInstalledError as error:
        print(f"{error}: not measured there.")
        return None


def measure_one(run, options, results):
    installation = run.installation
    print(
        f"\n{installation.engine}, {installation.cases:,} invented cases, medians of {options.pairs} pairs", flush=True
    )
    try:
        for row in options.only:
            bar, function = ROWS[row]
            if options.resume and results.has(installation.engine, installation.cases, [bar]):
                continue
            began = time.monotonic()
            values = function(run)
            results.add(installation.engine, installation.cases, values, options.pairs)
            print("\n".join(lines_of(installation.engine, installation.cases, values)))
            print(f"    ({row}: {time.monotonic() - began:.0f} s)", flush=True)
    finally:
        run.stop()


def main():
    options = options_of()
    options.folder = options.folder.resolve()
    options.folder.mkdir(parents=True, exist_ok=True)
    results = Results(options.folder / "results.json")
    if not options.show:
        measure(options, results)
    print("\n" + "\n".join(markdown(results)))
    if options.write:
        document.write(ROOT / "docs" / "performance.md", results)


if __name__ == "__main__":
    main()
