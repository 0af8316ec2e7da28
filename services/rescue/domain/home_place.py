"""Where a home that was told lies in the register of places: chosen by whoever heard of it, beside the words told."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated

from annotated_types import MaxLen, MinLen

from services.rescue.domain.intake_errors import HomePlaceUnknown
from shared.kernel.labels import Label
from shared.reference.places import Places

HomeCode = Annotated[str, MinLen(2), MaxLen(12), Label("家乡的区划代码", "Region code of the home")]
HomeToldAs = Annotated[str, MaxLen(60), Label("说的是原来的地名", "Told by a former name")]
FormerUntil = Annotated[str, Label("这样叫到哪一年", "Called so until")]
HomeName = Annotated[str, MaxLen(200), Label("家乡的地名", "Name of the home's place")]


@dataclass(frozen=True)
class HomePlace:
    """A place by its code; ``told_as`` is a name that it had, where it was told so (襄樊市).

    ``full_name`` is its whole line as it was called when it was written down: it stays, whatever becomes of the place
    or of the reference data.
    """

    code: HomeCode
    told_as: HomeToldAs = ""
    full_name: HomeName = ""

    def named(self, before: "HomePlace | None", places: Callable[[], Places]) -> "HomePlace":
        """The place under its name of today, or as it was ``before`` where that is the same.

        Raises HomePlaceUnknown for a code that the reference data do not have, and for a name that it never had.
        """
        if before is not None and (before.code, before.told_as) == (self.code, self.told_as):
            return before
        known = places()
        had = {former.name for former in known.former_names(self.code)}
        if self.code not in known.latest or (self.told_as and self.told_as not in had):
            raise HomePlaceUnknown
        return replace(self, full_name=known.full_name(self.code))
