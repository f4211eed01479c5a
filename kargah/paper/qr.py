"""QR codes as drawings, sharp at every size."""

import io

import segno


def svg(text: str, *, error: str = "q", scalable: bool = False) -> bytes:
    """An SVG of `text`, four modules of quiet zone included; `error` is the level of correction (l, m, q, h).

    A `scalable` one has no size of its own: it fills the box in which it stands.
    """
    drawing = io.BytesIO()
    segno.make(text, error=error, micro=False).save(
        drawing,
        kind="svg",
        border=4,
        scale=4,
        dark="#000",
        light="#fff",
        xmldecl=False,
        omitsize=scalable,
        svgclass=None,
        lineclass=None,
    )
    return drawing.getvalue()
