"""Which payments were recorded by a voucher (凭证号): asked before one is recorded, and nothing is forbidden by it.

One voucher may pay for several instalments; a slip of the pen looks the same.
"""

from collections.abc import Iterator
from datetime import datetime

from services.grants.domain.fields import InstalmentNo, Number, Sum, Title
from services.grants.domain.permissions import READERS
from services.grants.domain.project import Project
from services.grants.stored import stored_project
from shared.kernel.cause import Actor
from shared.storage.reading import Reader
from shared.web.view import View

MOST = 20
_PAID_BY = "state.instalments.payment.voucher_no"


class VoucherUse(View):
    """One payment by the voucher; one that was taken back is none."""

    project_id: str
    number: Number
    title: Title
    no: InstalmentNo
    amount_fen: Sum
    paid_at: datetime


class VoucherUses(View):
    """The payments by this voucher, at most of MOST projects."""

    items: list[VoucherUse]


async def voucher_uses(reader: Reader, actor: Actor, voucher_no: str) -> VoucherUses:
    """Raises RoleRequired."""
    actor.require(*sorted(READERS))
    found = await reader.every("projects", {_PAID_BY: voucher_no}, [("view.number", 1), ("_id", 1)], MOST)
    return VoucherUses(items=[use for one in found for use in _uses(stored_project(one), voucher_no)])


def _uses(project: Project, voucher_no: str) -> Iterator[VoucherUse]:
    for part in project.instalments:
        if part.payment and part.payment.voucher_no == voucher_no:
            yield VoucherUse(
                project_id=project.id,
                number=project.number,
                title=project.agreement.title,
                no=part.no,
                amount_fen=part.amount_fen,
                paid_at=part.payment.entry.since,
            )
