"""The row of the table that loads: all cases from a CSV file into a database of their own, and the same rows bare."""

import csv
import os
import random
import statistics
import subprocess
import sys

from benchmarks.installation import environment_of, run
from benchmarks.processes import ROOT

MEGABYTE = 1024  # the system counts in kilobytes
SLUG = "invented-1-inspection-0001"
AREAS = ("missing-children", "police-custody", "section-47", "domestic-abuse")
GRADES = ("good", "requires-improvement", "inadequate")
COLUMNS = ("reference", "area", "sample", "force_grade", "hmicfrs_grade", "referred_back")
# A load of a million takes as long as everything else together: its ratio is of fewer pairs.
FEWER = 500_000


def load(run):
    """Peak memory of the command, its speed as the CPU of a bare insertion against its own, and what it said."""
    installation = run.installation
    folder = installation.folder / "load"
    folder.mkdir(exist_ok=True)
    environment, cluster = empty(folder, installation)
    file = cases_file(folder / "cases.csv", installation.cases)
    place = environment["DATABASE_URL"] or str(folder / "findings.sqlite3")
    peaks, speeds, said = [], [], 0
    for _ in range(1 if installation.cases >= FEWER else run.pairs):
        seconds, peak, said = loaded(environment, file, cluster)
        peaks.append(peak)
        speeds.append(bare(place, cluster) / seconds)
    file.unlink()
    return {"load_peak": max(peaks), "load_speed": statistics.median(speeds), "load_progress": said}


def empty(folder, installation):
    """An installation with one inspection and no cases, made anew."""
    cluster, url = next(iter(installation.beside), None), ""
    for old in folder.glob("findings.sqlite3*"):
        old.unlink()
    if cluster:
        name = f"findings_load_{installation.cases}"
        cluster.ask(f"DROP DATABASE IF EXISTS {name}")
        cluster.ask(f"CREATE DATABASE {name}")
        url = cluster.url_of(name)
    environment = environment_of(folder, url)
    run(environment, "migrate", "-v0")
    run(environment, "load_reference", "-v0")
    run(environment, "generate_demo", "--cases", "0", "--inspections", "1", "--findings", "0", "-v0")
    return environment, cluster


def cases_file(path, number):
    dice = random.Random(1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for place in range(number):
            is_joint = dice.random() < 0.66
            grades = (dice.choice(GRADES) if is_joint else "", dice.choice(GRADES))
            kind = (dice.choice(AREAS), "joint" if is_joint else "additional")
            writer.writerow((f"INV-{place:07}", *kind, *grades, dice.choice(("yes", "no", ""))))
    return path


def loaded(environment, file, cluster):
    """Seconds of CPU, the peak in MB, and the number of reports of progress of one load."""
    before = cluster.cpu() if cluster else 0
    command = [sys.executable, "manage.py", "load_cases", str(file), "--inspection", SLUG]
    with (file.parent / "said").open("w+") as said:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read()
    if process.returncode:
        raise SystemExit(text)
    seconds = usage.ru_utime + usage.ru_stime + (cluster.cpu() - before if cluster else 0)
    return seconds, usage.ru_maxrss / MEGABYTE, text.count("writing: ")


def bare(place, cluster):
    """Seconds of CPU of a bare `executemany` of the rows that were loaded; the table is empty afterwards."""
    cluster_folder = [str(cluster.data)] if cluster else []
    command = [sys.executable, "benchmarks/bare_insert.py", place, *cluster_folder]
    done = subprocess.run(command, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE)
    return float(done.stdout)
