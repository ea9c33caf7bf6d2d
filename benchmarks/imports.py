"""Prints the modules of plotly and pandas that a web worker has imported when it has served the addresses given."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config.wsgi import application  # noqa: E402


def serve(address):
    """One request as gunicorn would hand it over."""
    path, _, query = address.partition("?")
    statuses = []
    request = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "HTTP_HOST": "127.0.0.1",
        "wsgi.input": sys.stdin.buffer,
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
    b"".join(application(request, lambda status, headers, *rest: statuses.append(status)))
    return statuses[0]


if __name__ == "__main__":
    for asked in sys.argv[1:]:
        if not serve(asked).startswith("200"):
            raise SystemExit(f"{asked} is not answered")
    print(json.dumps([name for name in sys.modules if name.split(".")[0] in ("plotly", "pandas")]))
