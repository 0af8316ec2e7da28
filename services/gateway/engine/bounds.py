"""What is said of a value that cannot be read, or that breaks the bounds of its schema."""

import operator
from collections.abc import Iterator, Mapping

from services.gateway.engine.schema import Field
from services.gateway.forms import SENTENCES
from services.gateway.i18n import N_
from shared.kernel.money import format_yuan

UNREADABLE = {"integer": SENTENCES["int_parsing"]} | dict.fromkeys(
    ("date", "datetime", "time"), N_("“%(label)s”请填写有效的日期或时间。")
)
"""What is said of a text that is no number or date at all, by the kind of its field."""
ROW_LACKS = N_("“%(rows)s”第 %(n)s 行没有填写“%(label)s”。")
NO_FILE = N_("请选择“%(label)s”。")
NOT_OFFERED = N_("“%(label)s”只能从列出的里面选。")
BOUNDS = (
    ("exclusiveMinimum", "greater_than", "gt", operator.gt),
    ("minimum", "greater_than_equal", "ge", operator.ge),
    ("maximum", "less_than_equal", "le", operator.le),
)
"""How a schema bounds a number, which sentence names it, and what that sentence calls the figure."""


def broken_bounds(known: Field, value: object) -> Iterator[tuple[str, Mapping[str, object]]]:
    """What to say of a number that does not keep a bound (msgid), with the bound as people write such numbers."""
    for bound, rule, figure, keeps in BOUNDS:
        most = known.schema.given.get(bound)
        if isinstance(value, int) and isinstance(most, int | float) and not keeps(value, most):
            yield SENTENCES[rule], {figure: format_yuan(int(most)) if known.kind == "money" else str(int(most))}
