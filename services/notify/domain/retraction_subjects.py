"""What notify announces of a wrong entry of the register that is to be taken back (更正误登) by a second person.

Its name and code are what people know an organisation by, and public. Basis: 《民法典》第六十六条.
"""

from services.notify.domain.announcement import Announcement, Duty, ItemKind, Subject, Thing, ThingKind, marked, same
from shared.kernel.labels import Words

RETRACTION = "retraction"
"""The code of the duty to decide about a retraction."""

RETRACTION_PROPOSED = Subject(
    "retraction_proposed",
    ItemKind.TODO,
    Words(
        "{organisation} {uscc}：更正误登等您批准",
        "{organisation} {uscc}: taking back a wrong entry waits for your approval",
    ),
    Words(
        "您是登记员或者中心管理员，由提出人以外的一人核对后决定；批准以前，登记的内容和冻结都不变。",
        "You are a registrar or an administrator of the centre; another person than the proposer decides, and until "
        "then the entry and what it froze stay as they are.",
    ),
)
RETRACTION_REFUSED = Subject(
    "retraction_refused",
    ItemKind.WATCH,
    Words(
        "{organisation} {uscc}：您提出的更正误登没有批准",
        "{organisation} {uscc}: your proposal to take an entry back was not approved",
    ),
    Words("更正是您提出的；登记的内容不变。", "You proposed it; the entry stays as it was."),
)


def retraction_proposed(organisation_id: str, name: str, uscc: str, *, example: bool) -> Announcement:
    """Somebody says that an entry of an organisation was a mistake."""
    thing, duty = Thing(ThingKind.ORGANISATION, organisation_id), Duty(organisation_id, RETRACTION)
    return RETRACTION_PROPOSED.announce(thing, _facts(name, uscc, example=example), duty)


def retraction_refused(organisation_id: str, name: str, uscc: str, *, example: bool) -> Announcement:
    """A colleague did not approve it: its author hears of that."""
    thing = Thing(ThingKind.ORGANISATION, organisation_id)
    return RETRACTION_REFUSED.announce(thing, _facts(name, uscc, example=example))


def _facts(name: str, uscc: str, *, example: bool) -> dict[str, Words]:
    return {"organisation": marked(name, example=example), "uscc": same(uscc)}
