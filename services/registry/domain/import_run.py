"""One import of a file: what it would do, what it did, and what was wrong with it, kept for whoever asks later."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from services.registry.domain import events
from services.registry.domain.import_errors import ImportOfAnother, NotATrial, TrialCarriedOutAlready
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.names import NameBlock, is_borne, keys_held, name_key, refusal
from services.registry.domain.particulars import Particulars
from services.registry.domain.rules import RegisterRules
from services.registry.domain.sheet import Draft, Problem, Reading, problem_of
from services.registry.domain.sheet_errors import (
    ColumnsUnknown,
    DiffersFromRegister,
    ImportAlreadyFinished,
    StatusDiffers,
    StreetMissing,
)
from services.registry.domain.sheet_header import column_of
from shared.kernel.aggregate import Aggregate

KEPT_PROBLEMS = 500


@dataclass(frozen=True)
class Known:
    """What the register says of an organisation now."""

    organisation_id: str
    particulars: Particulars
    status: OrganisationStatus = OrganisationStatus.REGISTERED
    blocked: tuple[NameBlock, ...] = ()


@dataclass(frozen=True)
class Update:
    """A row that says something else than the register about the same code, and what would be right by it."""

    draft: Draft
    organisation_id: str
    fields: tuple[str, ...]
    particulars: Particulars


@dataclass(frozen=True)
class Outcome:
    """What became of the plan: how many were entered, changed and left alone, and what went wrong on the way."""

    created: int
    updated: int
    unchanged: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What a file asks of the register: to enter, to change, to leave alone; and the rows that cannot be followed."""

    new: tuple[Draft, ...]
    updates: tuple[Update, ...]
    unchanged: int
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, drafts: Sequence[Draft], known: Sequence[Known], rules: RegisterRules) -> "Plan":
        """Compare each row with what the register knows of its code, and its name with those that are borne."""
        by_code = {one.particulars.uscc: one for one in known}
        bearers = {key: one for one in known for key in keys_held(one, rules)}
        new: list[Draft] = []
        updates: list[Update] = []
        problems: list[Problem] = []
        unchanged = 0
        for draft in drafts:
            there = by_code.get(draft.particulars.uscc)
            if problem := _hindrance(draft, there) or _same_name(draft, there, bearers, rules):
                problems.append(problem)
            elif there is None:
                new.append(draft)
            elif changed := there.particulars.differing(right := draft.said_beside(there.particulars)):
                updates.append(Update(draft, there.organisation_id, changed, right))
            else:
                unchanged += 1
        return cls(tuple(new), tuple(updates), unchanged, tuple(problems))

    def rows_unlike(self, other: "Plan") -> int:
        """How many rows this plan treats otherwise than another of the same file."""
        mine, theirs = self._fates(), other._fates()
        return sum(mine.get(row) != theirs.get(row) for row in mine.keys() | theirs.keys())

    def _fates(self) -> dict[int, object]:
        """What is to become of each row that is not left as it is."""
        fates: dict[int, object] = {draft.row: "new" for draft in self.new}
        fates |= {change.draft.row: (change.organisation_id, change.fields) for change in self.updates}
        return fates | {problem.row: problem.slug for problem in self.problems}

    def living_and_ended(self) -> tuple[list[Draft], list[Draft]]:
        """The new ones, those that bear their names before those that had ended: a name that others bear is theirs."""
        living: list[Draft] = []
        ended: list[Draft] = []
        for draft in self.new:
            (ended if draft.status and draft.status.has_ended else living).append(draft)
        return living, ended

    def foreseen(self, update_existing: bool) -> Outcome:
        """What carrying it out would come to, if nobody else changes the register meanwhile."""
        updated, refusals = (len(self.updates), ()) if update_existing else (0, tuple(map(refused, self.updates)))
        return Outcome(len(self.new), updated, self.unchanged, (*self.problems, *refusals))


def _hindrance(draft: Draft, there: Known | None) -> Problem | None:
    """Why a row can be neither entered nor followed: no street for a new one, another state than a known one has."""
    if there is None:
        return problem_of(draft.row, "street", StreetMissing()) if "street_code" in draft.unsaid else None
    if draft.status is None or draft.status is there.status:
        return None
    known, said = there.status.label, draft.status.label
    error = StatusDiffers(known_zh=known.zh, known_en=known.en, said_zh=said.zh, said_en=said.en)
    return problem_of(draft.row, "status", error)


def _same_name(draft: Draft, there: Known | None, bearers: dict[str, Known], rules: RegisterRules) -> Problem | None:
    """Refuse a name that another organisation holds, in the register or further up in the file."""
    status = there.status if there else draft.status or OrganisationStatus.REGISTERED
    if not is_borne(status):
        return None
    key = name_key(draft.particulars.name, draft.particulars.uscc, rules)
    holder = bearers.setdefault(key, Known("", draft.particulars, status))
    error = refusal(draft.particulars, holder, rules)
    return problem_of(draft.row, "name", error) if error else None


def refused(update: Update) -> Problem:
    """Say of a differing row in which columns it differs."""
    columns = "、".join(column_of(name.removesuffix("_code")) for name in update.fields)
    error = DiffersFromRegister(columns=columns)
    return Problem(update.draft.row, columns, error.slug, error.sentence("zh"), error.sentence("en"))


@dataclass
class OrganisationImport(Aggregate):
    """One import, begun and then finished; one that broke off stays unfinished until its sender repeats it.

    ``job_id`` is the job that does it, where one does; then ``stopped_at`` is when that ended without finishing.
    ``carried_out_by`` is the job that imports for real what a trial run read.

    Of very many problems the first 500 are kept, and all failed rows are counted.
    """

    id: str
    file_name: str
    sha256: str
    dry_run: bool
    update_existing: bool
    by: str
    at: datetime
    finished_at: datetime | None = None
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    problems: list[Problem] = field(default_factory=list)
    job_id: str = ""
    stopped_at: datetime | None = None
    carried_out_by: str = ""

    def begin(self) -> "OrganisationImport":
        """Record that it began."""
        self.record(events.ImportBegun(self.id, self.dry_run, self.by, self.at))
        return self

    def require_trial_of(self, staff_id: str, job_id: str = "") -> None:
        """Raise NotATrial unless it is a trial run that a job did to its end, ImportOfAnother unless this person's,
        TrialCarriedOutAlready where another job than this carries it out.
        """
        if not self.dry_run or self.finished_at is None or not self.job_id:
            raise NotATrial
        self.require_own(staff_id)
        if self.carried_out_by not in ("", job_id):
            raise TrialCarriedOutAlready

    def carry_out(self, staff_id: str, job_id: str, at: datetime) -> None:
        """Let a job import for real what was tried. Raises what ``require_trial_of`` raises."""
        self.require_trial_of(staff_id, job_id)
        self.carried_out_by = job_id
        self.record(events.TrialCarriedOut(self.id, job_id, at))

    def require_own(self, staff_id: str) -> None:
        """Raise ImportOfAnother unless this person sent the file."""
        if self.by != staff_id:
            raise ImportOfAnother

    def finish(self, reading: Reading, outcome: Outcome, at: datetime) -> None:
        """Keep what happened. Raises ImportAlreadyFinished."""
        if self.finished_at is not None:
            raise ImportAlreadyFinished
        self.finished_at = at
        self._keep(reading, outcome)
        self.record(events.ImportFinished(self.id, at))

    def stop(self, reading: Reading, outcome: Outcome, at: datetime) -> None:
        """Keep what happened until its job was stopped or failed: it stays unfinished. Raises ImportAlreadyFinished."""
        if self.finished_at is not None:
            raise ImportAlreadyFinished
        self.stopped_at = at
        self._keep(reading, outcome)
        self.record(events.ImportStopped(self.id, at))

    def _keep(self, reading: Reading, outcome: Outcome) -> None:
        problems = sorted([*reading.problems, *outcome.problems], key=lambda problem: problem.row)
        self.rows = reading.rows
        self.created, self.updated, self.unchanged = outcome.created, outcome.updated, outcome.unchanged
        self.failed = len({problem.row for problem in problems if problem.slug != ColumnsUnknown.slug})
        self.problems = problems[:KEPT_PROBLEMS]
