"""The process in which one file is read: no database, settings, secrets or network; limits on memory and time.

Standard input: a line of JSON with the limits, then the vocabulary and the file. Standard output: lines of JSON, how
far it is and at last what was read. Whatever a file does to this process, it does to nothing else.
"""

import json
import os
import pickle
import resource
import sys
import threading
from decimal import Decimal

from findings.documents.yaml_form import write_text
from findings.readers.report.extract import PDF, extract, form_of
from findings.readers.report.read import read_report
from findings.readers.report.source import UnreadableReportError
from findings.reading.confined import shut_in

WORDS_OUT = 88  # per cent of the work, for a PDF


def main():
    given, told = sys.stdin.buffer, os.fdopen(os.dup(1), "w", encoding="ascii")
    head = json.loads(given.readline())
    _limit(head["seconds"], head["memory"])
    vocabulary = pickle.loads(given.read(head["vocabulary"]))
    content = given.read(head["content"])
    shut_in()
    threading.Thread(target=_end_with_the_parent, args=(given,), daemon=True).start()

    def tell(**what):
        print(json.dumps(what), file=told, flush=True)

    try:
        tell(done=_read(content, head["name"], vocabulary, tell))
    except UnreadableReportError as refusal:
        tell(refused=str(refusal))
    except MemoryError:
        tell(failed="memory")
    except Exception as error:  # whatever it is, its text may hold words of the report: only its kind is told
        tell(failed=type(error).__name__)


def _limit(seconds, memory):
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _end_with_the_parent(given):
    """Standard input stays open as long as the worker lives."""
    given.read()
    os._exit(1)


def _read(content, name, vocabulary, tell):
    tell(stage="Taking the words out", percent=0)
    if form_of(content) == PDF and b"obj" not in content:  # else the parser looks for one through every byte
        raise UnreadableReportError("The PDF is broken and cannot be read (nothing stands in it).")

    def progress(page, pages):
        tell(stage=f"Page {page} of {pages}", percent=WORDS_OUT * page // pages)

    source = extract(content, name, progress)
    tell(stage="Reading", percent=WORDS_OUT)
    reading = read_report(source, vocabulary)
    return _plain(
        {
            "document": write_text(reading.document),
            "missing": list(reading.missing),
            "values": [
                {"path": one.path, "value": one.value, **_place(one.place), "confidence": one.confidence}
                for one in reading.values
            ],
            "doubts": [_doubt(one) for one in reading.doubts],
            "ignored": [_doubt(one) for one in reading.ignored],
            "lines": [[line.text, line.page] for line in source.lines],
        }
    )


def _place(place):
    return {"line": place.line, "line_to": place.line_to, "page": place.page} if place else {}


def _doubt(doubt):
    return {**_place(doubt.place), "what": doubt.what, "why": doubt.why}


def _plain(value):
    """As JSON has it, and without what no database keeps: NUL, and halves of characters."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "model_dump"):
        return _plain(value.model_dump(exclude_none=True))
    if isinstance(value, str):
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if value is None or isinstance(value, int | float) else str(value)


if __name__ == "__main__":
    main()
