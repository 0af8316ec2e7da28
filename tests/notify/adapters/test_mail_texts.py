"""Tests of the mails as people read them: complete in both languages, and silent about persons."""

from pathlib import Path

import pytest
from jinja2 import meta

from services.notify.adapters.mail_texts import FIXED, MAILS, MailTexts
from services.notify.domain.announcement import ALLOWED_FACTS, Announcement
from services.notify.domain.fields import Language
from services.notify.domain.subjects import SUBJECTS
from tests.notify.domain.test_subjects import SAID

TEXTS = MailTexts("https://tongxin.example/")
TEMPLATES = sorted(MAILS.glob("*.txt"))


def test_every_subject_has_a_template_in_each_language_and_there_are_no_others() -> None:
    wanted = {f"{subject}.{language}.txt" for subject in SUBJECTS for language in Language}
    assert {template.name for template in TEMPLATES} == wanted


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_template_asks_for_numbers_times_and_links_alone(template: Path) -> None:
    tree = TEXTS.environment.parse(template.read_text(encoding="utf-8"))
    assert meta.find_undeclared_variables(tree) <= FIXED | ALLOWED_FACTS
    assert not list(meta.find_referenced_templates(tree))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("said", SAID, ids=lambda said: said.subject)
def test_write_makes_a_whole_mail(said: Announcement, language: Language) -> None:
    subject, body = TEXTS.write(said, language)
    assert subject == said.title.of(language)
    assert said.why.of(language) in body
    assert f"https://tongxin.example/go/{said.about.kind}/{said.about.id}\n" in body
    assert "https://tongxin.example/go/preferences\n" in body
    assert "{" not in body
    assert all(len(line) <= 200 for line in body.splitlines())


def test_write_keeps_a_subject_on_one_line() -> None:
    said = SAID[4]
    broken = said.title.__class__("一\r\nBcc: x@y", "one\nBcc: x@y")
    subject, _ = TEXTS.write(
        Announcement(said.subject, said.kind, broken, said.why, said.about, said.facts), Language.EN
    )
    assert "\n" not in subject
