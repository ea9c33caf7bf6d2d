"""Answers that are sent while they are made: what they were begun under holds until their last piece."""


class HeldStream:
    """The pieces of an answer; `end` is called once they are sent, or given up. A server closes every answer."""

    def __init__(self, pieces, end):
        self._pieces, self._end = pieces, end

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._pieces)

    def close(self):
        close = getattr(self._pieces, "close", None)
        try:
            if close is not None:
                close()
        finally:
            self._end()


class StreamWithin(HeldStream):
    """Each piece is made with a context variable as it was when the answer was begun."""

    def __init__(self, pieces, variable, value):
        super().__init__(pieces, lambda: None)
        self._variable, self._value = variable, value

    def __next__(self):
        token = self._variable.set(self._value)
        try:
            return next(self._pieces)
        finally:
            self._variable.reset(token)


def is_made_while_sent(response):
    """A file on disk is streamed too, but made already."""
    return response.streaming and not hasattr(response, "file_to_stream")
