"""A process of its own that hands in for one student after the other and says so, until it is killed."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"


def main(key, default, responses, *tokens):
    from django import setup
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = default
    settings.DATABASES["responses"]["NAME"] = responses
    setup()
    from thuis.rooms.monitor.actions.answering import submit_answers
    from thuis.rooms.monitor.queries.visits import visit_by_token

    visits = [visit_by_token(token) for token in tokens]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for visit in visits:
        submit_answers(visit=visit, language="nl")
        sys.stdout.write(f"{visit.token}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
