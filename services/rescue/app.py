"""Table of contents of rescue: every command, query and reaction, wired to its ports."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from services.rescue.commands.check_clue import CheckClue, check_clue
from services.rescue.commands.contact_interpreter import ContactInterpreter, contact_interpreter
from services.rescue.commands.correct_entry import CorrectEntry, correct_entry
from services.rescue.commands.describe_person import DescribePerson, describe_person
from services.rescue.commands.erase_case import EraseCase, erase_case
from services.rescue.commands.open_case import OpenCase, open_case
from services.rescue.commands.pass_time import PassTime, pass_time
from services.rescue.commands.place_person import PlacePerson, place_person
from services.rescue.commands.propose_notice import ProposeNotice, propose_notice
from services.rescue.commands.publish_notice import PublishNotice, publish_notice
from services.rescue.commands.receive_person import ReceivePerson, receive_person
from services.rescue.commands.record_departure import RecordDeparture, record_departure
from services.rescue.commands.record_interview import RecordInterview, record_interview
from services.rescue.commands.record_stated_identity import RecordStatedIdentity, record_stated_identity
from services.rescue.commands.refute_clue import RefuteClue, refute_clue
from services.rescue.commands.request_dna import RequestDna, request_dna
from services.rescue.commands.request_interpreter import RequestInterpreter, request_interpreter
from services.rescue.commands.start_search import StartSearch, start_search
from services.rescue.commands.supplement_intake import SupplementIntake, supplement_intake
from services.rescue.commands.withdraw_notice import WithdrawNotice, withdraw_notice
from services.rescue.domain.permissions import WHO_MAY
from services.rescue.ports import Ports
from services.rescue.queries.case_file import case_file
from services.rescue.queries.case_list import case_list
from services.rescue.queries.due_list import due_list
from services.rescue.queries.search_cases import search_cases
from services.rescue.reactions.when_interpreter_proposed import when_interpreter_proposed
from shared.contracts.contract import Contract
from shared.contracts.registry import InterpreterProposed
from shared.kernel.handling import Handler, Reaction, guarded, reacting
from shared.storage.reading import Reader


@dataclass(frozen=True)
class App:
    """Everything rescue can do."""

    open_case: Handler[OpenCase]
    receive_person: Handler[ReceivePerson]
    supplement_intake: Handler[SupplementIntake]
    correct_entry: Handler[CorrectEntry]
    place_person: Handler[PlacePerson]
    record_departure: Handler[RecordDeparture]
    describe_person: Handler[DescribePerson]
    record_stated_identity: Handler[RecordStatedIdentity]
    record_interview: Handler[RecordInterview]
    check_clue: Handler[CheckClue]
    refute_clue: Handler[RefuteClue]
    request_interpreter: Handler[RequestInterpreter]
    contact_interpreter: Handler[ContactInterpreter]
    start_search: Handler[StartSearch]
    propose_notice: Handler[ProposeNotice]
    publish_notice: Handler[PublishNotice]
    withdraw_notice: Handler[WithdrawNotice]
    request_dna: Handler[RequestDna]
    erase_case: Handler[EraseCase]
    pass_time: Handler[PassTime]

    case_list: Any
    case_file: Any
    due_list: Any
    search_cases: Any

    reactions: Mapping[type[Contract], Reaction]


def build_app(ports: Ports, reader: Reader) -> App:
    """Wire everything."""
    return App(
        open_case=guarded(open_case, ports, WHO_MAY["open_case"]),
        receive_person=guarded(receive_person, ports, WHO_MAY["receive_person"]),
        supplement_intake=guarded(supplement_intake, ports, WHO_MAY["supplement_intake"]),
        correct_entry=guarded(correct_entry, ports, WHO_MAY["correct_entry"]),
        place_person=guarded(place_person, ports, WHO_MAY["place_person"]),
        record_departure=guarded(record_departure, ports, WHO_MAY["record_departure"]),
        describe_person=guarded(describe_person, ports, WHO_MAY["describe_person"]),
        record_stated_identity=guarded(record_stated_identity, ports, WHO_MAY["record_stated_identity"]),
        record_interview=guarded(record_interview, ports, WHO_MAY["record_interview"]),
        check_clue=guarded(check_clue, ports, WHO_MAY["check_clue"]),
        refute_clue=guarded(refute_clue, ports, WHO_MAY["refute_clue"]),
        request_interpreter=guarded(request_interpreter, ports, WHO_MAY["request_interpreter"]),
        contact_interpreter=guarded(contact_interpreter, ports, WHO_MAY["contact_interpreter"]),
        start_search=guarded(start_search, ports, WHO_MAY["start_search"]),
        propose_notice=guarded(propose_notice, ports, WHO_MAY["propose_notice"]),
        publish_notice=guarded(publish_notice, ports, WHO_MAY["publish_notice"]),
        withdraw_notice=guarded(withdraw_notice, ports, WHO_MAY["withdraw_notice"]),
        request_dna=guarded(request_dna, ports, WHO_MAY["request_dna"]),
        erase_case=guarded(erase_case, ports, WHO_MAY["erase_case"]),
        pass_time=guarded(pass_time, ports, WHO_MAY["pass_time"]),
        case_list=partial(case_list, reader),
        case_file=partial(case_file, reader, ports.clocks.rules, ports.clock),
        due_list=partial(due_list, reader, ports.clocks.rules, ports.clock),
        search_cases=partial(search_cases, reader, ports.blind, ports.pronunciation),
        reactions={InterpreterProposed: reacting(when_interpreter_proposed, ports)},
    )
