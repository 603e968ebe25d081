"""Write a document of this installation: the DPIA, the record of processing, or one of the statements."""

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", type=str.lower, choices=("dpia", "record", "privacy", "accessibility"))
    parser.add_argument("--language", choices=("nl", "en"), default="nl")
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help="ends in .md or .pdf")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.config.documents import document
    from thuis.core.errors import InvalidInput
    from thuis.foundation.documents.pdf import prose_pdf

    text = document(options.kind, options.language)
    if options.out.suffix == ".md":
        options.out.write_text(text, encoding="utf-8")
    elif options.out.suffix == ".pdf":
        options.out.write_bytes(prose_pdf(text, options.language))
    else:
        raise InvalidInput("file-is-no-document", file=options.out.name)
    print(f"Wrote {options.out}")
    return 0
