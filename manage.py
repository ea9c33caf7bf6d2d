#!/usr/bin/env python3
"""Django's command line for this project."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from inspections.no_room import SENTENCE, is_no_room

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # Whoever starts the service needs the sentences, not the way through the code to them.
        sys.exit(str(error))
    except Exception as error:
        if not is_no_room(error):
            raise
        sys.exit(SENTENCE)
