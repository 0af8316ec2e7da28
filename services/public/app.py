"""Table of contents of the public site: every query and reaction, wired to its ports."""

from collections.abc import Mapping
from functools import partial

from services.public.ports import Ports
from services.public.queries.notice_list import notice_list
from services.public.queries.notice_page import notice_page
from services.public.queries.organisation_list import organisation_list
from services.public.queries.organisation_page import organisation_page
from services.public.queries.public_addresses import public_addresses
from services.public.reactions.when_notice_made_public import when_notice_made_public
from services.public.reactions.when_notice_taken_down import when_notice_taken_down
from services.public.reactions.when_organisation_profile_changed import when_organisation_profile_changed
from shared.contracts.contract import Contract
from shared.contracts.registry_profile import OrganisationProfileChanged
from shared.contracts.rescue_public import NoticeMadePublic, NoticeTakenDown
from shared.kernel.handling import Reaction, reacting
from shared.storage.reading import Reader


class App:
    """Everything the public site can do: nobody can change anything there but by publishing elsewhere."""

    def __init__(self, ports: Ports, reader: Reader) -> None:
        self.notice_list = partial(notice_list, reader)
        self.notice_page = partial(notice_page, reader)
        self.organisation_list = partial(organisation_list, reader)
        self.organisation_page = partial(organisation_page, reader)
        self.public_addresses = partial(public_addresses, reader)

        self.reactions: Mapping[type[Contract], Reaction] = {
            NoticeMadePublic: reacting(when_notice_made_public, ports),
            NoticeTakenDown: reacting(when_notice_taken_down, ports),
            OrganisationProfileChanged: reacting(when_organisation_profile_changed, ports),
        }
