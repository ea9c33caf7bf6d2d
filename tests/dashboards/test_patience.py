"""A replica that neither answers nor hangs up is given up; of everybody else one waits as long as it takes."""

import socket
import threading

import pytest
from psycopg2 import OperationalError, extensions

from config.environment import Environment
from dashboards import patience


class Connection:
    """One end of a pair of sockets: it has its answer once something was sent to it."""

    def __init__(self, name, status=extensions.STATUS_READY):
        self.near, self.far = socket.socketpair()
        self.near.setblocking(False)
        self.dsn, self.status = f"host=127.0.0.1 application_name={name}", status

    def poll(self):
        try:
            self.near.recv(1)
        except BlockingIOError:
            return extensions.POLL_READ
        return extensions.POLL_OK

    def fileno(self):
        return self.near.fileno()

    def close(self):
        self.near.close()
        self.far.close()


@pytest.fixture
def connect(monkeypatch):
    """Makes connections, which end with the test."""
    monkeypatch.setattr(patience, "TO_CONNECT", 0.01)
    made = []

    def connect(*arguments, answers=False):
        made.append(Connection(*arguments))
        if answers:
            later = threading.Timer(0.05, made[-1].far.send, [b"."])
            later.start()
            made.append(later)
        return made[-2] if answers else made[-1]

    yield connect
    for one in reversed(made):
        one.join() if isinstance(one, threading.Timer) else one.close()


def test_a_replica_that_does_not_answer_is_given_up(connect):
    with patience.at_most(0.01), pytest.raises(OperationalError, match="does not answer"):
        patience.wait(connect(patience.NAME))
    with pytest.raises(OperationalError, match="does not answer"):
        patience.wait(connect(patience.NAME, extensions.STATUS_SETUP))


def test_one_that_answers_in_time_is_heard(connect):
    patience.wait(connect(patience.NAME, answers=True))


def test_the_primary_is_waited_for(connect):
    with patience.at_most(0.01):
        patience.wait(connect("findings", answers=True))


def test_connections_to_replicas_carry_the_name_whatever_the_address_says():
    environment = Environment({"DATABASE_REPLICA_URLS": "postgres://u@h/db?application_name=other"})
    assert environment.replicas()["replica-1"]["OPTIONS"]["application_name"] == patience.NAME
