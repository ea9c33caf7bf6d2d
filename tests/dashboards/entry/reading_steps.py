"""What a person does with a reading, as tests need it done."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.findings.reading.sent import REPORT

LIST = "/entry/read/"
SLUG = "exampleshire-2019"


def text(response):
    return response.content.decode()


def send(client, content=REPORT, name="report.txt"):
    return client.post(LIST, {"file": SimpleUploadedFile(name, content)})


def page_of(job, rest=""):
    return f"{LIST}{job.pk}/{rest}"


def see_all(client, job):
    page, times = page_of(job, "polarity/"), 0
    while "I have seen these" in (shown := text(client.get(page))):
        paths = [piece.split('"')[0] for piece in shown.split('name="shown" value="')[1:]]
        values = {one["path"]: one["value"] for one in job.result.values}
        chosen = {path: values[path] if path.endswith(".polarity") else "seen" for path in paths}
        client.post(page, {"act": "polarities", "shown": paths, **chosen})
        times += 1
        assert times < 20


def accept(client, job):
    return client.post(page_of(job), {"act": "accept"})
