"""What one service takes over from another fits there."""

from pydantic import TypeAdapter

from services.grants.domain.agreement import Agreement
from services.registry.commands.register_organisation import RegisterOrganisation


def test_every_name_that_the_register_allows_fits_into_an_agreement() -> None:
    """Grants takes the name from the registry's event; one that were too long could not be read again."""
    kept = TypeAdapter(Agreement).json_schema()["properties"]["organisation_name"]["anyOf"]
    most = next(one["maxLength"] for one in kept if one["type"] == "string")
    assert most >= RegisterOrganisation.model_json_schema()["properties"]["name"]["maxLength"]
