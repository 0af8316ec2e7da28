"""The standing of an organisation as grants knows it: its credit and its legal state, as the registry said last."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from services.grants.domain import errors
from services.grants.domain.events import StandingChanged
from shared.kernel.aggregate import Aggregate
from shared.kernel.labels import LabelledEnum, Words


class LegalState(LabelledEnum):
    """The legal state of an organisation by the registry's codes, in the words of a freeze; the last three are final.

    The registry's messages tell ``revoked`` for the last two; that it ended tells which (撤销登记, 吊销登记证书).
    """

    REGISTERED = "registered", "承办组织正常登记", "The organisation is registered"
    SUSPENDED = "suspended", "承办组织被限期停止活动", "The organisation was ordered to stop its activities"
    DEREGISTERED = "deregistered", "承办组织已经注销", "The organisation was deregistered"
    REVOKED = "revoked", "承办组织被撤销登记", "The organisation had its registration revoked"
    LICENCE_WITHDRAWN = "licence_withdrawn", "承办组织被吊销登记证书", "The organisation had its certificate withdrawn"


class SeriousList(LabelledEnum):
    """The list of serious breaches (严重违法失信名单), in the words of a freeze."""

    LISTED = "serious_list", "承办组织被列入严重违法失信名单", "The organisation is on the list of serious breaches"


GONE = frozenset({LegalState.DEREGISTERED, LegalState.REVOKED, LegalState.LICENCE_WITHDRAWN})
LISTED_ABNORMAL = Words("承办组织被列入活动异常名录", "The organisation is listed as abnormal")


@dataclass(frozen=True)
class NameSince:
    """What the organisation is called; ``since`` that day, None for the name that was told first."""

    name: str
    since: date | None = None


@dataclass
class Standing(Aggregate):
    """One organisation's standing. Its id is the organisation's; it exists once the registry said anything.

    Every message of the registry tells the level reached (how many reasons are open, and the legal state), not only
    the step. So whatever was said last decides, even if an earlier message never arrives. A message that a person has
    applied after later ones (``late``) adds to what is known of the reasons and leaves the level alone. ``revision``
    counts what was said, so that a project can tell newer from older.
    """

    id: str
    open_reasons: int = 0
    reasons: dict[str, str] = dataclasses.field(default_factory=dict)
    revision: int = 0
    legal: LegalState = LegalState.REGISTERED
    names: list[NameSince] = dataclasses.field(default_factory=list)
    serious: bool = False

    @property
    def name(self) -> str | None:
        """What the register calls it now; None until the register has told."""
        return self.names[-1].name if self.names else None

    def name_on(self, day: date) -> str | None:
        """What the register called it on that day; None until the register has told."""
        told = [one for one in self.names if one.since is None or one.since <= day]
        found = told[-1:] or self.names[:1]
        return found[0].name if found else None

    def learn_name(self, name: str | None, since: date | None = None) -> None:
        """The register told a name, with the day from which it holds; one that is known changes nothing."""
        if name is None or NameSince(name, since) in self.names:
            return
        others = [one for one in self.names if one.since != since]
        self.names = sorted([*others, NameSince(name, since)], key=lambda one: one.since or date.min)

    def correct_name(self, name: str | None) -> None:
        """The name that is true now stood wrong: the one learned last is put right, from the same day on."""
        if name is None:
            return
        since = self.names[-1].since if self.names else None
        self.names = [*self.names[:-1], NameSince(name, since)]

    @property
    def abnormal(self) -> bool:
        """Whether the organisation is listed. Basis: 《社会组织信用信息管理办法》: listed while any reason is open."""
        return self.open_reasons > 0

    @property
    def blocked(self) -> bool:
        """Whether nothing may be paid: on one of the lists, suspended, or gone."""
        return self.abnormal or self.serious or self.legal is not LegalState.REGISTERED

    @property
    def reason_codes(self) -> tuple[str, ...]:
        """The legal state where it stands against paying, the list of serious breaches, then the known open reasons,
        each once, by alphabet.
        """
        legal = () if self.legal is LegalState.REGISTERED else (self.legal.value,)
        serious = (SeriousList.LISTED.value,) if self.serious else ()
        return (*legal, *serious, *(sorted(set(self.reasons.values())) if self.abnormal else ()))

    def require_fundable(self) -> None:
        """Raise unless a project may be opened: a suspended organisation may not act, one that is gone cannot.

        To one on the list of serious breaches nothing is granted; of one that is listed as abnormal the project is
        opened, as was signed, and frozen at once.
        Basis: 社会团体登记管理条例 第三十条; 民办非企业单位登记管理暂行条例 第二十五条; 民政部令第60号;
        registry-grants notes 4.5.
        """
        require_running(self.reason_codes)
        if self.serious:
            raise errors.OrganisationListedSeriously

    def change_legally(self, legal: LegalState, open_reasons: int, *, late: bool = False) -> None:
        """It was registered, suspended, resumed, deregistered or revoked."""
        self._reach(open_reasons, legal, late)

    def list_abnormal(
        self, reason_id: str, reason_code: str, open_reasons: int, legal: LegalState | None, *, late: bool = False
    ) -> None:
        """One more reason is open."""
        self.reasons[reason_id] = reason_code
        self._reach(open_reasons, legal, late)

    def drop_reason(self, reason_id: str, open_reasons: int, legal: LegalState | None, *, late: bool = False) -> None:
        """One reason was cleared; the others keep the organisation listed."""
        self.reasons.pop(reason_id, None)
        self._reach(open_reasons, legal, late)

    def list_serious(self, listed: bool, open_reasons: int, legal: LegalState | None, *, late: bool = False) -> None:
        """It is on the list of serious breaches, or left it."""
        if not late:
            self.serious = listed
        self._reach(open_reasons, legal, late)

    def restore(self, legal: LegalState | None, *, late: bool = False) -> None:
        """Nothing keeps it on either list any more."""
        if not late:
            self.reasons.clear()
            self.serious = False
        self._reach(0, legal, late)

    def _reach(self, open_reasons: int, legal: LegalState | None, late: bool) -> None:
        told_how = legal is LegalState.REVOKED and self.legal is LegalState.LICENCE_WITHDRAWN
        if not late:
            self.open_reasons, self.legal = open_reasons, (self.legal if told_how else legal or self.legal)
        self.revision += 1
        self.record(StandingChanged(self.id, self.blocked, self.reason_codes))


def legal_state(status: str | None) -> LegalState | None:
    """The registry's code of a legal state; None where an older message did not tell it."""
    return None if status is None else LegalState(status)


def require_running(reason_codes: tuple[str, ...]) -> None:
    """Raise OrganisationGone or OrganisationSuspended when one of the reasons is such a legal state."""
    if GONE.intersection(reason_codes):
        raise errors.OrganisationGone
    if LegalState.SUSPENDED in reason_codes:
        raise errors.OrganisationSuspended


def require_unfrozen(reason_codes: tuple[str, ...]) -> NoReturn:
    """Raise OrganisationGone, OrganisationSuspended or ProjectIsFrozen, by what freezes a project."""
    require_running(reason_codes)
    serious = [SeriousList.LISTED.label] if SeriousList.LISTED in reason_codes else []
    abnormal = [LISTED_ABNORMAL] if set(reason_codes) - {SeriousList.LISTED.value} else []
    lists = [*serious, *abnormal]
    raise errors.ProjectIsFrozen(
        because_zh="、".join(one.zh for one in lists), because_en="; ".join(one.en for one in lists)
    )
