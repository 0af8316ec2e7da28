"""Keep the English catalogue complete: ``python -m services.gateway.catalogue`` adds what the pages newly say."""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
ENGLISH = HERE / "locale" / "en" / "messages.po"
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
CHATTER = tuple(
    f'"{name}'
    for name in ("Project-Id", "Report-Msgid", "POT-", "PO-", "Last-Tr", "Language-Team", "MIME", "Generated-By")
)
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2)}


def extracted() -> Catalog:
    """Everything that templates and modules say, as a catalogue without translations."""
    catalogue = Catalog(locale="en", charset="utf-8", project="tongxin")
    found = extract_from_dir(
        HERE, method_map=METHODS, keywords=KEYWORDS, options_map={"**/templates/**.html": {"silent": "false"}}
    )
    for path, line, message, comments, context in found:
        catalogue.add(message, locations=[(path, line)], auto_comments=comments, context=context)
    return catalogue


def english() -> Catalog:
    """The committed catalogue."""
    with ENGLISH.open("rb") as source:
        return read_po(source, locale="en")


def missing(catalogue: Catalog) -> Iterator[Message]:
    """Messages without a sure translation: absent, empty or fuzzy."""
    for message in extracted():
        if message.id:
            known = catalogue.get(message.id)
            if known is None or known.fuzzy or not all(_parts(known)):
                yield message


def _parts(message: Message) -> list[str]:
    forms = message.string if isinstance(message.string, list | tuple) else [message.string]
    return [str(form or "").strip() for form in forms]


def unused(catalogue: Catalog) -> list[str]:
    """Translations that no page says any more."""
    spoken = extracted()
    return [str(message.id) for message in catalogue if message.id and message.id not in spoken]


def update() -> int:
    """Write the catalogue anew with all that is extracted, keeping translations; answer how many still lack one."""
    fresh, known = extracted(), english()
    for message in fresh:
        if message.id and (old := known.get(message.id)):
            message.string = old.string
    fresh.fuzzy, fresh.header_comment = False, "# English of the gateway's pages; Chinese is the source."
    buffer = BytesIO()
    write_po(buffer, fresh, width=120, sort_output=True, no_location=True)
    lines = buffer.getvalue().decode("utf-8").splitlines(keepends=True)
    ENGLISH.write_text("".join(line for line in lines if not line.startswith(CHATTER)), "utf-8")
    return len(list(missing(english())))


if __name__ == "__main__":
    lacking = update()
    sys.stdout.write(f"{lacking} messages lack English\n")
    sys.exit(1 if lacking else 0)
