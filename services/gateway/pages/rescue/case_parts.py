"""The parts of a case in words: places of care, clues, corrections, conversations."""

from datetime import datetime

from services.gateway.engine.acts import act_text
from services.gateway.engine.blocks import Item
from services.gateway.engine.page import Page
from services.gateway.engine.review import confirmed
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Tag, Tone, at, moment_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import coded
from services.gateway.pages.rescue.colleagues import WITHOUT

CLUES = {"open": Tone("warn", "clock"), "used": Tone("ok", "check"), "refuted": Tone()}

CORRECTIONS = {"waiting": Tone("warn", "clock"), "done": Tone("ok", "check"), "declined": Tone()}


def when(page: Page, at: datetime | None, by: str) -> str:
    """When something was, and who did it."""
    return page.parted((page.formats.moment(at) if at else "", page.person(by or None)))


def signed(page: Page, row: Json, what: str) -> str:
    """When ``what`` was done to a row, and who did it; nobody where a rule did."""
    return when(page, moment_at(row, f"{what}_at"), text_at(row, f"{what}_by"))


def stay(page: Page, stay: Json) -> Item:
    """One place of care."""
    bed = page.say(N_("%(bed)s 床"), bed=text_at(stay, "bed")) if stay.get("bed") else ""
    named = (coded(page, "Place", stay.get("place")), text_at(stay, "name"), text_at(stay, "ward"), bed)
    title = " ".join(filter(None, named))
    return Item(title, facts=(act_text(page, stay, "since"),))


def clue(page: Page, clue: Json) -> Item:
    """One clue, as it was said, and what became of it."""
    words, meaning, state = (text_at(clue, path) for path in ("note.words", "note.normal_form", "state"))
    tone = CLUES[state]
    return Item(
        f"“{words}”" + (f" → {meaning}" if meaning else ""),
        (
            Tag(coded(page, "ClueKind", at(clue, "note.kind")), "brand"),
            Tag(coded(page, "ClueState", state), tone.tone, tone.icon),
        ),
        (when(page, moment_at(clue, "recorded_at"), text_at(clue, "recorded_by")),),
        tuple(filter(None, (text_at(clue, "finding"),))),
    )


def correction(page: Page, one: Json) -> Item:
    """One correction of the time of arrival."""
    before, after = (
        page.formats.moment(found) if (found := moment_at(one, end)) else "" for end in ("before", "after")
    )
    state, decided = text_at(one, "state"), moment_at(one, "decided_at")
    hands = [when(page, moment_at(one, "at"), text_at(one, "by")), *([signed(page, one, "decided")] if decided else [])]
    tone = CORRECTIONS[state]
    tags = (Tag(coded(page, "CorrectionState", state), tone.tone, tone.icon),)
    return Item(f"{before} → {after}", tags, [*hands, *confirmed(page, one)], (text_at(one, "reason"),))


def handover(page: Page, one: Json) -> Item:
    """One hand-over of the case."""
    before, to = text_at(one, "before"), page.person(text_at(one, "to"))
    title = f"{page.person(before) if before else page.say(WITHOUT)} → {to}"
    note = text_at(one, "note")
    return Item(title, facts=(when(page, moment_at(one, "at"), text_at(one, "by")),), texts=[note] if note else [])


def ability_report(page: Page, one: Json) -> Item:
    """How somebody says that the person communicates."""
    said = page.say(N_("%(who)s 说"), who=text_at(one, "said_by"))
    return Item(coded(page, "Ability", one.get("ability")), facts=(said, act_text(page, one)))


def interview(page: Page, one: Json) -> Item:
    """One conversation."""
    companion, remarks = text_at(one, "interpreter"), text_at(one, "remarks")
    facts = [
        page.say(N_("用语 %(speech)s"), speech=text_at(one, "language")),
        coded(page, "Ability", one.get("ability")),
        *([page.say(N_("翻译或陪同 %(who)s"), who=companion)] if companion else []),
    ]
    title = act_text(page, one)
    return Item(title, facts=facts, texts=[remarks] if remarks else [], quote=text_at(one, "words_heard"))
