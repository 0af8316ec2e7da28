"""The envelope of every event: CloudEvents 1.0 in structured JSON, with the extensions of the architecture."""

from datetime import datetime
from typing import Literal, TypedDict, cast

from pydantic import BaseModel, ConfigDict

CONTENT_TYPE = "application/cloudevents+json"


class StoredEvent(TypedDict):
    """An event as it waits in its document and stands in the log: the members of ``Event`` as JSON values."""

    specversion: str
    id: str
    source: str
    type: str
    subject: str
    time: str
    datacontenttype: str
    dataschema: str
    data: dict[str, object]
    sequence: int
    correlationid: str
    causationid: str
    actor: str
    traceparent: str | None


class Event(BaseModel):
    """One event on the wire. ``sequence`` counts the events of one subject from 1, without gaps but where its publisher
    was restored from a backup."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    specversion: Literal["1.0"] = "1.0"
    id: str
    source: str
    type: str
    subject: str
    time: datetime
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: str
    data: dict[str, object]
    sequence: int
    correlationid: str
    causationid: str
    actor: str
    traceparent: str | None = None

    def stored(self) -> StoredEvent:
        """The event as JSON values."""
        return cast(StoredEvent, self.model_dump(mode="json"))
