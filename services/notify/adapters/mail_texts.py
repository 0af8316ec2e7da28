"""Mails as plain text, from one template per subject and language; a name that a template lacks is an error."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from services.notify.domain.announcement import Announcement
from services.notify.domain.fields import Language

MAILS = Path(__file__).with_name("mails")
FIXED = frozenset({"title", "why", "link", "preferences_link"})
"""What every template is told besides the facts of its subject."""


class MailTexts:
    """Writes mails. ``public_url`` is the gateway's address as staff type it; the gateway knows where each thing is."""

    def __init__(self, public_url: str) -> None:
        self._way = f"{public_url.rstrip('/')}/go"
        self.environment = Environment(
            loader=FileSystemLoader(MAILS),
            undefined=StrictUndefined,
            autoescape=select_autoescape(enabled_extensions=("html",)),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def write(self, said: Announcement, language: Language) -> tuple[str, str]:
        """Subject line and body. Raises jinja2's errors for a template that is missing or asks for too much."""
        title = said.title.of(language)
        facts = {name: fact.of(language) for name, fact in said.facts.items()}
        body = self.environment.get_template(f"{said.subject}.{language.value}.txt").render(
            facts,
            title=title,
            why=said.why.of(language),
            link=f"{self._way}/{said.about.kind}/{said.about.id}",
            preferences_link=f"{self._way}/preferences",
        )
        return " ".join(title.split()), body
