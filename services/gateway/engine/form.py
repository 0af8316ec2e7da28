"""A form made from the schema of a command's body: what was typed becomes what is sent, or is said to be wrong."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from services.gateway.engine.bounds import UNREADABLE, broken_bounds
from services.gateway.engine.day_and_time import TIME, TIME_HINT, put_together, taken_apart
from services.gateway.engine.fields import INPUT_MODES, PARSERS, WIDGETS, FieldView, Input, Option, begun, typed_value
from services.gateway.engine.schema import Field
from services.gateway.forms import ANY_SENTENCE, SENTENCES, TypedForm
from services.gateway.i18n import N_
from shared.kernel.money import AmountUnreadable

ROW_LACKS = N_("第 %(n)s 行没有填写“%(label)s”。")
WHICH = "-which"
"""What the choice among several meanings of a field's words is called, after the field's name."""
NO_FILE = N_("请选择“%(label)s”。")


class SchemaForm(TypedForm):
    """A form over the fields of a schema; ``inputs`` orders them and says more of them, others follow as they stand.

    ``options`` are what fields are chosen from where that is known only now.
    """

    def __init__(
        self,
        fields: Mapping[str, Field],
        language: str,
        inputs: Sequence[Input] = (),
        typed: Mapping[str, str] | None = None,
        hidden: Collection[str] = (),
        options: Mapping[str, Sequence[Option]] | None = None,
    ) -> None:
        self.fields, self.language, self.options = fields, language, options or {}
        named = {one.name: one for one in inputs}
        self.inputs = {name: named.get(name, Input(name)) for name in (*named, *fields) if name in fields}
        self.hidden = [name for name in hidden if name in fields]
        self.lookups = {name: one.lookup for name, one in self.inputs.items() if one.lookup}
        self.found: dict[str, str] = {}
        """The codes of what was typed in words."""
        self.choices: dict[str, Sequence[Option]] = {}
        """What the words may mean, where that is more than one thing."""
        row_names = [inner for name in self._repeating() for inner in fields[name].schema.items.fields]
        self.apart = {f"{name}{TIME}": name for name, one in self.inputs.items() if one.time_apart}
        """The fields for a time of day, and the field of each that holds the day."""
        super().__init__({*fields, *row_names, *self.apart}, typed)

    @property
    def shown(self) -> list[str]:
        """The names of the fields to show, in order."""
        names = [name for name in self.inputs if name not in self.hidden]
        return [one for name in names for one in (name, f"{name}{TIME}") if one == name or one in self.apart]

    def check(self) -> dict[str, object] | None:
        """What is to be sent, or None: after remembering what is wrong, or because the form is still a draft."""
        if self.is_draft:
            return None
        body: dict[str, object] = {}
        for name, known in self.fields.items():
            if name in self._repeating():
                body[name] = self._rows_given(name)
            else:
                self._take(body, name, known, name)
        return None if self.errors else body

    def is_repeating(self, name: str) -> bool:
        """Whether a field is a list of rows."""
        return name in self._repeating()

    def typed_rows(self, name: str) -> list[dict[str, str]]:
        """The rows that somebody typed into, without those in which only something was chosen."""
        inner = self.fields[name].schema.items.fields
        pattern = re.compile(rf"{name}-([0-9]{{1,4}})-\w+")
        numbers = sorted({int(found.group(1)) for key in self.typed if (found := pattern.fullmatch(key))})
        rows = [{one: self.typed.get(f"{name}-{n}-{one}", "").strip() for one in inner} for n in numbers]
        chosen = {one for one, known in inner.items() if known.kind == "choice"}
        return [row for row in rows if any(text for one, text in row.items() if one not in chosen)]

    def shown_rows(self, name: str) -> list[list[FieldView]]:
        """The rows as the form shows them: at least one empty one."""
        inner, rows = self.fields[name].schema.items.fields, self.typed_rows(name)
        empty = max(1, self.inputs[name].at_least - len(rows))
        filled = [*rows, *({} for _ in range(empty))]
        return [
            [self._view(known, f"{name}-{n}-{one}", row.get(one, ""), Input(one)) for one, known in inner.items()]
            for n, row in enumerate(filled)
        ]

    def row_titles(self, name: str) -> str:
        """What the repeating field is called."""
        return self._label(self.fields[name], self.inputs[name])

    def __getitem__(self, name: str) -> FieldView:
        if day := self.apart.get(name):
            given = Input(name, "time", self.inputs[day].time_apart, TIME_HINT)
            return replace(self._view(self.fields[day], name, self.typed.get(name, ""), given), required=False)
        known = self.fields[name]
        default = known.schema.given.get("default")
        start = "" if default is None or isinstance(default, list | dict) else begun(default)
        return self._view(known, name, self.typed.get(name, start), self.inputs[name])

    def which(self, name: str) -> FieldView:
        """The choice among the things that the words of a field may mean."""
        at, options = f"{name}{WHICH}", self.choices[name]
        given = Input(at, "select", label=self.lookups[name].which, options=options)
        view = self._view(self.fields[name], at, self.typed.get(at, ""), given)
        return replace(view, hint="", required=True)

    def fill(self, values: Mapping[str, object]) -> None:
        """Begin with these values as a service tells them, where nothing was typed yet."""
        for name, known in self.fields.items():
            value = values.get(name)
            if name in values and name not in self.typed:
                if self.is_repeating(name) and isinstance(value, list):
                    self._fill_rows(name, value)
                else:
                    self.typed[name] = typed_value(known, value, self.language)
                if f"{name}{TIME}" in self.apart:
                    self.typed[name], self.typed[f"{name}{TIME}"] = taken_apart(self.typed[name])

    def _fill_rows(self, name: str, rows: Sequence[Mapping[str, object]]) -> None:
        inner = self.fields[name].schema.items.fields
        for n, row in enumerate(rows):
            for one, known in inner.items():
                self.typed[f"{name}-{n}-{one}"] = typed_value(known, row.get(one), self.language)

    def _repeating(self) -> list[str]:
        return [n for n, known in self.fields.items() if known.kind == "list" and known.schema.items.fields]

    def _rows_given(self, name: str) -> list[dict[str, object]]:
        inner, known = self.fields[name].schema.items.fields, self.fields[name]
        given: list[dict[str, object]] = []
        for n, row in enumerate(self.typed_rows(name)):
            body: dict[str, object] = {}
            for one, field_ in inner.items():
                self._take(body, one, field_, f"{name}-{n}-{one}", row.get(one, ""))
            given.append(body)
        if known.required and known.schema.given.get("minItems") and not given:
            first = next(iter(inner))
            self.wrong(f"{name}-0-{first}", ROW_LACKS, n=1, label=self._label(inner[first], Input(first)))
        return given

    def _take(self, body: dict[str, object], name: str, known: Field, at: str, row_text: str | None = None) -> None:
        if at in self.lookups and at not in self.found and self.typed.get(at):
            return
        text = self.found.get(at, self.typed.get(at, "") if row_text is None else row_text).strip()
        label = self._label(known, self.inputs.get(at, Input(name)))
        if f"{at}{TIME}" in self.apart:
            clock = self.typed.get(f"{at}{TIME}", "").strip()
            if clock and not text:
                self.wrong(at, SENTENCES["missing"], label=label)
                return
            text = put_together(text, clock)
        if not text and known.kind != "flag":
            if known.required and not known.schema.nullable:
                self.wrong(at, NO_FILE if known.kind == "file" else SENTENCES["missing"], label=label)
            elif known.schema.nullable:
                body[name] = None
            elif known.kind in ("text", "area"):
                body[name] = ""
            return
        if known.most and known.kind in ("text", "area") and len(text) > known.most:
            self.wrong(at, SENTENCES["string_too_long"], label=label, max_length=known.most)
            return
        try:
            body[name] = value = PARSERS.get(known.kind, str)(text)
            for sentence, bound in broken_bounds(known, value):
                self.wrong(at, sentence, label=label, **bound)
        except AmountUnreadable as unreadable:
            self.wrong(at, unreadable.sentence(self.language))
        except ValueError:
            self.wrong(at, UNREADABLE.get(known.kind, ANY_SENTENCE), label=label)

    def _label(self, known: Field, given: Input) -> str:
        return given.label or (known.label.of(self.language) if known.label else known.name)

    def _view(self, known: Field, name: str, value: str, given: Input) -> FieldView:
        hint = given.hint or (known.hint.of(self.language) if known.hint else "")
        options = self.options.get(name, given.options)
        widget = given.widget or ("select" if options else WIDGETS.get(known.kind, known.kind))
        if options is None:
            options = [(code, label.of(self.language)) for code, label in known.options.items()]
        return FieldView(
            name=name,
            label=self._label(known, given),
            hint=hint,
            required=known.required and not known.schema.nullable and known.kind != "flag",
            value=value,
            error=self.error(name),
            widget=widget,
            wide=given.wide if given.wide is not None else widget in ("area", "choices"),
            rows=given.rows,
            inputmode=INPUT_MODES.get(known.kind, ""),
            most=known.most,
            options=options,
            accept=given.accept,
        )
