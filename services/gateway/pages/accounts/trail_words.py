"""What a row of the audit trail says, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.gateway.auth.audit import CONSOLE, Entry, What
from services.gateway.engine.page import Page
from services.gateway.engine.people import People
from services.gateway.i18n import N_
from services.gateway.pages.accounts.scope_field import lines_of
from shared.kernel.roles import role_names
from shared.kernel.scope import Scope

ROLE_FACTS = {"roles": N_("岗位：%(it)s"), "added": N_("增加：%(it)s"), "removed": N_("去掉：%(it)s")}
PERSON_FACTS = {"proposed_by": N_("提出人：%(it)s"), "substitute": N_("代理人：%(it)s"), "to": N_("接手：%(it)s")}
PLAIN_FACTS = {"review_code": N_("复核码：%(it)s"), "count": N_("数量：%(it)s")}
DAY_FACTS = {"from": N_("从 %(it)s"), "until": N_("到 %(it)s")}
SCOPE = N_("范围：%(it)s")
ON_SERVER = N_("服务器上的运维")
LABELS: Mapping[str, What] = {one.value: one for one in What}
ALARMING = frozenset({What.LOCKED, What.SIGN_IN_FAILED, What.CODE_FAILED})


@dataclass(frozen=True)
class Told:
    """One row for people: what, whose account, by whom, when, from where, and further facts in one line."""

    at: datetime
    what: str
    alarming: bool
    whom: str
    by: str
    place: str
    facts: str


async def told(page: Page, entries: Sequence[Entry], people: People) -> list[Told]:
    """The rows in words; names of people who have an account, the rest as it is."""
    scopes = {text: await _scope(page, text) for text in {one.facts.get("scope", "") for one in entries}}
    return [_row(page, one, people, scopes[one.facts.get("scope", "")]) for one in entries]


def _row(page: Page, entry: Entry, people: People, scope: list[str]) -> Told:
    what = LABELS.get(entry.what)
    return Told(
        at=entry.at,
        what=what.label.of(page.language) if what else entry.what,
        alarming=what in ALARMING,
        whom=people.name(entry.whom) if entry.whom else "",
        by=_who(page, entry.by, people),
        place=entry.place,
        facts=page.listed([*_facts(page, entry.facts, people), *scope]),
    )


def _who(page: Page, staff_id: str, people: People) -> str:
    if staff_id == CONSOLE:
        return page.say(ON_SERVER)
    return people.name(staff_id) if staff_id else ""


def _facts(page: Page, facts: Mapping[str, str], people: People) -> list[str]:
    found = []
    for name, value in facts.items():
        if name in ROLE_FACTS:
            found.append(page.say(ROLE_FACTS[name], it=role_names(value.split(","), page.language)))
        elif name in PERSON_FACTS:
            found.append(page.say(PERSON_FACTS[name], it=people.name(value)))
        elif name in DAY_FACTS:
            found.append(page.say(DAY_FACTS[name], it=page.formats.day(date.fromisoformat(value))))
        elif name in PLAIN_FACTS:
            found.append(page.say(PLAIN_FACTS[name], it=value))
    return found


async def _scope(page: Page, texts: str) -> list[str]:
    """What the account may reach, named as the register names it where that can be asked for."""
    if not texts:
        return []
    try:
        scope = Scope.parse(texts.split(","))
    except ValueError:
        return [page.say(SCOPE, it=texts)]
    lines = [line.replace("/", " ", 1) for line in await lines_of(page, scope)]
    return [page.say(SCOPE, it=f"{scope.kind.label.of(page.language)} {page.listed(lines)}")]
