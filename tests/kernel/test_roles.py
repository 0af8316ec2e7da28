"""A refusal names the roles as people call them."""

import pytest

from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired


def test_refusal_names_roles_in_each_language() -> None:
    with pytest.raises(RoleRequired) as refused:
        Actor("staff-1", frozenset({"registrar"})).require("operator", "centre_admin")
    assert refused.value.sentence("zh") == "这项操作需要“运维、中心管理员”的身份。"
    assert refused.value.sentence("en") == "This needs one of the roles: Operator, Centre administrator."
