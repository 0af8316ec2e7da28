"""Who may give which command, and who may read: roles by name."""

_OFFICE = frozenset({"registrar", "centre_admin"})
_RESCUE = frozenset({"rescue_worker", "station_head"})

WHO_MAY: dict[str, frozenset[str]] = {
    "register_organisation": _OFFICE,
    "correct_organisation": _OFFICE,
    "suspend_organisation": _OFFICE,
    "resume_organisation": _OFFICE,
    "deregister_organisation": _OFFICE,
    "revoke_organisation": _OFFICE,
    "list_abnormal": _OFFICE,
    "clear_abnormal_reason": _OFFICE,
    "import_organisations": _OFFICE,
    "add_talent": _OFFICE,
    "update_talent": _OFFICE,
    "withdraw_talent": _OFFICE,
}

MAY_READ = _OFFICE | _RESCUE | {"grants_officer", "operator"}
"""The register is public by law; everybody signed in may read it."""

MAY_READ_IMPORTS = _OFFICE | {"operator"}

MAY_READ_TALENT = _OFFICE | _RESCUE
"""The talent pool is not public; phone numbers stay masked until one of these asks for one, and that is logged."""
