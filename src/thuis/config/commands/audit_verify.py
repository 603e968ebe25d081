"""Prove that no recorded deed was altered or removed. Exit code 1 names the first broken event."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--noted", default="", help="the digest that an earlier run showed; proves that no end was cut off"
    )


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.foundation.audit.queries import first_broken_event, has_digest, last_event

    if broken := first_broken_event():
        print(f"Broken at event {broken.pk}: {broken.at.isoformat()} {broken.deed}")
        return 1
    if options.noted and not has_digest(options.noted):
        print("Cut off: the digest that you noted is no longer in the chain.")
        return 1
    last = last_event()
    print(f"Whole, up to event {last.pk}. Note this digest elsewhere: {last.digest}" if last else "Empty.")
    return 0
