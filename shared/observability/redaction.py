"""Personal data never reaches a log line: fields by their name, numbers by their shape."""

import re
from collections.abc import Mapping

HIDDEN = "[redacted]"

PERSONAL_KEYS = frozenset(
    {
        *("name", "full_name", "person_name", "display_name", "alias", "gender", "birthday", "birth_date", "born_on"),
        *("id_number", "id_card", "passport", "phone", "mobile", "telephone", "email", "recipient_email"),
        *("address", "native_place", "whereabouts", "religion", "photo", "image", "face"),
        *("health", "illness", "injury", "disability", "medication", "description", "marks"),
        *("words", "statement", "transcript", "clue", "clues", "note", "notes"),
        *("password", "secret", "token", "authorization", "cookie", "set-cookie", "csrf", "private_key"),
    }
)

_ID_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?:\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx]"
    r"|\d{8}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?![0-9A-Za-z])"
)
_PHONE = re.compile(r"(?<![0-9A-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}")  # bounded: long text without @ stays cheap


def redact_text(text: str) -> str:
    """The text without resident ID numbers (18 or 15 digits), mobile numbers and e-mail addresses."""
    for shape in (_ID_NUMBER, _PHONE, _EMAIL):
        text = shape.sub(HIDDEN, text)
    return text


def redact(value: object, key: str = "") -> object:
    """The value with everything personal hidden, however deep; keys decide before shapes do."""
    if key.lower() in PERSONAL_KEYS and value is not None and not isinstance(value, bool):
        return HIDDEN
    if isinstance(value, str):
        return redact_text(value)
    if isinstance(value, Mapping):
        return {name: redact(inner, str(name)) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact(inner) for inner in value]
    if isinstance(value, int | float | bool) or value is None:
        return value
    return redact_text(str(value))
