"""Who may give which command, and who may read cases: roles by name."""

CARE = frozenset({"rescue_worker", "station_head"})
CLOCK = "clock"
"""The role that the service itself holds when it lets time pass; no token carries it."""

WHO_MAY: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            *("open_case", "receive_person", "place_person", "record_departure"),
            *("describe_person", "record_stated_identity", "record_interview", "check_clue", "refute_clue"),
            *("request_interpreter", "contact_interpreter"),
            *("start_search", "propose_notice", "publish_notice", "withdraw_notice", "request_dna"),
        ),
        CARE,
    ),
    "pass_time": frozenset({CLOCK}),
}

MAY_READ = CARE
