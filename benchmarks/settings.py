"""The settings of the service, with one more address: the floor, a view of one line."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.addresses"
API_RATE = SEARCH_RATE = EXPORT_RATE = UPLOAD_RATE = 1_000_000
