import signal
import threading

from django.core.management.base import BaseCommand

from findings.reading.worker import work


class Command(BaseCommand):
    help = "Read the reports that people sent on /entry/read/, one after the other, until stopped. Several may run."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="end when nothing waits any more")

    def handle(self, *, once, **options):
        stop = threading.Event()
        if threading.current_thread() is threading.main_thread():
            for name in (signal.SIGTERM, signal.SIGINT):
                signal.signal(name, lambda number, frame: stop.set())
        work(stop, once=once)
