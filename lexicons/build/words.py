"""Languages and currencies from CLDR. Months, weekdays, units and the usual currency words are curated files."""
import re

import common as C
from common import clean, fold, good, write
from places import cldr_root


def main():
    t = C.deb("unicode-cldr-core")
    ar = cldr_root(t, "main/ar.xml")
    cur = C.curated_forms("language", "norp")
    nat = {fold("ال" + f) for f in C.forms_of(C.read("norp/nationalities.tsv") + C.read("norp/ethnic.tsv"))}
    rows = []
    for l in ar.find("localeDisplayNames/languages"):
        n = clean(re.sub(r"\s*\([^)]*\)", "", l.text or ""))
        code = l.get("type")
        if not good(n) or l.get("alt") or code in ("mul", "und", "zxx", "mis") or "-" in n and " " in n or len(n) < 3:
            continue
        bare = n[4:] if n.startswith("لغة ") else n
        base = {"id": "bcp47:" + code.replace("_", "-"), "source": "cldr-41"}
        if n.startswith("لغة "):
            rows.append(dict(base, name=n))
        elif n.startswith("ال"):
            rows.append(dict(base, name="اللغة " + n))
            if C.zipf(n) < 4.6 or "_" not in code:
                rows.append(dict(base, name=n, match="trigger" if fold(n) in nat or C.zipf(n) >= 4 else ""))
        else:
            rows.append(dict(base, name="اللغة ال" + n, variants="لغة " + n))
    write("language/cldr.tsv", "unicode-cldr-core 41 (Unicode-DFS-2016)", rows)
    have = C.curated_forms("curr")
    rows = []
    for c in ar.find("numbers/currencies").findall("currency"):
        forms, sym = [], []
        for d in c.findall("displayName"):
            x = clean(d.text or "")
            if good(x) and not re.search(r"\d", x) and x not in forms and len(x.split()) <= 4:
                forms.append(x)
        forms = [f for f in forms if fold(f) not in have and len(f.split()) > 1]
        if forms:
            rows.append({"id": "iso4217:" + c.get("type"), "name": forms[0], "variants": " | ".join(forms[1:]), "source": "cldr-41"})
    write("curr/cldr.tsv", "unicode-cldr-core 41 (Unicode-DFS-2016)", rows)


if __name__ == "__main__":
    main()
