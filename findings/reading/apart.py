"""Reads a file in a process of its own and listens to it: progress, result, and every way in which it can end badly."""

import json
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BEAT = 5
COMMAND = (sys.executable, "-m", "findings.reading.child")
END = None


@dataclass(frozen=True)
class Limits:
    """What one file may cost: seconds of the processor, seconds by the clock, bytes of memory, bytes of its answer."""

    seconds: int = 300
    clock: int = 900
    memory: int = 1_500_000_000
    answer: int = 100_000_000


@dataclass(frozen=True)
class Ending:
    """How a reading ended: exactly one of the three. `refused` and `failed` are sentences."""

    result: dict | None = None
    refused: str = ""
    failed: str = ""


def read_apart(content, name, vocabulary, tell, *, limits=None, command=COMMAND):
    """The Ending, or None where `tell(stage, percent)` said to stop. It is asked at least every few seconds."""
    limits = limits or Limits()
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={"LANG": "C.UTF-8", "PYTHONHASHSEED": "0"},  # none of the secrets of this process
    ) as process:
        try:
            return _listen(process, _sent(content, name, vocabulary, limits), tell, limits)
        finally:
            process.kill()


def _sent(content, name, vocabulary, limits):
    known = pickle.dumps(vocabulary)
    head = {"seconds": limits.seconds, "memory": limits.memory, "name": name}
    head |= {"vocabulary": len(known), "content": len(content)}
    return json.dumps(head).encode() + b"\n", known, content


def _listen(process, pieces, tell, limits):
    lines = queue.Queue(maxsize=100)
    threading.Thread(target=_give, args=(process.stdin, pieces), daemon=True).start()
    threading.Thread(target=_take, args=(process.stdout, lines, limits.answer), daemon=True).start()
    began = told_at = time.monotonic()
    stage, percent = "Starting", 0
    if not tell(stage, percent):
        return None
    while True:
        try:
            line = lines.get(timeout=0.5)
        except queue.Empty:
            said = {}
        else:
            if line is END:
                return Ending(failed=_why(process.wait(), limits))
            said = json.loads(line)
        ending = _ending(said, limits)
        if ending:
            return ending
        stage, percent = said.get("stage", stage), said.get("percent", percent)
        now = time.monotonic()
        if now - began > limits.clock:
            return Ending(failed=f"Reading the file took more than {limits.clock:,} seconds and was stopped.")
        if now - told_at > (1 if said else BEAT):
            told_at = now
            if not tell(stage, percent):
                return None


def _give(pipe, pieces):
    """Hands the file over; the pipe stays open, by which the other process knows that this one lives."""
    try:
        for piece in pieces:
            pipe.write(piece)
        pipe.flush()
    except (OSError, ValueError):
        pass  # it ended before it had read everything; its exit code says why


def _take(pipe, lines, most):
    try:
        while line := pipe.readline(most):
            if not line.endswith(b"\n"):
                break
            lines.put(line)
            most -= len(line)
    except (OSError, ValueError):
        pass
    lines.put(END)


def _ending(said, limits):
    if "done" in said:
        return Ending(result=said["done"])
    if "refused" in said:
        return Ending(refused=said["refused"])
    if said.get("failed") == "memory":
        return Ending(failed=_memory(limits))
    if "failed" in said:
        return Ending(failed=f"The reader could not cope with this file ({said['failed']}). Report it as a defect.")
    return None


def _why(code, limits):
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"Reading the file took more than {limits.seconds:,} seconds of the processor and was stopped."
    if code in (-signal.SIGSEGV, -signal.SIGABRT):
        return _memory(limits)
    return "Reading the file ended without an answer. It is damaged, or made to do harm."


def _memory(limits):
    return f"Reading the file needed more than {limits.memory // 1_000_000:,} MB of memory and was stopped."
