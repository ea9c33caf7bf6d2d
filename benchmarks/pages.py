"""Rows of the table that are pages: each function measures one row and returns values by name of the bar."""

import json
import statistics

from benchmarks.installation import run as run_program
from benchmarks.processes import GUNICORN, Cost, Server, cpu_of
from benchmarks.run import FLOOR, GZIP


def floor(run):
    costs = [Cost(run.server, FLOOR, GZIP, 100) for _ in range(run.pairs + 1)][1:]
    return {
        "floor_cpu": 1_000 * statistics.median(cost.cpu for cost in costs),
        "floor_rate": 1 / statistics.median(cost.time for cost in costs),
    }


def force(run):
    account = GZIP | run.installation.cookie
    path = f"/forces/{run.installation.force}/"
    line = run.counted(path)
    cpu, rate = run.against_floor(path)
    found = {"force_floor": cpu, "force_rate": rate, "force_sql": line["sql"], "force_calls": line["calls"]}
    found["force_cases"] = run.against_floor(f"/cases/{run.installation.inspection}/", account)[0]
    return found | run.peers.dash(run, "force")


def forces(run):
    line = run.counted("/")
    cpu, rate = run.against_floor("/")
    found = {"forces_floor": cpu, "forces_rate": rate, "forces_sql": line["sql"], "forces_calls": line["calls"]}
    found["areas_floor"] = run.against_floor("/areas/")[0]
    found["forces_cases"] = run.against_floor("/cases/?size=25", GZIP | run.installation.cookie)[0]
    return found | run.peers.dash(run, "forces")


def cached(run):
    path, many = f"/forces/{run.installation.force}/", run.requests * 4
    held = GZIP | {"If-None-Match": run.caching.get(path, GZIP)[2]["ETag"]}
    return {
        "cached": run.against_floor(path, GZIP, run.caching, many)[0],
        "unchanged": run.against_floor(path, held, run.caching, many)[0],
    }


def signed_in(run):
    headers = GZIP | run.installation.cookie
    return {"signed_in": run.against_floor(f"{FLOOR}person/", headers, requests=run.requests * 4)[0]}


def search(run):
    path = "/search/?q=invented"
    return {
        "search_floor": run.against_floor(path)[0],
        "search_sql": run.counted(path)["sql"],
    }


def ready(run):
    """A start of its own each time; the health check asks the database."""
    took, cpu = [], []
    for _ in range(run.pairs):
        server = Server(GUNICORN, run.installation.environment, "/healthz")
        took.append(server.took)
        cpu.append(sum(cpu_of(pid) for pid in server.pids()))
        server.stop()
    return {"ready": statistics.median(took), "ready_cpu": statistics.median(cpu)}


def worker(run):
    """What a process has imported once it has served pages with charts, rows and a search; and what it weighs."""
    paths = ("/", f"/forces/{run.installation.force}/", "/case-grades/", "/search/?q=invented")
    imported = json.loads(run_program(run.installation.environment, *paths, program="benchmarks/imports.py"))
    server = run.start(GUNICORN, {"PAGE_CACHE": "no"})
    for path in paths * 4:
        server.get(path, GZIP)
    return {"worker_imports": len(imported), "worker_memory": server.peak()}
