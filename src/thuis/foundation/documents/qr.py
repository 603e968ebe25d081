"""QR codes as SVG, for pages and for documents."""

from io import BytesIO

import segno


def qr_svg(address: str, title: str, *, shown_as: str = "") -> str:
    """The code of an address as one SVG element, with `title` for who cannot see it.

    Error correction M, and the quiet zone of four modules that the standard asks for (ISO/IEC 18004).
    `shown_as` is the class of the element on a page.
    """
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        border=4,
        dark="#000",
        light="#fff",
        title=title,
        xmldecl=False,
        omitsize=True,
        svgclass=shown_as or None,
        lineclass=None,
    )
    return out.getvalue().decode().strip()
