"""Rules of every template and stylesheet: no inline code, labels for fields, words through gettext, old Chrome."""

import re
from pathlib import Path

import pytest

GATEWAY = Path("services/gateway")
TEMPLATES = sorted((GATEWAY / "templates").rglob("*.html"))
SHEETS = sorted((GATEWAY / "static/css").glob("*.css"))
SCRIPTS = sorted((GATEWAY / "static/js").glob("*.js"))
INLINE = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:|hx-on|hx-vals|hx-ext")
HAN = re.compile(r"[\u3400-\u9fff]")
OWN_NAMES = {"中文", "锋之社爱心服务协会"}
MODERN = re.compile(r"oklch|oklab|color-mix|light-dark|popover|@layer|@container|:has\(|(?:^|[;{}])\s*&", re.MULTILINE)


def inline_code(text: str) -> list[str]:
    """Inline styles, scripts and handlers in a template."""
    return INLINE.findall(text)


def untranslated(text: str) -> list[str]:
    """Chinese outside of template expressions, and Chinese strings in expressions that gettext does not see."""
    outside = re.sub(r"\{[{%#].*?[}%#]\}", "", text, flags=re.DOTALL)
    found = [word for word in re.findall(r"[^\s<>\"']*[\u3400-\u9fff][^\s<>\"']*", outside) if HAN.search(word)]
    return [
        word for word in found if word.strip("：；、（）") not in OWN_NAMES and re.sub(r"[：；、（）·“”]", "", word)
    ]


def unlabelled(text: str) -> list[str]:
    """Ids of visible fields that no label names."""
    labels = set(re.findall(r'<label[^>]*\sfor="([^"]+)"', text))
    fields = re.findall(r"<(?:input|select|textarea)\b([^>]*(?:\{\{.*?\}\}[^>]*)*)>", text)
    visible = [field for field in fields if 'type="hidden"' not in field]
    ids = [match.group(1) if (match := re.search(r'\sid="([^"]+)"', field)) else field for field in visible]
    return [one for one in ids if one not in labels]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(GATEWAY)))
def test_template_keeps_to_the_rules(template: Path) -> None:
    text = template.read_text("utf-8")
    assert inline_code(text) == []
    assert untranslated(text) == []
    if template.name != "field.html":
        assert unlabelled(text) == []


def test_template_rules_can_fail() -> None:
    assert inline_code('<p style="x">')
    assert inline_code('<a onclick="x">')
    assert inline_code("<script>x</script>")
    assert untranslated("<p>今天</p>")
    assert not untranslated('<p>{{ _("今天") }}</p>')
    assert unlabelled('<input id="a">')
    assert not unlabelled('<label for="a"></label><input id="a">')


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_stylesheet_needs_nothing_newer_than_chrome_109(sheet: Path) -> None:
    assert MODERN.findall(sheet.read_text("utf-8")) == []


def test_stylesheet_rule_can_fail() -> None:
    assert MODERN.findall("a { color: oklch(1 2 3) }")
    assert MODERN.findall("a {\n  &:hover {}\n}")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_is_small_and_needs_no_eval(script: Path) -> None:
    text = script.read_text("utf-8")
    assert len(text.splitlines()) < 80
    assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write", text)


@pytest.mark.parametrize("path", sorted(GATEWAY.rglob("*.py")), ids=str)
def test_module_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 200
