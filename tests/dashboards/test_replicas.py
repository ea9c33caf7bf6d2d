"""Which database a request reads from: a fit replica for readers, the primary for everything else."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError
from django.http import HttpResponse

from config.environment import Environment
from dashboards import replicas
from dashboards.replicas import PRIMARY, ReplicaMiddleware, ReplicaRouter
from findings.models import Theme


class Database:
    """A replica that says how far it is behind, or does not answer."""

    def __init__(self, lag=0):
        self.lag, self.asked = lag, 0

    @contextmanager
    def cursor(self):
        if self.lag == "away":
            raise OperationalError("gone")
        self.asked += 1
        yield self

    def execute(self, sql, values):
        pass

    def fetchone(self):
        return (self.lag,)

    def close(self):
        pass


@pytest.fixture
def databases(settings, monkeypatch):
    found = {"replica-1": Database(), "replica-2": Database()}
    settings.REPLICAS = list(found)
    monkeypatch.setattr(replicas, "connections", found)
    return found


def asked(rf, method="get", answers=None, path="/", **cookies):
    """The databases from which a request read, in turn."""
    used = []

    def page(request):
        used.append(ReplicaRouter().db_for_read(Theme))
        return HttpResponse(status=(answers or {}).get(used[-1], 200))

    request = getattr(rf, method)(path)
    request.COOKIES.update(cookies)
    response = ReplicaMiddleware(page)(request)
    assert replicas.chosen.get() == PRIMARY
    return used, response.status_code


def test_readers_read_from_a_replica(databases, rf):
    used = {asked(rf)[0][0] for _ in range(40)}
    assert used == {"replica-1", "replica-2"}
    assert asked(rf, "head")[0][0] in databases


def test_writing_and_people_with_an_account_use_the_primary(databases, rf, settings):
    assert asked(rf, "post")[0] == [PRIMARY]
    assert asked(rf, **{settings.SESSION_COOKIE_NAME: "somebody"})[0] == [PRIMARY]
    for path in ("/sign-in/", "/sign-in/link/MQ/set-password/"):
        assert asked(rf, path=path)[0] == [PRIMARY]
    assert ReplicaRouter().db_for_write(Theme) == PRIMARY
    assert not ReplicaRouter().allow_migrate("replica-1", "findings")


def test_without_replicas_everything_is_primary(rf, settings):
    assert settings.REPLICAS == []
    assert asked(rf)[0] == [PRIMARY]


@pytest.mark.parametrize("lag", ["away", None, 10.1, 99, -10.1])
def test_a_replica_that_is_away_or_behind_is_left_alone(databases, rf, lag):
    databases["replica-1"].lag = lag
    assert {asked(rf)[0][0] for _ in range(20)} == {"replica-2"}
    databases["replica-2"].lag = lag
    assert asked(rf)[0] == [PRIMARY]


def test_a_replica_within_the_bound_is_fit(databases, rf):
    databases["replica-1"].lag, databases["replica-2"].lag = 9.9, "away"
    assert asked(rf)[0] == ["replica-1"]


def test_a_replica_that_fails_in_the_middle_is_answered_for_by_the_primary(databases, rf):
    databases["replica-2"].lag = "away"
    used, status = asked(rf, answers={"replica-1": 503})
    assert (used, status) == (["replica-1", PRIMARY], 200)
    assert asked(rf, answers={"replica-1": 500}) == (["replica-1"], 500)


def test_it_is_asked_again_only_after_a_while(databases, rf, monkeypatch, settings):
    databases["replica-2"].lag = "away"
    kept = ReplicaMiddleware(lambda request: HttpResponse())
    now = [1000.0]
    monkeypatch.setattr(replicas.time, "monotonic", lambda: now[0])
    for _ in range(5):
        kept(rf.get("/"))
    assert databases["replica-1"].asked == 1
    databases["replica-1"].lag = "away"
    assert kept.replicas.choose() == "replica-1"
    now[0] += settings.REPLICA_CHECK_SECONDS + 1
    assert kept.replicas.choose() == PRIMARY
    databases["replica-1"].lag = 0
    now[0] += settings.REPLICA_CHECK_SECONDS + 1
    assert kept.replicas.choose() == "replica-1"


def test_settings_that_cannot_be_used_are_named():
    environment = Environment({"DATABASE_REPLICA_URLS": "sqlite:///file, nonsense://host, postgres://u@h/db"})
    assert list(environment.replicas()) == ["replica-1", "replica-3"]
    assert len(environment.problems) == 2
    assert "replicas are PostgreSQL's" in environment.problems[0]
    assert "cannot be understood" in environment.problems[1]
