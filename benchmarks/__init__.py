"""Scripts that measure the service and print ratios of one run. None is a test, and no test measures time."""
