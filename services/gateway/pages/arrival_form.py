"""How a person came, as one form: written down when the case is opened."""

from datetime import date, datetime, time
from typing import Any

from pydantic import Field, ValidationInfo, field_validator

from services.gateway.formats import SHANGHAI
from services.gateway.forms import FormModel
from services.gateway.i18n import N_

WORDS = ("found_place", "brought_by", "handover_sheet", "circumstances")


class ArrivalForm(FormModel):
    """Only the first field is needed."""

    arrival: str = Field(title=N_("求助方式"), min_length=1)
    found_time: time | None = Field(None, title=N_("发现时刻"), description=N_("不知道几点就空着"))
    found_on: date | None = Field(None, title=N_("发现日期"), validate_default=True)
    found_place: str = Field("", title=N_("发现地点"), max_length=2000)
    brought_by: str = Field("", title=N_("护送单位或护送人"), max_length=2000)
    handover_sheet: str = Field("", title=N_("交接表编号"), max_length=2000)
    circumstances: str = Field("", title=N_("来站情况"), max_length=2000)

    @field_validator("found_on")
    @classmethod
    def _time_belongs_to_a_day(cls, value: date | None, info: ValidationInfo) -> date | None:
        if value is None and info.data.get("found_time"):
            raise ValueError("a time without its day")
        return value

    def facts(self) -> dict[str, Any]:
        """How the person came, as rescue takes it; found at midnight where only the day is known."""
        found = datetime.combine(self.found_on, self.found_time or time(), SHANGHAI) if self.found_on else None
        texts = {name: getattr(self, name) for name in WORDS}
        return {"arrival": self.arrival, "found_at": found.isoformat() if found else None, **texts}
