"""The roles that staff may hold, by the code that tokens and permissions use, with their names in both languages."""

ROLE_NAMES: dict[str, tuple[str, str]] = {
    "centre_admin": ("中心管理员", "centre administrator"),
    "registrar": ("登记员", "registrar"),
    "grants_officer": ("资助专员", "grants officer"),
    "rescue_worker": ("救助员", "rescue worker"),
    "station_head": ("救助站长", "station head"),
    "operator": ("运维", "operator"),
}


def role_names(codes: tuple[str, ...], language: str) -> str:
    """The names of these roles in ``zh`` or else in English; a code that is not known stands for itself."""
    place, between = (0, "、") if language.startswith("zh") else (1, ", ")
    return between.join(ROLE_NAMES.get(code, (code, code))[place] for code in codes)
