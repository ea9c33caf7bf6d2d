"""Gunicorn: two workers of four threads each, so that a slow reader or a long export stops nobody else."""

import os
import shutil
from pathlib import Path

from config.environment import Environment

bind = "127.0.0.1:" + os.environ.get("PORT", "8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = 4
timeout = 120
limit_request_line = 8190  # a shortlist of a hundred items is one address
accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True
wsgi_app = "config.wsgi:application"

if os.environ.get("METRICS_TOKEN"):
    # Workers share their counts through files in this folder, named before the library is imported; those of an
    # earlier run would count twice.
    _counts = Path(Environment().data_dir()) / "metrics"
    shutil.rmtree(_counts, ignore_errors=True)
    _counts.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_counts)
