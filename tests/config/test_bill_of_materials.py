"""What the service runs on, listed for somebody else: every package, its digests, and no place where one got it."""

from config.bill_of_materials import without_origins


def test_packages_are_listed_with_their_digests_and_without_a_place():
    digest = {"alg": "SHA-256", "content": "00"}
    place = {"type": "distribution", "url": "https://index.example/simple/one/", "hashes": [digest]}
    listed = {
        "components": [{"name": "one", "version": "1", "externalReferences": [place, place]}, {"name": "two"}],
        "metadata": {"tools": {"components": [{"name": "tool", "externalReferences": [place]}]}},
    }
    listed = without_origins(listed)
    assert listed["components"][0] == {"name": "one", "version": "1", "hashes": [digest, digest]}
    assert "example" not in str(listed)
