"""What a contract is: a frozen model with an explicit name and version. The class name never reaches the wire."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from shared.kernel.labels import Label


class Personal:
    """Marks a field as personal data: ``Annotated[str, Personal()]``. Only a published search notice may carry one."""


class Contract(BaseModel):
    """Base of all contract events.

    NAME is ``<service>.<thing>.<past_tense>``, VERSION a whole number; the wire type is ``NAME.v<VERSION>``.
    LABEL is what staff call it in a few words. The docstring tells subscribers in English what happened, ZH in Chinese.
    FOR_OUTSIDERS marks an event that other systems may be told (docs/subscribers.md); every other stays inside. Unknown
    fields are ignored when reading, so that a publisher may add optional ones.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    NAME: ClassVar[str]
    VERSION: ClassVar[int] = 1
    FOR_OUTSIDERS: ClassVar[bool] = False
    LABEL: ClassVar[Label]
    ZH: ClassVar[str] = ""

    @classmethod
    def type(cls) -> str:
        """The CloudEvents type, which is also the routing key."""
        return f"{cls.NAME}.v{cls.VERSION}"

    @classmethod
    def publisher(cls) -> str:
        """The service that publishes it: the first word of the name."""
        return cls.NAME.split(".", 1)[0]

    def payload(self) -> dict[str, object]:
        """The ``data`` member as JSON values."""
        return self.model_dump(mode="json")
