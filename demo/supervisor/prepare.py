"""Bring the demo's database up to date and fill it, in one process: each start of Django takes a second.

With ``--empty`` it is not filled.
"""

import os
import sys

import django
from django.core.management import call_command

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    print("Bringing the database up to date …", flush=True)
    call_command("migrate", verbosity=0)
    if "--empty" not in sys.argv:
        print("Filling the demo world, where it is empty …", flush=True)
        call_command("demo_world")
