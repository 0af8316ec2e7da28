"""The public facts of an organisation are others than before."""

from services.public.domain.organisation import ListedOrganisation, OnList, Profile
from services.public.ports import Ports
from shared.contracts.registry_profile import ListEntry, OrganisationProfileChanged
from shared.kernel.cause import Cause
from shared.kernel.upsert import change_or_create


async def when_organisation_profile_changed(event: OrganisationProfileChanged, cause: Cause, ports: Ports) -> None:
    """Show them as they are now."""
    profile = Profile(
        uscc=event.uscc,
        name=event.name,
        kind=event.kind,
        street=event.street,
        founded_on=event.founded_on,
        status=event.status,
        standing=event.standing,
        abnormal=_entries(event.abnormal),
        serious=_entries(event.serious),
        invented=event.invented,
        invented_fields=tuple(event.invented_fields),
    )
    await change_or_create(
        ports.organisations,
        ListedOrganisation(event.organisation_id),
        cause,
        lambda organisation: organisation.show(profile, cause.at),
    )


def _entries(told: list[ListEntry]) -> tuple[OnList, ...]:
    return tuple(OnList(one.code, one.since) for one in told)
