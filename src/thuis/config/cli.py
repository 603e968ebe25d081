"""The `thuis` command: `thuis roster import FILE`. Each subject and deed is one line in COMMANDS."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from thuis.core.errors import ConfigurationError, ContentError, UserError
from thuis.foundation.database.shortages import shortage

# subject, deed -> module in thuis.config.commands with `arguments(parser)` and `run(options) -> int`
COMMANDS: dict[tuple[str, str], str] = {
    ("demo", ""): "demo",
    ("serve", ""): "serve",
    ("migrate", ""): "migrate",
    ("prepare", ""): "prepare",
    ("work", ""): "work",
    ("audit", "verify"): "audit_verify",
    ("backup", ""): "backup",
    ("backup", "keys"): "backup_keys",
    ("backup", "verify"): "backup_verify",
    ("check-deploy", ""): "check_deploy",
    ("content", "check"): "content_check",
    ("documents", ""): "documents",
    ("docs", "build"): "docs_build",
    ("docs", "reference"): "docs_reference",
    ("enrolment", "import"): "enrolment_import",
    ("institution", "from-duo"): "institution_from_duo",
    ("keys", "destroy"): "keys_destroy",
    ("keys", "load"): "keys_load",
    ("keys", "new"): "keys_new",
    ("keys", "status"): "keys_status",
    ("mail", "bounces"): "mail_bounces",
    ("mail", "status"): "mail_status",
    ("participation", "import"): "participation_import",
    ("participation", "table"): "participation_table",
    ("release", "attack"): "release_attack",
    ("release", "build"): "release_build",
    ("release", "make"): "release_make",
    ("release", "verify"): "release_verify",
    ("restore", ""): "restore",
    ("roster", "import"): "roster_import",
    ("secrets", "create"): "secrets_create",
    ("staff", "forget-authenticator"): "staff_forget_authenticator",
    ("staff", "invite"): "staff_invite",
    ("staff", "sign-out"): "staff_sign_out",
    ("texts", "compile"): "texts_compile",
    ("texts", "extract"): "texts_extract",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.umask(0o077)  # databases, uploads and secrets are for this account alone
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuis.config.settings")
    # Our matrices are small: threads that wait for each other make a build three times as slow when busy.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if words[:1] == ["django"]:
        return _django(words)
    name = _command(words)
    if name is None:
        print(_overview())
        return 2
    return _run(name, words)


def _command(words: Sequence[str]) -> str | None:
    """The module of a command of two words, else of one."""
    pair, single = ("".join(words[:1]), "".join(words[1:2])), ("".join(words[:1]), "")
    return COMMANDS.get(pair) or COMMANDS.get(single)


def _run(name: str, words: Sequence[str]) -> int:
    module = importlib.import_module(f"thuis.config.commands.{name}")
    length = 2 if tuple(words[:2]) in COMMANDS else 1
    parser = argparse.ArgumentParser(prog="thuis " + " ".join(words[:length]), description=module.__doc__)
    module.arguments(parser)
    try:
        return int(module.run(parser.parse_args(words[length:])))
    except (ConfigurationError, ContentError) as error:
        print(error, file=sys.stderr)
    except UserError as error:
        print(_in_words(error), file=sys.stderr)
    except Exception as error:  # noqa: BLE001  # whatever is short of room has words; the rest is a fault
        if (short := shortage(error)) is None:
            raise
        print(_in_words(short), file=sys.stderr)
    return 1


def _in_words(error: UserError) -> str:
    from thuis.foundation.texts.messages import message_for

    _speak()
    from django.utils import translation

    with translation.override("en"):  # as all that commands say
        message = message_for(error.key, error.values)
    return f"{message.title}\n{message.cure}"


def _speak() -> None:
    """A command on files alone has met no settings, and those want the secrets of a site. Words do not."""
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(LANGUAGE_CODE="nl", LOCALE_PATHS=[Path(__file__).resolve().parents[1] / "locale"])
        django.setup()


def _django(words: Sequence[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(list(words))
    return 0


def _overview() -> str:
    lines = [f"  thuis {subject} {deed}".rstrip() for subject, deed in sorted(COMMANDS)]
    return "\n".join(
        ["Commands (each has --help):", *lines, "  thuis django …  any command of Django itself"]
    )
