"""What is announced to people: a subject with its facts, and never anything about a person in care.

A subject is one kind of announcement. Its facts are numbers of cases and projects, public names and codes of
organisations, names of legal limits and causes of a freeze, times and counts; nothing else may be put into a sentence
or a mail.
Basis: 《个人信息保护法》 第二十八条、第二十九条.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.kernel.labels import LabelledEnum, Words

ALLOWED_FACTS = frozenset({"case_no", "project_no", "organisation", "uscc", "limit", "due", "count", "cause", "until"})
"""All that a sentence or a mail may be told, besides fixed words and the way to the thing that it is about."""


class ItemKind(LabelledEnum):
    """Why an item is there: something to do, something to know, something about the system."""

    TODO = "todo", "需办", "To do"
    WATCH = "watch", "关注", "For information"
    SYSTEM = "system", "系统", "System"


class ThingKind(LabelledEnum):
    """What an announcement can be about. The gateway knows the page of each; no address of it stands here."""

    CASE = "case", "个案", "Case"
    PROJECT = "project", "项目", "Project"
    WARD_REPORT = "ward_report", "病区来报", "Report of a ward"
    OWN_PROJECT = "own_project", "本机构的项目", "Project of one's own"
    ORGANISATION = "organisation", "社会组织", "Organisation"
    JOB = "job", "任务", "Task"


@dataclass(frozen=True)
class Thing:
    """One thing of a service: where something can be done about it, that is shown."""

    kind: ThingKind
    id: str


@dataclass(frozen=True)
class Duty:
    """What an announcement asks for: a legal limit or a task of a case, the next step of a notice, or a decision of a
    second person, until that is done or ends.

    ``case_id`` is the case, or the project or the organisation that is decided about; ``about`` is the notice's id, the
    number of an instalment, or what tells limits of one code in the case apart.
    """

    case_id: str
    code: str
    about: str | None = None


@dataclass(frozen=True)
class Subject:
    """One kind of announcement: its sentence, and why a person gets it. Facts stand in braces."""

    code: str
    kind: ItemKind
    title: Words
    why: Words

    def announce(self, about: Thing, facts: Mapping[str, Words], duty: Duty | None = None) -> "Announcement":
        """The announcement with its facts filled in."""
        return Announcement(
            subject=self.code,
            kind=self.kind,
            title=_filled(self.title, facts),
            why=_filled(self.why, facts),
            about=about,
            facts=dict(facts),
            duty=duty,
        )


@dataclass(frozen=True)
class Announcement:
    """What is said, why, and about what. ``facts`` are kept for the mail's template.

    ``duty`` is set where something is to be done that others see being done.
    """

    subject: str
    kind: ItemKind
    title: Words
    why: Words
    about: Thing
    facts: dict[str, Words]
    duty: Duty | None = None


def same(fact: object) -> Words:
    """What needs no translation, such as a case number."""
    return Words(str(fact), str(fact))


def marked(fact: object, *, example: bool) -> Words:
    """The number or name of a thing, with the mark of what is an example (示例) of the demonstration."""
    return Words(f"{fact}（示例）", f"{fact} (example)") if example else same(fact)


def _filled(words: Words, facts: Mapping[str, Words]) -> Words:
    return Words(
        words.zh.format_map({name: fact.zh for name, fact in facts.items()}),
        words.en.format_map({name: fact.en for name, fact in facts.items()}),
    )
