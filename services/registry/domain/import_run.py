"""One import of a file: what it would do, what it did, and what was wrong with it, kept for whoever asks later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from services.registry.domain import events
from services.registry.domain.organisation import Particulars
from services.registry.domain.sheet import HEADERS, Draft, Problem, Reading
from services.registry.domain.sheet_errors import DiffersFromRegister
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
    """The result of one import. Of very many problems the first 500 are kept, and all are counted."""

    id: str
    file_name: str
    sha256: str
    dry_run: bool
    update_existing: bool
    rows: int
    created: int
    updated: int
    unchanged: int
    failed: int
    by: str
    at: datetime
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def finish(
        cls,
        import_id: str,
        source: tuple[str, str],
        choices: tuple[bool, bool],
        reading: Reading,
        outcome: Outcome,
        *,
        by: str,
        at: datetime,
    ) -> "OrganisationImport":
        """Keep what happened. ``source`` is the file's name and SHA-256, ``choices`` dry run and update existing."""
        problems = sorted([*reading.problems, *outcome.problems], key=lambda problem: problem.row)
        run = cls(
            import_id,
            *source,
            *choices,
            reading.rows,
            outcome.created,
            outcome.updated,
            outcome.unchanged,
            len({problem.row for problem in problems}),
            by,
            at,
            problems[:KEPT_PROBLEMS],
        )
        run.record(events.OrganisationsImported(import_id, run.dry_run, by, at))
        return run
