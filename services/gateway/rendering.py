"""Templates: one environment per language, macros as ``ui.<name>``, everything escaped, nothing undefined."""

from collections.abc import Mapping
from datetime import datetime
from types import SimpleNamespace

import jinja2
from jinja2_fragments import render_block

from services.gateway.assets import Assets
from services.gateway.i18n import HTML_LANGUAGES, LANGUAGES, translations
from services.gateway.labels import label_of_code
from services.gateway.showing import FormatsOfReader, Showing, csrf_token, form_key, showing
from shared.contracts.catalogue import label_of
from shared.kernel.money import capital_yuan
from shared.kernel.roles import role_names

MACROS = (
    "svg",
    "tag",
    "field",
    "merge",
    "page",
    "table",
    "due",
    "tabs",
    "pager",
    "identity_bar",
    "timeline",
    "dialog",
    "public_notice",
    "engine",
    "account",
)


MARKS = {
    "zh": {"comma": "、", "colon": "：", "semicolon": "；", "opening": "（", "closing": "）"},
    "en": {"comma": ", ", "colon": ": ", "semicolon": "; ", "opening": " (", "closing": ")"},
}
"""Punctuation of each language; templates use these names."""


class Rendering:
    """Renders a whole page or one block of it."""

    def __init__(self, assets: Assets) -> None:
        self._environments = {language: _environment(language, assets) for language in LANGUAGES}

    def page(self, template: str, reader: Showing, context: dict[str, object]) -> str:
        """The whole page."""
        with showing(reader):
            return self._of(reader).get_template(template).render(context)

    def block(self, template: str, block: str, reader: Showing, context: dict[str, object]) -> str:
        """One named block of the page, for htmx."""
        with showing(reader):
            return render_block(self._of(reader), template, block, context)

    def _of(self, reader: Showing) -> jinja2.Environment:
        return self._environments[reader.formats.language]


def say(language: str, sentence: str, **params: object) -> str:
    """A marked sentence in a language. One that no catalogue knows (a service's own sentence) is shown as it is."""
    text = translations(language).gettext(sentence) if sentence else ""
    return text % params if params else text


def _in(language: str, params: Mapping[str, object]) -> dict[str, object]:
    """What a sentence names; the label of a field is a msgid itself."""
    label = params.get("label")
    return {**params, "label": say(language, label)} if isinstance(label, str) else dict(params)


def _environment(language: str, assets: Assets) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("services.gateway", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    environment.filters["label"] = lambda code, kind: translations(language).gettext(label_of_code(kind, code))
    environment.filters["event_name"] = lambda type_: label_of(type_).of(language)
    environment.filters["role_names"] = lambda codes: role_names(codes, language)
    environment.filters["instant"] = datetime.fromisoformat
    environment.filters["say"] = lambda sentence, params=None: say(language, sentence, **_in(language, params or {}))
    environment.globals.update(
        fmt=FormatsOfReader(),
        csrf_token=csrf_token,
        form_key=form_key,
        asset=assets.url,
        capital_yuan=capital_yuan,
        language=language,
        html_language=HTML_LANGUAGES[language],
        **MARKS[language],
    )
    ui = SimpleNamespace()
    environment.globals["ui"] = ui
    for name in MACROS:
        module = environment.get_template(f"macros/{name}.html").module
        vars(ui).update({key: value for key, value in vars(module).items() if not key.startswith("_")})
    return environment
