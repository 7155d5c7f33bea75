"""Full names of public figures: Wikidata (through arabic-name-romanizer, CC0) and ArWikiCats."""
import re

import common as C
import names as N
from common import clean, fold, good, slug, stopwords, write


def main():
    u = N.units()
    part = {k[1] for k in u}
    top = N.common_given()
    cur = C.curated_forms("pers")
    title = {fold(w) for w in "الملك الأمير الأميرة الملكة الشيخ السلطان الإمام القديس القديسة البابا فريق فرقة مسلسل فيلم منتخب نادي جائزة قائمة ثورة معركة عائلة الأخوان الأخوين".split()}

    def bad(tokens):
        if len(tokens) < 2 or len(tokens) > 6:
            return True
        for t in tokens:
            f = fold(t)
            if f in title:
                return True
            if t.startswith("و") and len(t) > 3 and fold(t[1:]) in top and f not in part:
                return True             # two people: زينة وعزيزة
            if len(f) == 1:
                return True
        names = [t for t in tokens if fold(t) not in stopwords()]
        return len(names) < 2
    agg = {}
    for k, la, lg, co, ct, so in N.romanizer_db().execute("select arabic_key,latin,latin_lang,country,count,source from full_names order by arabic_key,latin,latin_lang,country"):
        k = clean(k)
        if so != "wikidata" or co not in C.ARAB or " " not in k or not good(k) or re.search(r"\d", k):
            continue
        a = agg.setdefault(k, [[], set()])
        if lg == "en":
            a[0].insert(0, la)
        else:
            a[0].append(la)
        a[1].add(co)
    rows = []
    for k, (la, co) in sorted(agg.items()):
        n = re.sub("^ال (?=ثاني|خليفة|سعود|نهيان|مكتوم|صباح|الشيخ|سعيد)", "آل ", N.restore_name(k))
        n = re.sub(" ال (?=[^ ])", " آل ", n)
        if bad(n.split()):
            continue
        ids = cur.get(fold(n))
        rows.append({"id": sorted(ids)[0] if ids else "wdperson:" + slug(la[0]), "name": n, "country": sorted(co)[0] if len(co) == 1 else "", "latin": la[0], "source": "wikidata"})
    by = {}
    for r in rows:
        by.setdefault(r["id"], []).append(r)
    out = []
    for i, l in sorted(by.items()):
        l.sort(key=lambda r: (-sum(C.zipf_exact(t) > 0 for t in r["name"].split()), r["name"]))
        h = dict(l[0])
        h["variants"] = " | ".join(r["name"] for r in l[1:])
        out.append(h)
    write("pers/wikidata.tsv", "arabic-name-romanizer 0.2.0 (Wikidata, CC0)", out)
    have = {fold(f) for f in C.forms_of(out)} | set(cur)
    rows = []
    for k, v in C.wheel_json("arwikicats", "ArWikiCats/jsons/people/peoples.json").items():
        if not isinstance(v, str):
            continue
        n = clean(re.sub(r"\s*\([^)]*\)", "", v))
        toks = n.split()
        if not good(n) or re.search(r"\d", n) or len(toks) > 6 or fold(n) in have or re.search(r"\b(people|films|books|works|descent|episodes|songs|albums|characters|produced|directed|family|brothers|sisters|dynasty|band|and|group|house of|of the)\b", k):
            continue
        if any(fold(t) in title for t in toks):
            continue
        m = ""
        if len(toks) == 1:
            if len(n) < 5 or C.zipf(n) >= 3.9 or fold(n) in part:
                continue
            m = "trigger"
        rows.append({"id": "rabt:person-" + slug(k), "name": n, "match": m, "latin": re.sub(r"\s*\(.*", "", k), "source": "arwikicats"})
    write("pers/arwikicats.tsv", "arwikicats 0.2.3 (MIT)", rows)


if __name__ == "__main__":
    main()
