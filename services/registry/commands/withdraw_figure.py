"""Withdraw a growth of the press that was quoted wrongly (撤回报道的增长率)."""

from services.registry.domain import errors
from services.registry.domain.fields import FigureId, WithdrawalReason
from services.registry.domain.permissions import OFFICE, ON_FIGURE
from services.registry.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class WithdrawFigure(Command):
    """Which figure, and what was wrong with it."""

    figure_id: FigureId
    reason: WithdrawalReason


@command(
    WithdrawFigure,
    post("/quoted-figures/{figure_id}/withdrawal"),
    label=Label(
        "撤回报道的增长率",
        "Withdraw this growth",
        "撤回后不再显示在统计旁边，不能恢复；记录和撤回原因都会保留。写对了再另记一条。",
        "It no longer stands beside the figures, and this cannot be undone; the entry and the reason are kept. "
        "Enter it anew as it was printed.",
    ),
    roles=OFFICE,
    offered=ON_FIGURE.when(lambda figure, _: figure.require_standing()),
    refusals=(errors.FigureIsWithdrawn,),
)
async def withdraw_figure(cmd: WithdrawFigure, cause: Cause, ports: Ports) -> Receipt:
    return await ports.figures.change(cmd.figure_id, cause, lambda figure: figure.withdraw(cmd.reason, Act.now(cause)))
