"""How far a load has come, for the person at the terminal."""

import sys
import time

WIDTH = 30
PAUSE = 0.2


class Silent:
    """Says nothing."""

    def reading(self, rows):
        pass

    def writing(self, rows, of):
        pass

    def done(self):
        pass


class Bar(Silent):
    """Plain text: one line that grows where there is a terminal, one line for every tenth where there is none."""

    def __init__(self, stream=None):
        self.stream = stream or sys.stderr
        self.is_terminal = bool(getattr(self.stream, "isatty", lambda: False)())
        self.last, self.tenth = 0.0, 0

    def reading(self, rows):
        if self.is_terminal and self._is_time():
            self.stream.write(f"\rreading: {rows:,} rows")
            self.stream.flush()

    def writing(self, rows, of):
        tenth = 10 * rows // of if of else 10
        if self.is_terminal and (self._is_time() or rows == of):
            filled = WIDTH * rows // of
            self.stream.write(f"\rwriting: [{'#' * filled}{'.' * (WIDTH - filled)}] {rows:,} of {of:,} rows")
            self.stream.flush()
        elif not self.is_terminal and tenth > self.tenth:
            self.tenth = tenth
            self.stream.write(f"writing: {rows:,} of {of:,} rows\n")

    def done(self):
        if self.is_terminal:
            self.stream.write("\n")

    def _is_time(self):
        now = time.monotonic()
        if now - self.last < PAUSE:
            return False
        self.last = now
        return True
