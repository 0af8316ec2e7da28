"""A form made from the schema of a command's body: what was typed becomes what is sent, or is said to be wrong."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from services.gateway.engine.bounds import NO_FILE, NOT_OFFERED, ROW_LACKS, UNREADABLE, broken_bounds
from services.gateway.engine.day_and_time import TIME, TIME_HINT, put_together, taken_apart
from services.gateway.engine.fields import PARSERS, FieldView, Input, Option, begun, label_of, typed_value, view_of
from services.gateway.engine.form_rows import apart, repeating, together, typed_rows
from services.gateway.engine.schema import UPLOADS, Field
from services.gateway.forms import ANY_SENTENCE, SENTENCES, TypedForm
from shared.kernel.money import AmountUnreadable

WHICH = "-which"
"""What the choice among several meanings of a field's words is called, after the field's name."""
OF_AN_ACT = ("occurred_at", "evidence")
"""When something happened, and what shows that: folded below the other fields, unless a page names them."""


class SchemaForm(TypedForm):
    """A form over the fields of a schema; ``inputs`` orders them and says more of them, others follow as they stand.

    ``options`` are what fields are chosen from where that is known only now, also one that is typed otherwise.
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
        self.fields, self.language, self.options, self.files_at = fields, language, options or {}, ""
        named = {one.name: one for one in inputs}
        self.inputs = {name: named.get(name, Input(name)) for name in (*named, *fields) if name in fields}
        self.hidden = [name for name, known in fields.items() if name in hidden or known.kind == "shown"]
        self.of_act = [name for name in OF_AN_ACT if name in fields and name not in named and name not in self.hidden]
        self.lookups = {name: one.lookup for name, one in self.inputs.items() if one.lookup}
        self.found: dict[str, str] = {}
        """The codes of what was typed in words."""
        self.found_words: dict[str, str] = {}
        """The whole names of what those codes stand for."""
        self.choices: dict[str, Sequence[Option]] = {}
        """What the words may mean, where that is more than one thing."""
        self.repeating = repeating(fields)
        self.apart = {f"{name}{TIME}": name for name, one in self.inputs.items() if one.time_apart}
        """The fields for a time of day, and the field of each that holds the day."""
        row_names = [part for parts in self.repeating.values() for part in parts]
        super().__init__({*fields, *row_names, *self.apart}, apart(typed or {}, self.repeating))

    @property
    def shown(self) -> list[str]:
        """The names of the fields to show, in order."""
        names = [name for name in self.inputs if name not in self.hidden and name not in self.of_act]
        return [one for name in names for one in (name, f"{name}{TIME}") if one == name or one in self.apart]

    def in_use(self, names: Collection[str]) -> bool:
        """Whether any of these fields, or a row of one, is wrong or holds what was typed: they do not stay folded."""
        wrong = any(error.name.partition("-")[0] in names for error in self.errors)
        return wrong or any(self._is_told(name) for name in names)

    def _is_told(self, name: str) -> bool:
        """Whether something was said in this field, beyond what it begins with."""
        if name in self.repeating:
            return any(value for at, value in self.typed.items() if at.startswith(f"{name}-"))
        return self.typed.get(name, "") not in ("", self._start(name))

    def _start(self, name: str) -> str:
        """What a field begins with."""
        default = self.fields[name].schema.given.get("default")
        return "" if default is None or isinstance(default, list | dict) else begun(default)

    def check(self) -> dict[str, object] | None:
        """What is to be sent, or None: after remembering what is wrong, or because the form is still a draft."""
        if self.is_draft:
            return None
        body: dict[str, object] = {}
        for name, known in self.fields.items():
            if name in self.repeating:
                body[name] = self._rows_given(name)
            elif name not in self.of_act or self.typed.get(name):
                self._take(body, name, known, name)
        return None if self.errors else body

    def shown_rows(self, name: str) -> list[list[FieldView]]:
        """The rows as the form shows them: at least one empty one."""
        inner, rows = self.repeating[name], typed_rows(name, self.repeating[name], self.typed)
        empty = max(1, self.inputs[name].at_least - len(rows))
        filled = [*rows, *({} for _ in range(empty))]
        return [[self._row_view(name, n, one, row.get(one, "")) for one in inner] for n, row in enumerate(filled)]

    def _row_view(self, name: str, n: int, one: str, value: str) -> FieldView:
        """A field of a row: on one line, with the row's number; nothing is chosen in it that nobody chose."""
        known, at = self.repeating[name][one], f"{name}-{n}-{one}"
        given = Input(at, "text" if known.kind == "area" else "", f"{self._label(known, Input(at))} {n + 1}")
        view = self._view(known, at, value, given)
        return replace(view, required=view.required and self.fields[name].required)

    @property
    def together(self) -> dict[str, str]:
        """What was typed, with the rows of each field as one text."""
        return together(self.typed, self.repeating)

    def rows(self, name: str) -> FieldView:
        """What the repeating field itself is called."""
        return self._view(self.fields[name], name, "", self.inputs[name])

    def __getitem__(self, name: str) -> FieldView:
        if day := self.apart.get(name):
            given = Input(name, "time", self.inputs[day].time_apart, TIME_HINT)
            return replace(self._view(self.fields[day], name, self.typed.get(name, ""), given), required=False)
        return self._view(self.fields[name], name, self.typed.get(name, self._start(name)), self.inputs[name])

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
                if name in self.repeating and isinstance(value, list):
                    self._fill_rows(name, value)
                else:
                    self.typed[name] = typed_value(known, value, self.language)
                if f"{name}{TIME}" in self.apart:
                    self.typed[name], self.typed[f"{name}{TIME}"] = taken_apart(self.typed[name])

    def _fill_rows(self, name: str, rows: Sequence[Mapping[str, object]]) -> None:
        for n, row in enumerate(rows):
            for one, known in self.repeating[name].items():
                self.typed[f"{name}-{n}-{one}"] = typed_value(known, row.get(one), self.language)

    def _rows_given(self, name: str) -> list[dict[str, object]]:
        inner, known = self.repeating[name], self.fields[name]
        given: list[dict[str, object]] = []
        for n, row in enumerate(typed_rows(name, inner, self.typed)):
            body: dict[str, object] = {}
            for one, field_ in inner.items():
                if row[one] or not field_.required:
                    self._take(body, one, field_, f"{name}-{n}-{one}", row[one])
                else:
                    self._lacks(name, n, one)
            given.append(body)
        if known.required and known.schema.given.get("minItems") and not given:
            self._lacks(name, 0, next(iter(inner)))
        return given

    def _lacks(self, name: str, n: int, one: str) -> None:
        rows, known = self._label(self.fields[name], self.inputs[name]), self.repeating[name][one]
        self.wrong(f"{name}-{n}-{one}", ROW_LACKS, rows=rows, n=n + 1, label=self._label(known, Input(one)))

    def _take(self, body: dict[str, object], name: str, known: Field, at: str, row_text: str | None = None) -> None:
        if self.error(at) or (at in self.lookups and at not in self.found and self.typed.get(at)):
            return
        text = self.found.get(at, self.typed.get(at, "") if row_text is None else row_text).strip()
        label = self._label(known, self.inputs.get(at, Input(name)))
        if f"{at}{TIME}" in self.apart:
            clock = self.typed.get(f"{at}{TIME}", "").strip()
            if clock and not text:
                self.wrong(at, SENTENCES["missing"], label=label)
                return
            text = put_together(text, clock)
        if not text and known.kind not in ("flag", "shown"):
            if known.required and not known.schema.nullable:
                self.wrong(at, NO_FILE if known.kind in ("file", *UPLOADS) else SENTENCES["missing"], label=label)
            elif known.schema.nullable:
                body[name] = None
            elif known.kind in ("text", "area"):
                body[name] = ""
            return
        if name in self.options and not self.inputs[name].widget and text not in dict(self.options[name]):
            self.wrong(at, NOT_OFFERED, label=label)
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
        return label_of(known, given, self.language)

    def _view(self, known: Field, name: str, value: str, given: Input) -> FieldView:
        options = self.options.get(name, given.options)
        chosen = given.widget == "text" and bool(self.options.get(name))
        given = replace(given, options=options, widget="" if chosen else given.widget)
        return view_of(known, name, value, given, self.language, self.error(name), self.files_at)
