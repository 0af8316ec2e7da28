"""Table of contents of printing: every command and query, wired to its ports. It reacts to no event."""

from collections.abc import Mapping
from functools import partial

from services.printing.commands.note_paper import note_paper
from services.printing.commands.print_sheet import print_sheet
from services.printing.ports import Ports
from services.printing.queries.check_print import check_print
from services.printing.queries.paper import paper
from services.printing.queries.prints_of import prints_of
from shared.command.declaration import Commands
from shared.contracts.contract import Contract
from shared.kernel.handling import Reaction
from shared.storage.reading import Reader

COMMANDS = (
    print_sheet,
    note_paper,
)


class App(Commands[Ports]):
    """Everything printing can do."""

    def __init__(self, ports: Ports, reader: Reader) -> None:
        super().__init__(COMMANDS, ports)

        self.press = ports.press
        self.paper = partial(paper, ports)
        self.check_print = partial(check_print, reader)
        self.prints_of = partial(prints_of, reader)

        self.reactions: Mapping[type[Contract], Reaction] = {}
