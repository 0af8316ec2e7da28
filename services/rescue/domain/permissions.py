"""Who may give which command, and who may read cases: roles by name."""

CARE = frozenset({"rescue_worker", "station_head"})
CLOCK = "clock"
"""The role that the service itself holds when it lets time pass; no token carries it."""

WHO_MAY: dict[str, frozenset[str]] = {
    "open_case": CARE,
    "receive_person": CARE,
    "supplement_intake": CARE,
    "correct_entry": CARE,
    "place_person": CARE,
    "record_departure": CARE,
    "describe_person": CARE,
    "record_stated_identity": CARE,
    "record_interview": CARE,
    "check_clue": CARE,
    "refute_clue": CARE,
    "request_interpreter": CARE,
    "contact_interpreter": CARE,
    "start_search": CARE,
    "propose_notice": CARE,
    "publish_notice": CARE,
    "withdraw_notice": CARE,
    "request_dna": CARE,
    "erase_case": frozenset({"station_head"}),
    "pass_time": frozenset({CLOCK}),
}

MAY_READ = CARE
