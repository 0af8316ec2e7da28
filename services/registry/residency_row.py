"""A stay in the park as people see it."""

from datetime import datetime
from typing import Annotated

from services.registry.answers import Answer
from services.registry.domain.fields import ParkPlace, ResidentUntil
from services.registry.domain.residency import Residency
from shared.kernel.labels import Label


class ResidencyRow(Answer):
    """One stay: where, since when, until when as agreed; it lasts while ``ended_at`` is null."""

    place: ParkPlace
    begun_at: Annotated[datetime, Label("入驻时间", "Since")]
    until: ResidentUntil | None
    ended_at: Annotated[datetime | None, Label("退出时间", "Moved out")]


def residency_row(stay: Residency) -> ResidencyRow:
    """One stay."""
    ended = stay.ended.since if stay.ended else None
    return ResidencyRow(place=stay.place, begun_at=stay.begun.since, until=stay.until, ended_at=ended)
