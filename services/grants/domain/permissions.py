"""Who may give which command, and who may read: roles by name."""

WHO_MAY: dict[str, frozenset[str]] = {
    "open_project": frozenset({"grants_officer", "centre_admin"}),
    "plan_instalments": frozenset({"grants_officer", "centre_admin"}),
    "pay_instalment": frozenset({"grants_officer", "centre_admin"}),
    "cancel_instalment": frozenset({"grants_officer", "centre_admin"}),
    "reverse_payment": frozenset({"grants_officer", "centre_admin"}),
}

MAY_READ = frozenset({"grants_officer", "centre_admin", "registrar"})
