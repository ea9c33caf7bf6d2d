"""Gunicorn: two workers of four threads each, so that a slow reader or a long export stops nobody else."""

import os

bind = "127.0.0.1:" + os.environ.get("PORT", "8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = 4
timeout = 120
accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True
wsgi_app = "config.wsgi:application"
