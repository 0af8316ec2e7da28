"""Papers as WeasyPrint makes them: the words are there, same job, same bytes; hostile content does no harm."""

import io
import re
import socket
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from services.printing.adapters.rendering import Packaged, html_of, render
from services.printing.domain.errors import TooManyPages
from services.printing.domain.kinds import Language, PrintKind
from services.printing.domain.sheet import Fact, Item, Money, Section, Sheet, Table
from services.printing.ports import MadePaper
from tests.builders_printing import a_job, a_sheet

HOSTILE = (
    "<b>粗</b>",
    "<img src='file:///etc/passwd'>",
    "<style>@import url(http://127.0.0.1:1/x)</style>",
    "url(file:///etc/passwd)",
    "<svg onload=alert(1)><image href='file:///etc/hostname'/></svg>",
    "<link rel=attachment href='file:///etc/passwd'>",
    "{{ 7 * 7 }} {% include '/etc/passwd' %}",
    "</main></body></html>",
    "<a href='javascript:alert(1)'>x</a>",
)


def words(made: MadePaper) -> str:
    """All text of a paper, without spaces."""
    pages = PdfReader(io.BytesIO(made.pdf)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def test_slip_says_the_amount_in_figures_and_in_capital_numerals() -> None:
    said = words(render(a_job(), 10))
    for expected in (
        "¥140,950.00",
        "人民币壹拾肆万零玖佰伍拾元整",
        "阳光社会工作服务中心",
        "****5892",
        "周宁",
        "（未办）",
    ):
        assert expected in said


def test_every_page_has_office_number_code_time_and_its_place() -> None:
    long = Section("分期", table=Table(["期次", "金额"], [[f"第 {n} 期", "¥1.00"] for n in range(120)], [1]))
    made = render(a_job(a_sheet(sections=[long])), 10)
    pages = [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(io.BytesIO(made.pdf)).pages]
    assert len(pages) == made.pages >= 3
    for place, said in enumerate(pages, 1):
        for expected in (
            "奉化区社会组织服务中心",
            "编号付2026-0001",
            "校验码7K2M9-QX4TD",
            "2026年11月23日09:00",
            "吴敏",
        ):
            assert expected in said
        assert f"第{place}页，共{made.pages}页" in said


@pytest.mark.parametrize("kind", PrintKind)
def test_every_kind_prints_in_english_too(kind: PrintKind) -> None:
    said = words(render(a_job(kind=kind, language=Language.EN), 10))
    for expected in ("Number付2026-0001", "Checkcode7K2M9-QX4TD", "Printedat23November202609:00", "Page1of1"):
        assert expected in said
    assert "Notfilledin" in said


def test_same_job_makes_the_same_bytes_and_another_time_does_not() -> None:
    job = a_job()
    first = render(job, 10).pdf
    assert render(job, 10).pdf == first
    assert render(replace(job, at=job.at + timedelta(minutes=1)), 10).pdf != first


def test_file_is_dated_by_its_job_alone() -> None:
    reader = PdfReader(io.BytesIO(render(a_job(), 10).pdf))
    assert reader.metadata is not None
    assert reader.metadata.creation_date == a_job().at
    assert reader.metadata.title == "拨付单 付2026-0001"


def test_hostile_words_are_printed_as_words() -> None:
    bad = Sheet("办公室", "拨付单", HOSTILE[0], HOSTILE[1], list(HOSTILE), [Fact(one, one, one) for one in HOSTILE])
    bad = replace(bad, sections=[Section(one, one, items=[Item(one, [one], [one], one, [one])]) for one in HOSTILE])
    html = html_of(a_job(bad))
    for tag in ("<b>粗", "<img src='", "<svg", "<link", "<a ", "<style"):
        assert tag not in html
    said = words(render(a_job(bad), 30))
    assert "<b>粗</b>" in said
    assert "{{7*7}}" in said
    assert "root:" not in said


def test_nothing_is_fetched_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda *asked: opened.append(asked))
    bad = a_sheet(facts=[Fact(one, one) for one in HOSTILE])
    render(a_job(bad), 30)
    assert opened == []


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/x.png", "https://example.com/", "file:///etc/passwd", "data:text/plain,x", "ftp://x/y"),
        *("packaged:../words.py", "packaged:base.html", "packaged:", "PACKAGED:mark.svg", "//x/y", "mark.svg"),
    ],
)
def test_every_address_but_a_packaged_one_is_refused(url: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        Packaged().fetch(url)
    assert b"<svg" in Packaged().fetch("packaged:mark.svg").read()


def test_too_many_pages_are_refused_by_name() -> None:
    many = [Item(f"第 {n} 条", texts=["字" * 400]) for n in range(60)]
    with pytest.raises(TooManyPages):
        render(a_job(a_sheet(sections=[Section("长", items=many)])), 3)


def test_long_names_and_empty_parts_fit_the_page() -> None:
    name = "奉化区" + "很长很长的名称" * 40
    sheet = a_sheet(
        subject=name,
        tags=[name] * 3,
        money=[Money(name, 0)],
        facts=[Fact(name, name), Fact("空")],
        sections=[Section("")],
    )
    sheet = replace(sheet, sections=[*sheet.sections, Section(name, facts=[Fact("网址", "a" * 3000)])])
    assert render(a_job(sheet), 10).pages >= 2


def test_nothing_at_all_prints_a_page() -> None:
    assert render(a_job(Sheet("", "", "", "")), 10).pages == 1
