"""What one service takes over from another fits there."""

from services.grants.commands.open_project import OpenProject
from services.registry.commands.register_organisation import RegisterOrganisation


def test_every_name_that_the_register_allows_fits_into_an_agreement() -> None:
    def most(model: type[OpenProject | RegisterOrganisation], field: str) -> int:
        return int(model.model_json_schema()["properties"][field]["maxLength"])

    assert most(OpenProject, "organisation_name") >= most(RegisterOrganisation, "name")
