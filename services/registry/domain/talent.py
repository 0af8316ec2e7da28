"""A person of the talent pool (专业人才库): skills, speech, native place, availability."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.registry.domain import events, talent_errors
from services.registry.domain.kinds import Availability, CallOutcome
from services.registry.domain.places import Gazetteer
from shared.kernel.aggregate import Aggregate


@dataclass(frozen=True)
class Profile:
    """What the pool knows of a person. ``native_code`` is the region code of the county they grew up in, or "".

    ``phone`` is personal: screens mask it unless the reader's role allows it, and then the reading is logged.
    """

    display_name: str
    phone: str
    skills: tuple[str, ...]
    dialects: tuple[str, ...]
    native_code: str
    availability: Availability
    note: str = ""

    def require_sound(self, places: Gazetteer) -> None:
        """Raise the first thing that is wrong with it."""
        if not self.display_name.strip():
            raise talent_errors.TalentNameMissing
        if self.native_code and self.native_code not in places.places:
            raise talent_errors.NativePlaceUnknown(code=self.native_code)
        digits = sum(character.isdigit() for character in self.phone)
        if self.phone and not 7 <= digits <= 15:
            raise talent_errors.PhoneIllFormed


ERASED = Profile("", "", (), (), "", Availability.AWAY)
"""What is left of the profile of a person who has withdrawn."""


@dataclass
class Talent(Aggregate):
    """One person, from joining to leaving. ``invented`` marks example data and is shown with the name.

    ``calls`` keeps by request for an interpreter what became of it; nothing else of the case is known here.
    """

    id: str
    profile: Profile
    added_at: datetime
    withdrawn_at: datetime | None = None
    invented: bool = False
    calls: dict[str, CallOutcome] = field(default_factory=dict)

    @property
    def helped(self) -> int:
        """For how many requests this person understood and helped."""
        return self._times((CallOutcome.HELPED,))

    @property
    def in_vain(self) -> int:
        """For how many requests this person declined, or could not understand."""
        return self._times((CallOutcome.DECLINED, CallOutcome.COULD_NOT_UNDERSTAND))

    @classmethod
    def add(
        cls, talent_id: str, profile: Profile, places: Gazetteer, *, by: str, at: datetime, invented: bool = False
    ) -> "Talent":
        """Take a person into the pool, at their own wish."""
        profile.require_sound(places)
        talent = cls(talent_id, profile, at, invented=invented)
        talent.record(events.TalentAdded(talent_id, by, at))
        return talent

    def require_in_pool(self) -> None:
        """Raise TalentGone once the person has left."""
        if self.withdrawn_at is not None:
            raise talent_errors.TalentGone

    def update(self, profile: Profile, places: Gazetteer, by: str, at: datetime, *, keep_phone: bool = False) -> None:
        """Replace what is known of the person; whoever changes something else need not know the phone number."""
        self.require_in_pool()
        if keep_phone:
            profile = replace(profile, phone=self.profile.phone)
        if profile == self.profile:
            raise talent_errors.TalentUnchanged
        profile.require_sound(places)
        self.profile = profile
        self.record(events.TalentUpdated(self.id, by, at))

    def is_news(self, request_id: str, outcome: CallOutcome) -> bool:
        """Whether this adds to what is known: who helped once has helped, whatever a later call says.

        Of a person who has left nothing is kept (个人信息保护法 第四十七条).
        """
        return self.withdrawn_at is None and self.calls.get(request_id) not in (outcome, CallOutcome.HELPED)

    def remember_call(self, request_id: str, outcome: CallOutcome, at: datetime) -> None:
        """Count what became of one request, once."""
        self.require_in_pool()
        self.calls[request_id] = outcome
        self.record(events.TalentCallCounted(self.id, at))

    def withdraw(self, by: str, at: datetime) -> None:
        """Let the person leave and erase everything told of them; the id stays for the cases that name it.

        Basis: 个人信息保护法 第四十七条, erasure when consent is withdrawn.
        """
        self.require_in_pool()
        self.withdrawn_at = at
        self.profile, self.calls = ERASED, {}
        self.record(events.TalentWithdrawn(self.id, by, at))

    def _times(self, outcomes: Sequence[CallOutcome]) -> int:
        return sum(outcome in outcomes for outcome in self.calls.values())
