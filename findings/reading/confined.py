"""Shuts the process that reads a file in: no network, no other program, no files but Python's own and ours.

Two walls, because neither is whole. Where the system lets anybody make namespaces (Linux, unless it is turned off) the
process moves into one without a network: whatever runs in it, machine code included, reaches nobody. The second wall
stands everywhere and is Python's: a hook that cannot be taken out again refuses sockets, other programs and opening any
file outside of the libraries and this project's readers. It holds what Python does; code that broke out of Python into
the machine would pass it, and would still be under the limits and, where there is one, in the namespace.
"""

import ctypes
import os
import sys
import sysconfig
from pathlib import Path

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
NO_NEW_PRIVILEGES = 38
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.startfile")
FORBIDDEN += ("ctypes.", "pty.", "shutil.", "os.remove", "os.rename", "os.link", "os.symlink", "os.putenv", "os.kill")
OURS = Path(__file__).resolve().parents[1]


class ShutInError(Exception):
    """Something tried what reading a report never needs."""


def shut_in():
    """Puts up both walls; True where the network is away for machine code as well. Call it before any thread starts."""
    has_namespace = _leave_the_network()
    _refuse_in_python()
    return has_namespace


def _leave_the_network():
    """Moves this process into a namespace with no network; False where the system does not let it."""
    if not sys.platform.startswith("linux"):
        return False
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return system.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0


def _refuse_in_python():
    libraries = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    allowed = tuple(os.path.realpath(path) + os.sep for path in (*libraries, OURS) if path)

    def hook(event, arguments):
        if event.startswith(FORBIDDEN) or (event == "open" and not _may_open(arguments, allowed)):
            raise ShutInError(event)

    sys.addaudithook(hook)


def _may_open(arguments, allowed):
    path, mode = arguments[0], arguments[1]
    if isinstance(path, int):  # a descriptor that is open already
        return True
    if isinstance(mode, str) and set(mode) & set("wax+"):
        return False
    return os.path.realpath(os.fsdecode(path)).startswith(allowed)
