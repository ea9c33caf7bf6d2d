"""What a first visit transfers, compressed: the page and every file that it names."""

import gzip
import re
from urllib.parse import urljoin

from benchmarks.run import GZIP

FILE = re.compile(r'<(?:link|script|img|source)\b[^>]*?\b(?:href|src)="([^"]+)"')
STYLE = re.compile(r"url\([\"']?(?!data:)([^\"')]+)")
PLOTLY = "plotly.min"
# What Dash's page asks for by script, to draw a chart and a choice of forces.
SUITES = "/_dash-component-suites"
DRAWN = tuple(
    f"{SUITES}/{name}"
    for name in ("dash/dcc/async-graph.js", "dash/dcc/async-dropdown.js", "plotly/package_data/plotly.min.js")
)


def weights(run):
    pages = {"weight_list": "/case-grades/", "weight_charts": f"/inspections/{run.installation.inspection}/"}
    found = {name: first_load(run.server, path) for name, path in pages.items()}
    found["weight_admin"] = first_load(run.server, "/admin/findings/theme/", run.installation.cookie)
    if run.peers.apply(run):
        peer = run.peers.datasette(run)
        found["weight_datasette"] = first_load(peer, "/findings/findings_auditedcase?_size=50")
        peer.stop()
        peer = run.peers.dash_app(run)
        asked = ("/_dash-layout", "/_dash-dependencies", *DRAWN)
        sizes = [weight(peer, one)[0] for one in asked]
        if not all(sizes):
            raise SystemExit("Dash does not have the files that its page asks for")
        found["weight_dash"] = first_load(peer, "/", leave_out="nothing") + sum(sizes)
        peer.stop()
    return found


def first_load(server, path, headers=None, leave_out=PLOTLY):
    """KB of a page and its files, each once, plotly's own left out."""
    total, text = weight(server, path, headers)
    waiting, seen = [urljoin(path, name) for name in FILE.findall(text)], set()
    while waiting:
        name = waiting.pop().partition("#")[0]
        if name in seen or leave_out in name or not name.startswith("/"):
            continue
        seen.add(name)
        size, text = weight(server, name, headers)
        total += size
        if name.partition("?")[0].endswith(".css"):
            waiting += [urljoin(name, inner) for inner in STYLE.findall(text)]
    return total


def weight(server, path, headers=None):
    """KB as sent, and the text. What a peer sends plain is counted as a proxy before it would compress it."""
    status, body, sent = server.get(path, GZIP | (headers or {}))
    if status not in (200, 302):
        return 0, ""  # names of pages that are not fetched to show this one
    is_compressed = sent.get("Content-Encoding", sent.get("content-encoding")) == "gzip"
    size = len(body) if is_compressed else min(len(body), len(gzip.compress(body)))
    text = gzip.decompress(body) if is_compressed else body
    return size / 1024, text.decode("utf-8", "replace")
