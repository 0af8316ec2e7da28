"""What came back of a project that ends is an amount in 分: nothing else is taken for one."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.grants.commands.propose_closing import ProposeClosing


@pytest.mark.parametrize("returned", [True, "100", 1.0, -1])
def test_propose_closing_takes_a_whole_number_of_fen_alone(returned: Any) -> None:
    with pytest.raises(ValidationError):
        ProposeClosing(project_id="p1", kind="terminated", reason="不再进行", returned_fen=returned)
