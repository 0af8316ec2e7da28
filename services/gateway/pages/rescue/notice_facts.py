"""What the public reads of a person who is searched for; what is not known stays out."""

from services.gateway.engine.values import Column

NOTICE_FACTS = tuple(
    Column(f"text.{name}", if_any=True)
    for name in (
        "shown_name", "sex", "age", "height", "features", "speech", "clothing", "condition", "found_on", "found_place",
        "contact_phone",
    )
)  # fmt: skip
