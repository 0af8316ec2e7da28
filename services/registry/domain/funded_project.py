"""A funded project of an organisation, as far as registry must know it: whether it runs, as grants said last."""

from dataclasses import dataclass

from shared.kernel.aggregate import Aggregate


@dataclass
class FundedProject(Aggregate):
    """One project; its id is grants' own. It exists once grants said anything of it, also that it was closed.

    ``organisation_id`` is empty, and ``number`` too, where grants has not told it.
    """

    id: str
    organisation_id: str = ""
    number: str = ""
    running: bool = False

    def run(self, organisation_id: str, number: str) -> None:
        """It was opened, runs again, or is another organisation's than was entered.

        A number that is not told this time stays as it was.
        """
        self.organisation_id, self.running = organisation_id, True
        self.number = number or self.number

    def settle(self) -> None:
        """It is settled or closed: nothing of its money is left to be paid."""
        self.running = False
