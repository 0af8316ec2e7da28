"""Two complete languages: Chinese is the source, English is translated in ``locale/en/messages.po``."""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("zh", "en")
HTML_LANGUAGES = {"zh": "zh-CN", "en": "en"}
BABEL_LOCALES = {"zh": "zh_CN", "en": "en_GB"}
LOCALE = Path(__file__).parent / "locale"


def N_(message: str) -> str:  # noqa: N802 - the usual name of the marker that extraction looks for
    """Mark a sentence for translation where it is written; it is translated where it is shown."""
    return message


def known_language(wanted: str | None) -> str:
    """The wanted language if there is one like it, else Chinese."""
    return wanted if wanted in LANGUAGES else "zh"


def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language, of Chinese for one that there is not: no file is opened by a name from outside."""
    return _catalogue(known_language(language))


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a language, compiled in memory, so that nothing has to be built before starting."""
    if language == "zh":
        return gettext.NullTranslations()
    with (LOCALE / language / "messages.po").open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
