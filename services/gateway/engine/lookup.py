"""Finds the code of what was typed in words; where several things fit, the person chooses one."""

from services.gateway.engine.form import WHICH, SchemaForm
from services.gateway.engine.page import Page


async def look_up(page: Page, form: SchemaForm) -> None:
    """Find what the words of a form mean, or say what is wrong with them. Raises ServiceRefused, ServiceAway."""
    for name, lookup in form.lookups.items():
        if not (words := form.typed.get(name, "").strip()):
            continue
        options = dict(await lookup.find(page, words))
        exact = [code for code, label in options.items() if label == words]
        chosen = form.typed.get(name + WHICH, "")
        if len(options) > 1 and not exact:
            form.choices[name] = list(options.items())
        codes = [code for code in (*exact, chosen, *(options if len(options) == 1 else ())) if code in options]
        if codes:
            remark = await lookup.remark(page, codes[0]) if lookup.remark else ""
            form.found[name] = codes[0]
            form.found_words[name] = page.parted(filter(None, (options[codes[0]], remark)))
        elif not form.is_draft:
            form.wrong(name + WHICH if options else name, lookup.several if options else lookup.nothing)
