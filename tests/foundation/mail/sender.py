"""A worker that only delivers, in a process of its own, so that a test can kill it: `DATABASE PORT`."""

import os
import sys


def main(database, port):
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(port)
    import django

    django.setup()
    from thuis.foundation.mail.actions import deliver_due
    from thuis.foundation.mail.letters import Letter, MailKind

    kinds = {"test": MailKind(lambda reference, language: Letter("Hoi", "Hoe gaat het?\n"))}
    while True:
        deliver_due(kinds, rate=0, seconds=5)


if __name__ == "__main__":
    main(*sys.argv[1:])
