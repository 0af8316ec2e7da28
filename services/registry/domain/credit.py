"""The credit of an organisation (信用): the list of abnormal activity, and the list of serious breaches.

Basis: 社会组织信用信息管理办法 (民政部令第60号, 2018-01-24).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING
from weakref import proxy

from services.registry.domain import credit_errors, errors, events, rules
from services.registry.domain.clocks import ClockCode, Timer
from services.registry.domain.kinds import ReasonCode, SeriousGround, Standing
from services.registry.domain.listing import Listing
from services.registry.domain.noted import Noted
from services.registry.domain.rules import RegisterRules
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.labels import Words

if TYPE_CHECKING:
    from services.registry.domain.organisation import Organisation

LISTED = Words("列入的时间", "the listing")
COME_BY_THEMSELVES = frozenset(
    {
        SeriousGround.TWO_YEARS_ABNORMAL,
        SeriousGround.SUSPENDED,
        SeriousGround.TWICE_PENALISED,
        SeriousGround.REGISTRATION_ENDED,
    }
)
"""What follows from the register's own entries (第十五条第一、三、五、七项)."""


@dataclass(frozen=True)
class AbnormalReason:
    """One reason on the list of abnormal activity, open until it is cleared."""

    id: str
    listing: Listing
    listed: Noted
    cleared: Noted | None = None
    clearing_note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still keeps the organisation on the list."""
        return self.cleared is None

    @property
    def asks_no_remedy(self) -> bool:
        """Whether there is nothing to mend or to make up for: a penalty that was given is over (第十四条)."""
        return self.listing.code is ReasonCode.PENALISED


@dataclass(frozen=True)
class SeriousEntry:
    """One ground on the list of serious breaches, open until the organisation leaves that list."""

    ground: SeriousGround
    decision_no: str
    note: str
    listed: Noted
    left: Noted | None = None
    leaving_note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still keeps the organisation on the list."""
        return self.left is None


@dataclass
class Credit:
    """Both lists of one organisation, with their clocks. It knows its organisation weakly, as a part of it."""

    reasons: list[AbnormalReason] = field(default_factory=list)
    serious: list[SeriousEntry] = field(default_factory=list)

    def join(self, organisation: "Organisation") -> None:
        """Become the credit of this organisation."""
        self.organisation = proxy(organisation)

    @property
    def open_reasons(self) -> list[AbnormalReason]:
        """The reasons that keep it on the list of abnormal activity."""
        return [reason for reason in self.reasons if reason.is_open]

    @property
    def open_grounds(self) -> list[SeriousEntry]:
        """The grounds that keep it on the list of serious breaches."""
        return [entry for entry in self.serious if entry.is_open]

    @property
    def standing(self) -> Standing:
        """The worse list tells; clearing one reason of two restores nothing (第十四条)."""
        if self.open_grounds:
            return Standing.SERIOUS
        return Standing.ABNORMAL if self.open_reasons else Standing.CLEAR

    @property
    def abnormal_since(self) -> datetime | None:
        """From when the time on the list of abnormal activity counts: a new reason starts it again (第十三条)."""
        begun = min((reason.listed.since for reason in self.open_reasons), default=None)
        return begun and max(reason.listed.since for reason in self.reasons if reason.listed.since >= begun)

    @property
    def serious_since(self) -> datetime | None:
        """From when the time on the list of serious breaches counts: whatever is listed meanwhile starts it again.

        Basis: 第十六条.
        """
        begun = min((entry.listed.since for entry in self.open_grounds), default=None)
        listed = [*(entry.listed for entry in self.open_grounds), *(reason.listed for reason in self.reasons)]
        return begun and max(one.since for one in listed if one.since >= begun)

    def timers(self, table: RegisterRules) -> Iterator[Timer]:
        """What happens to the lists by itself, and when."""
        since = self.abnormal_since
        if since is None:
            return
        if any(reason.asks_no_remedy for reason in self.open_reasons):
            yield Timer(ClockCode.PENALTY_LEAVES_LIST, table.end(rules.PENALTY_LEAVES_LIST, since))
        if all(entry.ground is not SeriousGround.TWO_YEARS_ABNORMAL for entry in self.open_grounds):
            yield Timer(ClockCode.BECOMES_SERIOUS, table.end(rules.ABNORMAL_BECOMES_SERIOUS, since))

    def may_leave_at(self, table: RegisterRules) -> datetime | None:
        """When it may leave the list of serious breaches at the earliest; None where it is not on it."""
        return (since := self.serious_since) and table.end(rules.SERIOUS_AT_LEAST, since)

    def require_clearable(self, reason_id: str) -> AbnormalReason:
        """The open reason of this id. Raises OrganisationGone, ReasonNotFound or ReasonAlreadyCleared."""
        self.organisation.require_existing()
        reason = next((one for one in self.reasons if one.id == reason_id), None)
        if reason is None:
            raise errors.ReasonNotFound
        if not reason.is_open:
            raise errors.ReasonAlreadyCleared
        return reason

    def list_abnormal(self, reason_id: str, listing: Listing, act: Act, table: RegisterRules) -> None:
        """Enter one reason on the list of abnormal activity (第十一条).

        The second penalty within three years leads to the list of serious breaches (第十五条第五项).
        """
        organisation = self.organisation
        organisation.require_existing()
        organisation.require_founded_before(act)
        listing.require_complete(organisation.particulars, act, table)
        if any((r.listing.code, r.listing.matter) == (listing.code, listing.matter) for r in self.open_reasons):
            raise errors.ReasonAlreadyOpen
        twice = listing.code is ReasonCode.PENALISED and self._was_penalised(act, table)
        self.reasons.append(AbnormalReason(reason_id, listing, Noted.of(act)))
        left, status = len(self.open_reasons), organisation.status
        organisation.record(
            events.OrganisationListedAbnormal(organisation.id, reason_id, listing.code, left, status, act)
        )
        if twice:
            self.enter(SeriousGround.TWICE_PENALISED, listing.decision_no, "", act)
        organisation.wind(table, act.recorded_at)

    def clear_reason(self, reason_id: str, note: str, act: Act, table: RegisterRules) -> None:
        """Clear one reason after it was checked (第十四条); only the last one restores the standing."""
        reason = self.require_clearable(reason_id)
        act.require_not_before(reason.listed.occurred_at, LISTED)
        self._clear(reason, note, act)
        self._judge_two_years_again(act)
        self.organisation.wind(table, act.recorded_at)

    def let_penalties_lapse(self, act: Act) -> None:
        """Six months after the last listing, what asks for no remedy leaves the list (第十四条)."""
        for reason in self.open_reasons:
            if reason.asks_no_remedy:
                self._clear(reason, "", act)

    def require_listed_seriously(self) -> None:
        """Raise NotSeriouslyListed, EndedStaysListed where its deregistration takes it off, or OrganisationGone."""
        if not self.open_grounds:
            raise credit_errors.NotSeriouslyListed
        if self.organisation.status.was_ended_by_office:
            raise credit_errors.EndedStaysListed
        self.organisation.require_existing()

    def list_serious(self, ground: SeriousGround, decision_no: str, note: str, act: Act, table: RegisterRules) -> None:
        """Enter one ground on the list of serious breaches (第十五条).

        What the register itself enters cannot be entered by hand: it would contradict the register, or stand twice.
        """
        organisation = self.organisation
        organisation.require_existing()
        organisation.require_founded_before(act)
        if ground in COME_BY_THEMSELVES:
            raise credit_errors.GroundComesByItself(ground_zh=ground.label.zh, ground_en=ground.label.en)
        if ground is SeriousGround.OTHER and not note.strip():
            raise errors.ReasonNeedsNote
        if any((entry.ground, entry.decision_no) == (ground, decision_no) for entry in self.open_grounds):
            raise credit_errors.GroundAlreadyOpen
        self.enter(ground, decision_no, note, act)
        organisation.wind(table, act.recorded_at)

    def enter(self, ground: SeriousGround, decision_no: str, note: str, act: Act, told: Noted | None = None) -> None:
        """Enter a ground that follows from something else: a suspension, an end, a second penalty, two years.

        ``told`` is how the act is kept where its time is not known.
        """
        self.serious.append(SeriousEntry(ground, decision_no, note, told or Noted.of(act)))
        organisation = self.organisation
        organisation.record(
            events.OrganisationListedSerious(
                organisation.id, ground, len(self.open_grounds), len(self.open_reasons), organisation.status, act
            )
        )

    def require_may_leave(self, at: datetime, table: RegisterRules) -> None:
        """Raise what stands against leaving the list at that time, as told below."""
        self.require_listed_seriously()
        earliest = self.may_leave_at(table)
        if earliest is not None and at < earliest:
            raise credit_errors.SeriousTooEarly(day=local_date(earliest))
        if self.open_reasons:
            raise credit_errors.ReasonsStillOpen(number=len(self.open_reasons))

    def leave_serious_list(self, note: str, act: Act, table: RegisterRules) -> None:
        """Leave the list of serious breaches: after two years without anything new, and with nothing left to mend.

        Basis: 第十七条. Raises NotSeriouslyListed, EndedStaysListed, SeriousTooEarly or ReasonsStillOpen.
        """
        self.require_may_leave(act.occurred_at, table)
        self.leave(note, act)
        self.organisation.wind(table, act.recorded_at)

    def leave(self, note: str, act: Act) -> None:
        """Take all grounds off the list of serious breaches; told only where there were any."""
        if not self.open_grounds:
            return
        left = Noted.of(act)
        self.serious = [e if e.left else replace(e, left=left, leaving_note=note) for e in self.serious]
        self.tell_left(act)

    def _judge_two_years_again(self, act: Act) -> None:
        """Take back what the clock entered after two years, where a late entry tells that all was cleared before."""
        untimely = [entry for entry in self.open_grounds if self.was_untimely(entry)]
        left = Noted.of(act)
        self.serious = [replace(e, left=left) if e in untimely else e for e in self.serious]
        if untimely and not self.open_grounds:
            self.tell_left(act)

    def was_untimely(self, entry: SeriousEntry) -> bool:
        """Whether the clock entered it after two years, and no reason of before it stood so long after all."""
        before = [reason for reason in self.reasons if reason.listed.since < entry.listed.since]
        cleared = all(reason.cleared and reason.cleared.since < entry.listed.since for reason in before)
        return entry.ground is SeriousGround.TWO_YEARS_ABNORMAL and cleared

    def tell_left(self, act: Act) -> None:
        """Tell others that it left the list of serious breaches."""
        organisation = self.organisation
        organisation.record(
            events.OrganisationLeftSeriousList(organisation.id, len(self.open_reasons), organisation.status, act)
        )
        self.tell_restored(act)

    def _clear(self, reason: AbnormalReason, note: str, act: Act) -> None:
        self.reasons[self.reasons.index(reason)] = replace(reason, cleared=Noted.of(act), clearing_note=note)
        organisation, left = self.organisation, len(self.open_reasons)
        organisation.record(events.ReasonCleared(organisation.id, reason.id, left, organisation.status, act))
        self.tell_restored(act)

    def tell_restored(self, act: Act) -> None:
        """Tell others where nothing keeps it on either list any more."""
        if self.standing is Standing.CLEAR:
            organisation = self.organisation
            organisation.record(events.StandingRestored(organisation.id, organisation.status, act))

    def _was_penalised(self, act: Act, table: RegisterRules) -> bool:
        """Whether there was a penalty, cleared or not, within the three years before or after this one."""
        times = [r.listed.since for r in self.reasons if r.listing.code is ReasonCode.PENALISED]
        return any(
            max(one, act.occurred_at) < table.end(rules.PENALTIES_COUNTED_TOGETHER, min(one, act.occurred_at))
            for one in times
        )
