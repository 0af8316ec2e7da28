"""One import of a file: what it would do, what it did, and what was wrong with it, kept for whoever asks later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from services.registry.domain import events
from services.registry.domain.organisation import Particulars
from services.registry.domain.sheet import HEADERS, Draft, Problem, Reading
from services.registry.domain.sheet_errors import DiffersFromRegister, ImportAlreadyFinished
from shared.kernel.aggregate import Aggregate

KEPT_PROBLEMS = 500


@dataclass(frozen=True)
class Known:
    """What the register says of a credit code now."""

    organisation_id: str
    particulars: Particulars


@dataclass(frozen=True)
class Update:
    """A row that says something else than the register about the same code."""

    draft: Draft
    organisation_id: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What became of the plan: how many were entered, changed and left alone, and what went wrong on the way."""

    created: int
    updated: int
    unchanged: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What a file asks of the register: to enter, to change, to leave alone."""

    new: tuple[Draft, ...]
    updates: tuple[Update, ...]
    unchanged: int

    @classmethod
    def of(cls, drafts: Sequence[Draft], known: Mapping[str, Known]) -> "Plan":
        """Compare each row with what the register knows of its code."""
        new: list[Draft] = []
        updates: list[Update] = []
        for draft in drafts:
            there = known.get(draft.particulars.uscc)
            if there is None:
                new.append(draft)
            elif changed := there.particulars.differing(draft.particulars):
                updates.append(Update(draft, there.organisation_id, changed))
        return cls(tuple(new), tuple(updates), len(drafts) - len(new) - len(updates))

    def foreseen(self, update_existing: bool) -> Outcome:
        """What carrying it out would come to, if nobody else changes the register meanwhile."""
        updated, refusals = (len(self.updates), ()) if update_existing else (0, tuple(map(refused, self.updates)))
        return Outcome(len(self.new), updated, self.unchanged, refusals)


def refused(update: Update) -> Problem:
    """Say of a differing row in which columns it differs."""
    columns = "、".join(HEADERS[name.removesuffix("_code")][0] for name in update.fields)
    error = DiffersFromRegister(columns=columns)
    return Problem(update.draft.row, columns, error.slug, error.sentence("zh"), error.sentence("en"))


@dataclass
class OrganisationImport(Aggregate):
    """One import, begun and then finished; one that broke off stays unfinished until its sender repeats it.

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

    def begin(self) -> "OrganisationImport":
        """Record that it began."""
        self.record(events.ImportBegun(self.id, self.dry_run, self.by, self.at))
        return self

    def finish(self, reading: Reading, outcome: Outcome, at: datetime) -> None:
        """Keep what happened. Raises ImportAlreadyFinished."""
        if self.finished_at is not None:
            raise ImportAlreadyFinished
        problems = sorted([*reading.problems, *outcome.problems], key=lambda problem: problem.row)
        self.finished_at, self.rows = at, reading.rows
        self.created, self.updated, self.unchanged = outcome.created, outcome.updated, outcome.unchanged
        self.failed = len({problem.row for problem in problems})
        self.problems = problems[:KEPT_PROBLEMS]
        self.record(events.ImportFinished(self.id, at))
