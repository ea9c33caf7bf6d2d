"""Rows of the table that are files of all cases: memory, first byte, the peer's stream, and who reads beside them."""

import statistics
import threading
import time

from benchmarks.peers import CLOSED, stream_costs
from benchmarks.processes import GUNICORN
from benchmarks.run import GZIP

BLOCK, MOST_AT_ONCE = 65_536, 100_000
READ = "/glossary/", "/case-grades/?size=25", "/findings/?size=25"


def csv(run):
    found = {"csv_first": first_byte(run)}
    if run.small:
        found["csv_heap"] = largest_heap(run, run.installation) - largest_heap(run, run.small)
    if run.peers.apply(run):
        peer = run.peers.datasette(run)
        ours, theirs, ratios = *streams(run.installation), []
        for _ in range(run.pairs):
            own = stream_costs(run.server, ours, run.installation.cookie, 1)
            ratios.append(stream_costs(peer, theirs, CLOSED, 1) / own)
        found["csv_datasette"] = statistics.median(ratios)
        peer.stop()
    return found


def streams(installation):
    """The addresses of ours and of Datasette's: all cases where they are few, else those of one force."""
    theirs = "/findings/findings_auditedcase.csv?_size=max&_stream=on"
    if installation.cases <= MOST_AT_ONCE:
        return "/cases.csv", theirs
    return f"/cases.csv?force={installation.force}", f"{theirs}&force_id={installation.force_pk}"


def first_byte(run):
    took = []
    for _ in range(run.pairs):
        began = time.monotonic()
        connection = run.server.connect()
        connection.request("GET", "/cases.csv", headers=run.installation.cookie)
        answer = connection.getresponse()
        answer.read(1)
        took.append(time.monotonic() - began)
        answer.close()
        connection.close()
    return statistics.median(took)


def largest_heap(run, installation):
    """The most that a server of one worker holds itself while it writes the whole file, looked at all the time."""
    server = run.start(GUNICORN, {"PAGE_CACHE": "no", "WEB_WORKERS": "1"}, installation)
    server.get(f"/cases.csv?force={installation.force}", installation.cookie)
    most, connection = 0, server.connect()
    connection.request("GET", "/cases.csv", headers=installation.cookie)
    answer, blocks = connection.getresponse(), 0
    while answer.read(BLOCK):
        blocks += 1
        if blocks % 16 == 0:
            most = max(most, server.heap())
    connection.close()
    return max(most, server.heap())


class Exports:
    """So many readers who take the whole file again and again until they are stopped."""

    def __init__(self, server, headers, number=2):
        self.server, self.headers, self.over = server, headers, threading.Event()
        self.threads = [threading.Thread(target=self._read) for _ in range(number)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        time.sleep(1)

    def __exit__(self, *error):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _read(self):
        while not self.over.is_set():
            connection = self.server.connect()
            connection.request("GET", "/cases.csv", headers=self.headers)
            answer = connection.getresponse()
            while not self.over.is_set() and answer.read(BLOCK):
                pass
            answer.close()
            connection.close()


def beside(run):
    """The median time of some pages, quiet and beside two exports, in turn; the middle of those ratios."""
    ratios = []
    for path in READ * 4:
        run.server.get(path, GZIP)
    for _ in range(run.pairs):
        quiet = median_time(run)
        with Exports(run.server, run.installation.cookie):
            ratios.append(median_time(run) / quiet)
    return {"beside": statistics.median(ratios)}


def median_time(run):
    took = []
    for number in range(run.requests):
        began = time.monotonic()
        run.server.get(READ[number % len(READ)], GZIP)
        took.append(time.monotonic() - began)
    return statistics.median(took)
