"""What an analyst would use instead, upon the same SQLite file: Datasette, and an app of Plotly Dash.

Both are installed into an environment of their own, in the folder of the benchmark, when a row first needs them.
"""

import json
import subprocess
import sys

from benchmarks.processes import ROOT, Cost, Server
from benchmarks.run import FLOOR, GZIP

PACKAGES = ("datasette==0.65.5", "dash==4.4.1", "pandas", "gunicorn")
CLOSED = {"Connection": "close"}
# No suggestion of facets, no limit on a file.
BEST = ("--setting", "suggest_facets", "off", "--setting", "max_csv_mb", "0")
READY = "/-/versions.json"


class Peers:
    def __init__(self, folder, wanted):
        self.place, self.wanted = folder / "peers", wanted

    def apply(self, run):
        """Peers read the SQLite file; there is nothing to ask them on PostgreSQL."""
        return self.wanted and run.installation.engine == "SQLite"

    def python(self):
        python = self.place / "bin" / "python"
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(self.place)], check=True)
            subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        return str(python)

    def datasette(self, run):
        """At its best: two processes, the file immutable, so that it is neither watched nor counted anew."""
        file = str(run.installation.file)
        command = [self.python(), "-m", "datasette", "serve", "-p", "{port}", *BEST, "--immutable", file]
        return Server(command, ready=READY, copies=2)

    def datasette_plain(self, run):
        command = [self.python(), "-m", "datasette", "serve", "-p", "{port}", str(run.installation.file)]
        return Server(command, ready=READY)

    def dash_app(self, run):
        command = [self.python(), "-m", "gunicorn", "--workers", "2", "--threads", "4", "-b", "127.0.0.1:{port}"]
        settings = {"DASH_FILE": str(run.installation.file)}
        return Server([*command, "dash_app:server"], settings, "/_dash-layout", folder=ROOT / "benchmarks")

    def dash(self, run, what):
        """CPU of the callback that draws one force, or all, against the floor."""
        if not self.apply(run):
            return {}
        peer = self.dash_app(run)
        headers = {"Content-Type": "application/json"}
        body = drawn(run.installation.force_pk if what == "force" else None)
        other = (peer, "/_dash-update-component", headers)
        cpu, _ = run.against((run.server, FLOOR, GZIP), other, bodies=(None, body))
        peer.stop()
        return {f"{what}_dash": cpu}


def drawn(force):
    """The request of a browser that has chosen a force in the app."""
    output = {"id": "grades", "property": "figure"}
    asked = {"id": "force", "property": "value", "value": force}
    return json.dumps(
        {"output": "grades.figure", "outputs": output, "inputs": [asked], "changedPropIds": ["force.value"]}
    )


def case_rows(installation, size=50, ending=".json"):
    return f"/findings/findings_auditedcase{ending}?_size={size}&force_id={installation.force_pk}"


def as_json(run):
    """A hundred rows as JSON from the API, and from Datasette, where foreign keys stay numbers, which is less work."""
    ours = (run.server, "/api/v1/case-grades/?size=100", GZIP)
    found = {"json_floor": run.against((run.server, FLOOR, GZIP), ours)[0]}
    if run.peers.apply(run):
        peer = run.peers.datasette(run)
        path = "/findings/findings_gradecount.json?_size=100&_nocount=1&_nofacet=1"
        found["json_datasette"] = run.against(ours, (peer, path, CLOSED))[0]
        peer.stop()
    return found


def stream_costs(server, path, headers, requests):
    """CPU of a row of a stream: that of the whole answer by its lines."""
    rows = server.get(path, headers)[1].count(b"\n") - 1
    return Cost(server, path, headers, requests).cpu / rows
