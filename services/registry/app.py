"""Table of contents of registry: every command, query and reaction, wired to its ports."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial

from services.registry.commands.add_talent import AddTalent, add_talent
from services.registry.commands.clear_abnormal_reason import ClearAbnormalReason, clear_abnormal_reason
from services.registry.commands.correct_organisation import CorrectOrganisation, correct_organisation
from services.registry.commands.deregister_organisation import DeregisterOrganisation, deregister_organisation
from services.registry.commands.import_organisations import ImportOrganisations, import_organisations
from services.registry.commands.list_abnormal import ListAbnormal, list_abnormal
from services.registry.commands.register_organisation import RegisterOrganisation, register_organisation
from services.registry.commands.resume_organisation import ResumeOrganisation, resume_organisation
from services.registry.commands.revoke_organisation import RevokeOrganisation, revoke_organisation
from services.registry.commands.suspend_organisation import SuspendOrganisation, suspend_organisation
from services.registry.commands.update_talent import UpdateTalent, update_talent
from services.registry.commands.withdraw_talent import WithdrawTalent, withdraw_talent
from services.registry.domain.permissions import WHO_MAY
from services.registry.ports import Ports
from services.registry.queries.import_list import ImportList, import_list
from services.registry.queries.import_result import ImportResult, import_result
from services.registry.queries.organisation_list import OrganisationList, organisation_list
from services.registry.queries.organisation_page import OrganisationPage, organisation_page
from services.registry.queries.place_choices import PlaceChoice, place_choices
from services.registry.queries.reference import Reference, reference
from services.registry.queries.statistics import Statistics, statistics
from services.registry.queries.talent_list import TalentLine, TalentList, talent_list
from services.registry.queries.talent_page import TalentPage, talent_page
from services.registry.queries.talents_by_id import talents_by_id
from services.registry.reactions.when_interpreter_requested import when_interpreter_requested
from shared.contracts.contract import Contract
from shared.contracts.rescue import InterpreterRequested
from shared.kernel.handling import Handler, Reaction, guarded, reacting
from shared.storage.reading import Reader


@dataclass(frozen=True)
class App:
    """Everything registry can do."""

    register_organisation: Handler[RegisterOrganisation]
    correct_organisation: Handler[CorrectOrganisation]
    suspend_organisation: Handler[SuspendOrganisation]
    resume_organisation: Handler[ResumeOrganisation]
    deregister_organisation: Handler[DeregisterOrganisation]
    revoke_organisation: Handler[RevokeOrganisation]
    list_abnormal: Handler[ListAbnormal]
    clear_abnormal_reason: Handler[ClearAbnormalReason]
    import_organisations: Handler[ImportOrganisations]
    add_talent: Handler[AddTalent]
    update_talent: Handler[UpdateTalent]
    withdraw_talent: Handler[WithdrawTalent]

    organisation_list: Callable[..., Awaitable[OrganisationList]]
    organisation_page: Callable[..., Awaitable[OrganisationPage]]
    import_list: Callable[..., Awaitable[ImportList]]
    import_result: Callable[..., Awaitable[ImportResult]]
    talent_list: Callable[..., Awaitable[TalentList]]
    talent_page: Callable[..., Awaitable[TalentPage]]
    talents_by_id: Callable[..., Awaitable[list[TalentLine]]]
    statistics: Callable[..., Awaitable[Statistics]]
    reference: Callable[..., Reference]
    place_choices: Callable[..., list[PlaceChoice]]

    reactions: Mapping[type[Contract], Reaction]


def build_app(ports: Ports, reader: Reader) -> App:
    """Wire everything."""
    places = ports.places
    return App(
        register_organisation=guarded(register_organisation, ports, WHO_MAY["register_organisation"]),
        correct_organisation=guarded(correct_organisation, ports, WHO_MAY["correct_organisation"]),
        suspend_organisation=guarded(suspend_organisation, ports, WHO_MAY["suspend_organisation"]),
        resume_organisation=guarded(resume_organisation, ports, WHO_MAY["resume_organisation"]),
        deregister_organisation=guarded(deregister_organisation, ports, WHO_MAY["deregister_organisation"]),
        revoke_organisation=guarded(revoke_organisation, ports, WHO_MAY["revoke_organisation"]),
        list_abnormal=guarded(list_abnormal, ports, WHO_MAY["list_abnormal"]),
        clear_abnormal_reason=guarded(clear_abnormal_reason, ports, WHO_MAY["clear_abnormal_reason"]),
        import_organisations=guarded(import_organisations, ports, WHO_MAY["import_organisations"]),
        add_talent=guarded(add_talent, ports, WHO_MAY["add_talent"]),
        update_talent=guarded(update_talent, ports, WHO_MAY["update_talent"]),
        withdraw_talent=guarded(withdraw_talent, ports, WHO_MAY["withdraw_talent"]),
        organisation_list=partial(organisation_list, reader, places),
        organisation_page=partial(organisation_page, reader, places),
        import_list=partial(import_list, reader),
        import_result=partial(import_result, reader),
        talent_list=partial(talent_list, reader, places),
        talent_page=partial(talent_page, reader, places),
        talents_by_id=partial(talents_by_id, reader),
        statistics=partial(statistics, reader),
        reference=partial(reference, places),
        place_choices=partial(place_choices, places),
        reactions={InterpreterRequested: reacting(when_interpreter_requested, ports)},
    )
