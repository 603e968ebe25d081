"""A worker of its own process that empties the letterbox again and again, until it is killed."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"


def main(key, default, responses):
    from django import setup
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = default
    settings.DATABASES["responses"]["NAME"] = responses
    setup()
    from thuis.rooms.monitor.actions.letterbox import empty_letterbox
    from thuis.rooms.monitor.models import Round

    round = Round.objects.get(key=key)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        empty_letterbox(round=round)


if __name__ == "__main__":
    main(*sys.argv[1:])
