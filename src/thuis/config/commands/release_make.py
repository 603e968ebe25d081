"""Release the figures of every closed round that is not in the latest release yet. The site does so daily."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.config.releases import release_closed_rounds
    from thuis.foundation.audit.actions import Operator
    from thuis.foundation.release.files import read_certificate

    release = release_closed_rounds(by=Operator("thuis release make"))
    rows = read_certificate(release.folder)["rows"]
    told = ", ".join(f"{count} {status.replace('_', ' ')}" for status, count in rows.items())
    print(f"version {release.version}, rounds {', '.join(release.round_keys)}: {told}")
    return 0
