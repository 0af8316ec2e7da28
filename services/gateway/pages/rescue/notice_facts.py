"""What the public reads of a person who is searched for."""

from services.gateway.engine.values import NOT_KNOWN, Column

NOTICE_FACTS = tuple(
    Column(f"text.{name}", empty=NOT_KNOWN)
    for name in (
        "shown_name", "sex", "age", "height", "features", "speech", "clothing", "condition", "found_on", "found_place",
        "contact_phone",
    )
)  # fmt: skip
