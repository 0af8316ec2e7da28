"""QR codes as SVG in the page, drawn on the server: nothing is asked of another site."""

import io

import segno
from markupsafe import Markup

SCALE = 5


def qr_svg(text: str, title: str) -> Markup:
    """A picture of the text for a camera; ``title`` is what is read aloud in its place."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, scale=SCALE, border=4, dark="#000", light="#fff", title=title,
        svgclass="qr", lineclass=None, omitsize=True, nl=False,
    )  # fmt: skip
    return Markup(out.getvalue().decode().replace("<svg ", '<svg role="img" ', 1))  # noqa: S704 - segno escapes the title, everything else is its own
