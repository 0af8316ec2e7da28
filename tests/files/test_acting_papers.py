"""A paper does nothing by itself and calls nobody, wherever an action or an address hides in it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from shared.files.worker import rewrite
from shared.kernel.files import FileKind
from tests.files import samples

CALLED = "away.example"
"""Where each of these papers would lead, or whom it names."""
_URI = Dictionary(S=Name.URI, URI=String(f"http://{CALLED}/"))
_LAUNCH = Dictionary(S=Name.Launch, F=String(f"/{CALLED}/program"))
Hides = Callable[[pikepdf.Pdf], None]


def _link(**facts: Any) -> Hides:
    def hide(paper: pikepdf.Pdf) -> None:
        paper.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 99, 99], **facts)])

    return hide


def _after_turning_a_page(after: Dictionary | Array) -> Hides:
    return _link(A=Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]), Next=after))


def _in_catalogue(name: str, value: Dictionary | Array) -> Hides:
    return lambda paper: setattr(paper.Root, name, value)


def _form_of_another_file(paper: pikepdf.Pdf) -> None:
    form = pikepdf.Stream(paper, b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
    form.Ref = Dictionary(F=String(f"//{CALLED}/share.pdf"), Page=0)
    paper.pages[0].Resources = Dictionary(XObject=Dictionary(X=paper.make_indirect(form)))


def _content_elsewhere(paper: pikepdf.Pdf) -> None:
    content = pikepdf.Stream(paper, b"", F=Dictionary(FS=Name.URL, F=String(f"http://{CALLED}/")))
    paper.pages[0].Contents = paper.make_indirect(content)


HIDDEN: dict[str, Hides] = {
    "a link behind a turned page": _after_turning_a_page(_URI),
    "a program behind a turned page": _after_turning_a_page(_LAUNCH),
    "one of several behind a turned page": _after_turning_a_page(Array([Dictionary(S=Name.Named, N=Name.Print), _URI])),
    "another file behind a turned page": _after_turning_a_page(Dictionary(S=Name.GoToR, F=String(CALLED))),
    "an action from before": _link(PA=_URI),
    "an action whose kind is a text": _link(A=Dictionary(S=String("/GoTo"), URI=String(CALLED))),
    "a form that is another file": _form_of_another_file,
    "content that lies elsewhere": _content_elsewhere,
    "an address that others begin with": _in_catalogue("URI", Dictionary(Base=String(CALLED))),
    "where it was caught": _in_catalogue("SpiderInfo", Dictionary(C=Array([String(CALLED)]))),
    "whose article it is": _in_catalogue("Threads", Array([Dictionary(I=Dictionary(Author=String(CALLED)))])),
}


def _kept(hide: Hides) -> pikepdf.Pdf:
    sent, copy = io.BytesIO(), io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        hide(paper)
        paper.save(sent)
    rewrite(FileKind.PAPER, "pdf", sent, copy, io.BytesIO())
    return pikepdf.open(copy)


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_a_paper_leads_nowhere_however_that_is_hidden(hide: Hides) -> None:
    with _kept(hide) as paper:
        plain = io.BytesIO()
        paper.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
        assert CALLED.encode() not in plain.getvalue()


def test_a_paper_may_still_turn_its_own_pages() -> None:
    with _kept(_after_turning_a_page(_URI)) as paper:
        assert str(paper.pages[0].Annots[0].A.S) == "/GoTo"


def test_a_font_may_be_called_like_an_action() -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    with _kept(
        lambda paper: setattr(paper.pages[0], "Resources", Dictionary(Font=Dictionary(A=font, PA=font)))
    ) as paper:
        assert len(paper.pages[0].Resources.Font) == 2


def test_a_photograph_that_was_packed_again_loses_its_cameras_notes() -> None:
    photograph = samples.a_picture(turned=True)

    def hide(paper: pikepdf.Pdf) -> None:
        image = paper.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=640, Height=480)
        image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
        image.write(zlib.compress(photograph), filter=Array([Name.FlateDecode, Name.DCTDecode]))
        paper.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=image))

    with _kept(hide) as paper:
        image = paper.pages[0].Resources.XObject.Im0
        assert image.Filter == Name.DCTDecode
        assert samples.PLACE.encode() not in image.read_raw_bytes()
        assert image.read_raw_bytes()[:2] == photograph[:2]
