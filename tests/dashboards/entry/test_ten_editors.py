"""Ten editors who save at the same moment: nothing of anybody is lost, and the record says who did what."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from findings.actions.draft_document import version_of
from findings.documents.parts import document_from
from findings.models import Revision
from findings.store import record
from findings.store.export import document_of
from tests import synthetic
from tests.conftest import load_everything
from tests.dashboards.entry.test_items import NEW, address
from tests.people import client_of, somebody

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_disk")]
EDITORS = 10


def at_once(acts):
    """Runs each of the acts in a thread of its own, all from the same moment; what each returns, in their order."""
    gate = Barrier(len(acts))

    def run(act):
        try:
            gate.wait(timeout=30)
            return act()
        finally:
            connection.close()

    connection.close()
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def save_at_once(rounds):
    load_everything()
    synthetic.testshire()
    own = [synthetic.finding(f"own-{n}") for n in range(EDITORS)]
    draft = synthetic.load_as_draft(synthetic.document(findings=[*own, synthetic.finding("shared")]))
    people = [somebody("editor", name=f"editor-{n}") for n in range(EDITORS)]
    clients = [client_of(person) for person in people]

    def of(number, turn, seen):
        def act():
            text = f"Editor {number}, round {turn}."
            same = NEW["findings"] | {"summary": text}
            own = clients[number].post(address(draft, "findings", f"key/own-{number}/"), same | {"seen": seen["own"]})
            new = clients[number].post(address(draft, "findings", "new/"), same | {"key": f"new-{number}-{turn}"})
            shared = clients[number].post(address(draft, "findings", "key/shared/"), same | {"seen": seen["shared"]})
            return own.status_code, new.status_code, shared.status_code, text in shared.content.decode()

        return act

    for turn in range(rounds):
        document = document_of(draft)
        shared = version_of(document, "findings/shared")
        acts = [
            of(n, turn, {"own": version_of(document, f"findings/own-{n}"), "shared": shared}) for n in range(EDITORS)
        ]
        answers = at_once(acts)
        assert [answer[:2] for answer in answers] == [(302, 302)] * EDITORS
        # One of them was first; each of the others has both versions before them.
        assert sorted(answer[2] for answer in answers) == [302] + [409] * (EDITORS - 1)
        assert all(is_shown for *_, status, is_shown in answers if status == 409)
    return draft


def everything_is_there(draft, rounds):
    found = {item.key: item.summary for item in document_of(draft).findings}
    for number in range(EDITORS):
        assert found[f"own-{number}"] == f"Editor {number}, round {rounds - 1}."
        for turn in range(rounds):
            assert found[f"new-{number}-{turn}"] == f"Editor {number}, round {turn}."
    changed = Revision.objects.of(draft).filter(what="changed")
    assert changed.count() == rounds * (2 * EDITORS + 1)
    for revision in changed:
        for name, (_, after) in revision.changes.items():
            if name.startswith("findings/"):
                number = after["summary"].split(",")[0].removeprefix("Editor ")
                assert revision.by.username == f"editor-{number}"
    # and the record adds up to what the draft says
    assert document_from(record.recorded_state(draft)) == document_of(draft)


def test_ten_editors_lose_nothing():
    everything_is_there(save_at_once(1), 1)


@pytest.mark.proof
def test_ten_editors_lose_nothing_again_and_again():
    everything_is_there(save_at_once(12), 12)
