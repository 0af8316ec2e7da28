"""What may be done with a thing now, and why not: the same answer for every screen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shared.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class AllowedAction:
    """One command's name, whether it may be given now, and if not the reason in both languages."""

    name: str
    allowed: bool
    reason_zh: str | None = None
    reason_en: str | None = None


def allowed_actions(checks: Iterable[tuple[str, Callable[[], object]]]) -> list[AllowedAction]:
    """Try each named check; one that raises a DomainError is not allowed, for the reason that the error tells."""
    actions: list[AllowedAction] = []
    for name, check in checks:
        try:
            check()
        except DomainError as error:
            actions.append(AllowedAction(name, False, error.sentence("zh"), error.sentence("en")))
        else:
            actions.append(AllowedAction(name, True))
    return actions
