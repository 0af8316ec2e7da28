"""What registry answers beside its lists: a correction of an organisation, and its rules."""

import httpx

CORRECTION = {
    "fields": ["address", "kind"], "before": {"address": "溪口镇老街 1 号", "kind": "foundation"},
    "after": {"address": "奉化区岳林街道大成东路 88 号", "kind": "association"}, "reason": "换证", "by": "guanli",
    "at": "2026-10-02T02:00:00Z",
}  # fmt: skip


def rules(request: httpx.Request) -> tuple[int, object]:
    """One rule that was read, and one that was only reported."""
    read = {
        "name_zh": "被撤销登记后名称不得使用的期间", "name_en": "How long the name stays blocked",
        "length_zh": "36 个月，从撤销登记起", "length_en": "36 months from revocation",
        "source": "《社会组织名称管理办法》（民政部令第69号）第十六条第（三）项", "seen_in": "网上转载的第69号令全文",
        "status": "confirmed", "valid_from": "2024-05-01", "valid_to": None, "current": True,
    }  # fmt: skip
    return 200, {"items": [read, {**read, "status": "reported", "valid_from": None}], "allowed_actions": []}
