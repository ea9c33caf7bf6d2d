"""Log lines as JSON, one object a line, for systems that collect them."""

import json
import logging

EXTRA = ("method", "path", "status", "milliseconds", "queries", "view", "sql")


class JsonFormatter(logging.Formatter):
    """Time, level, logger, request and message; and what a line of ours says besides (`EXTRA`)."""

    def format(self, record):
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": getattr(record, "request_id", "-"),
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in EXTRA if hasattr(record, name)}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
