"""Parts of person names: given, family, foreign. Sources: romanizer units (Wikidata CC0, DziriNames MIT), egy-names, faker, rigour."""
import collections
import gzip
import json
import math
import os
import re
import sqlite3
import tempfile

import common as C
from common import clean, fold, good, zipf, stopwords, write

KEYFOLD = str.maketrans("أإآٱىة", "اااايه")
key = lambda s: s.translate(KEYFOLD)
SAFE = None
ARC = C.ARAB
TITLES = set(map(fold, "الشيخ السيد الدكتور الملك الأمير الأميرة الملكة السلطان الإمام القديس الخليفة البابا الحاج الأستاذ المهندس الرئيس العقيد الجنرال لقب نبي النبي الرسول الله عام سنة".split()))
# words that some source calls a name; never useful as evidence
DROP = set(map(fold, """العالم الحكومة الدولة الشعب الجيش الأول الثاني الثالث الأخير الأمن النظام الحرب السلام الناس الوطن الأرض السماء البحر الجبل المدينة القرية الدين الإسلام العرب الحق الحياة الموت الليل النهار الصباح المساء
كتاب بيت باب دار طريق حياة موت حق خبر أخبار رأي نظام جيش حرب أمن سلم أرض بحر نهر جبل مال عمل علم درس صورة فيلم لعبة كرة ماء نار هواء شمس قمر نجم سيارة طائرة سفينة
اللجنة المجلس الهيئة الوزارة الجامعة المدرسة الشركة البنك السوق المحكمة القانون الدستور الانتخابات النادي الفريق المنتخب الدوري البطولة المباراة الهدف اللاعب المدرب
سورية سوريا العراق لبنان مصر الأردن السعودية اليمن تونس الجزائر المغرب ليبيا السودان فلسطين إيران تركيا أمريكا روسيا الصين فرنسا ألمانيا إيطاليا إسبانيا أوروبا آسيا أفريقيا
مسلح مسلحون شرطة ضابط جندي صحفي مواطن مدني طالب مدرس عامل فلاح موظف مدير مسؤول متحدث ناطق مبعوث سفير نائب عضو قائد زعيم ثائر معارض متمرد إرهابي
واحد اثنين ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة مائة كلمة حرف معنى شكل نوع حال وقت زمن مكان جزء قسم فرع مركز مكتب بنك سوق شارع حي ساحة ميدان مبنى
كبير صغير جديد قديم طويل قصير كثير قليل عظيم مهم خاص عام عربي إسلامي دولي وطني سياسي اقتصادي اجتماعي ثقافي تاريخي علمي رسمي شعبي محلي عالمي
السنة الشهر اليوم الأسبوع الساعة الاثنين الثلاثاء الأربعاء الخميس السبت الأحد الجمعة يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
السوري العراقي اللبناني المصري الأمريكي الروسي التركي الإيراني الإسرائيلي الفلسطيني الأردني السعودي""".split())) - set(map(fold, "ثائر نجم قمر شمس قائد المصري العراقي السعودي التركي اللبناني السلام قديم طويل كبير البحر الجبل".split()))


def safe():
    global SAFE
    if SAFE is None:
        SAFE = set()
        with open(os.path.join(C.HERE, "safe_given.txt"), encoding="utf-8") as f:
            for line in f:
                if not line.startswith("#"):
                    SAFE |= {fold(w) for w in line.split()}
        SAFE |= {fold("عبد " + w[3:]) for w in SAFE if w.startswith("عبد") and len(w) > 5}
    return SAFE


_db = None


def romanizer_db():
    global _db
    if _db is None:
        with C.wheel("arabic_name") as z:
            raw = z.read("arabic_name_romanizer/resources/names.sqlite3")
        with tempfile.NamedTemporaryFile(delete=False) as t:
            t.write(raw)
        _db = sqlite3.connect(t.name)
        os.unlink(t.name)
    return _db


def rigour_items():
    """(QID, Latin forms, Arabic forms) of every name item with an Arabic form."""
    with C.wheel("rigour") as z:
        text = z.read("rigour/data/names/persons.txt").decode("utf-8")
    for line in text.split("\n"):
        if "=>" not in line:
            continue
        forms, q = line.rsplit("=>", 1)
        forms = [f.strip() for f in forms.split(",")]
        ar = []
        # Persian compounds: the same letters without the joint are no word
        joined = {clean(f.replace("\u200c", "")) for f in forms if "\u200c" in f}
        for f in forms:
            if C.LETTER.search(f) and "\u200c" not in f:
                y = clean(f)
                if y not in joined and not (len(y) >= 6 and y.endswith("بن")) and good(y) and len(y) > 1 and not re.search(r"\d", y) and y not in ar:
                    ar.append(y)
        if ar:
            yield q.strip(), [f for f in forms if re.match("^[a-z]", f)], ar


def egy():
    with C.wheel("egy_names") as z:
        return json.loads(gzip.decompress(z.read("egy_names/data/names.json.gz")))


def faker():
    """(class, gender, name)"""
    with C.wheel("faker") as z:
        for n in sorted(z.namelist()):
            m = re.match(r"faker/providers/person/(ar_\w+)/__init__\.py$", n)
            if not m:
                continue
            for v in re.finditer(r"(\w+)\s*(?::[^=]*)?=\s*[\(\[{]([^\)\]}]*)[\)\]}]", z.read(n).decode("utf-8")):
                var = v.group(1)
                if "first" in var:
                    cl = "given"
                elif "last" in var:
                    cl = "family"
                else:
                    continue
                g = "f" if "female" in var else "m" if "male" in var else ""
                for w in re.findall(r'"([^"]+)"', v.group(2)):
                    w = clean(w)
                    if good(w):
                        yield cl, g, w


_restore = None


def restore(token):
    """Put hamza, ة and ى back into a folded name token, from unfolded name lists, then word frequencies."""
    global _restore
    if _restore is None:
        sc = collections.defaultdict(collections.Counter)

        def add(w, s):
            for t in re.split("[ -]", w):
                if t:
                    sc[key(t)][t] += s
        for q, la, ar in rigour_items():
            for i, a in enumerate(ar):
                add(a, 2 if i == 0 else 0.5)
        for cl, g, w in faker():
            add(w, 2)
        for x in egy()["names"]:
            if x.get("fc") in ("c", "n"):
                add(clean(x["a"]), .5 + min(2, float(x.get("tp") or 0) * 4))
        for f in open(os.path.join(C.HERE, "safe_given.txt"), encoding="utf-8"):
            if not f.startswith("#"):
                for t in f.split():
                    add(t, 20)
        _restore = sc
    k = key(token)
    c = _restore.get(k)
    if c:
        return max(sorted(c), key=lambda w: c[w] + .15 * C.zipf_exact(w) + 1.2 * min(1, sum(ch in "أإآة" for ch in w)))
    d = {w: z for w, z in C.spellings(k).items() if key(w) == k}
    if d:
        m = max(d.values())
        cand = [w for w in sorted(d) if d[w] >= m - .6]
        cand = [w for w in cand if not w.endswith("ى")] or cand
        return max(cand, key=lambda w: (sum(ch in "أإآة" for ch in w), d[w]))
    return token


def tail_ta(t):
    """ه -> ة at the end of a name part that no list spells: names in ـه are few"""
    if t.endswith("ه") and len(t) >= 4 and not re.search("(الله|لله|طه|شاه|وجيه|نبيه|نزيه|فقيه|نوه|ويه|يه|اه)$", t) and C.zipf_exact(t[:-1] + "ة") >= C.zipf_exact(t):
        return t[:-1] + "ة"
    if re.search("[^اوي]يه$", t) and len(t) >= 5 and t not in ("وجيه", "نبيه", "نزيه", "فقيه", "سفيه", "الفقيه", "النبيه", "الوجيه", "سيبويه") and not t.endswith("ويه") and C.zipf_exact(t[:-1] + "ة") >= C.zipf_exact(t):
        return t[:-1] + "ة"
    return t


def restore_name(s):
    toks = s.split()
    return " ".join(t if t in ("بن", "بنت", "ابن", "أبو", "ابو", "آل", "عبد", "أم", "ال") and t != "ابو" else "أبو" if t == "ابو" else tail_ta(restore(t)) for t in toks)


_units = None
PERSIAN = set()         # folded parts of names of Persian-speaking countries


def units():
    """(class, folded part) -> [share of its class, spelling, genders, sources, arab?]"""
    global _units
    if _units is not None:
        return _units
    u = {}

    def add(cl, part, score, gender, src, arab=True):
        k = (cl, fold(part))
        a = u.setdefault(k, [0.0, collections.Counter(), collections.Counter(), set(), False])
        a[0] += score
        a[1][part] += score + 1e-9
        if gender:
            a[2][gender] += score + 1e-6
        a[3].add(src)
        a[4] |= arab
    tot = collections.Counter()
    agg = {}
    for k, la, co, ro, ct, so in romanizer_db().execute("select arabic_key,latin,country,role,count,source from units order by arabic_key,latin,country,role,source"):
        k = re.sub("^ال ", "آل ", clean(k))
        if not good(k) or re.search(r"\d", k) or len(k.split()) > 3:
            continue
        cl = {"given": "given", "surname": "family"}.get(ro, "name")
        a = agg.setdefault((cl, k), [0, 0, set(), 0])
        a[0] += ct
        a[1] += ct if co in ARC else 0
        if co in ("IR", "AF", "TJ"):
            PERSIAN.add(fold(k))
        a[2].add("dzirinames" if "dziri" in so else "wikidata")
    for (cl, k), (ct, arab, so, _) in agg.items():
        tot[cl] += ct
    for (cl, k), (ct, arab, so, _) in sorted(agg.items()):
        r = restore_name(k)
        src = "+".join(sorted(so))
        if cl == "name":
            gk, fk = ("given", k) in agg, ("family", k) in agg
            for c2 in (["given"] if gk else []) + (["family"] if fk or not gk else []):
                add(c2, r, ct / max(1, tot["name"]) * .3, "", src, arab > 0)
        else:
            add(cl, r, ct / tot[cl], "", src, arab > 0)
    names = egy()["names"]
    sums = collections.Counter()
    for x in names:
        sums["f" if x.get("l") == "k" else x.get("l")] += float(x.get("tp") or 0)
    for x in names:
        w = clean(x["a"])
        if x.get("fc") not in ("c", "n") or not good(w):
            continue
        if x.get("fc") == "n" and zipf(w.split()[-1]) == 0:
            continue
        w = re.sub("ى$", "ي", w) if C.zipf_exact(re.sub("ى$", "ي", w)) >= C.zipf_exact(w) and fold(w) not in safe() and len(w) > 4 and w.endswith("ى") else w
        l = {"g": "given", "f": "family", "k": "family"}.get(x.get("l"))
        if not l:
            continue
        g = x.get("g") if x.get("g") in ("m", "f") and l == "given" else ""
        add(l, restore_name(w) if w.startswith("ا") and not w.startswith("ال") else w, .5 * float(x.get("tp") or 0) / max(1e-9, sums["f" if x.get("l") == "k" else x.get("l")]), g, "egy-names")
    for cl, g, w in faker():
        if w.startswith("ال") and cl == "given":
            cl = "family"
        add(cl, w, 1e-5, g if cl == "given" else "", "faker")
    _units = u
    return u


def common_given():
    """Folded given names of the two most frequent bands (used to flag places)."""
    l = sorted(((-a[0], k[1]) for k, a in units().items() if k[0] == "given"))
    return {f for _, f in l[:3000]}


def flags(part, score_rank, cls):
    """match column, or None to drop."""
    f = fold(part)
    if len(part.split()) > 1:
        return ""
    if f in safe():
        sp = C.spellings(part)
        other = max([z for w, z in sp.items() if w[-1] != part[-1] and {w[-1], part[-1]} == {"ي", "ى"}] or [0])
        return "-ya" if other > C.zipf_exact(part) + .3 else ""
    if f in stopwords() or f in DROP or f in TITLES:
        return None
    z = zipf(part)
    if len(part) <= 2:
        return "trigger" if score_rank < 3000 else None
    if z >= 5.0 and score_rank >= 1500:
        return None
    if z >= 4.5 or (z >= 4.0 and score_rank >= 3000):
        return "trigger"
    sp = C.spellings(part)
    if sp and max(sp.values()) >= 4.3 and C.zipf_exact(part) < max(sp.values()) - .5:
        return "trigger"
    if score_rank >= 500 and any(f in words for words in C.listed()):
        return "trigger"                # a word of lexicons/words
    return ""


def band(rank):
    return "a" if rank < 500 else "b" if rank < 3000 else "c" if rank < 10500 else "d"


def main():
    u = units()
    seen = set()
    for cls in ("given", "family"):
        l = sorted(((a[0], k[1]) for k, a in u.items() if k[0] == cls and (a[4] or a[0] > 0)), key=lambda x: (-x[0], x[1]))
        rows, rank = [], 0
        for score, f in l:
            a = u[cls, f]
            part = max(sorted(a[1]), key=lambda w: (a[1][w], C.zipf_exact(w)))
            if len(part) < 2 or re.search("(.)\\1\\1", part) or (cls == "given" and part.startswith("ال") and len(part.split()) == 1 and score < 1e-4):
                continue
            if not a[4] and "wikidata" in a[3] and len(a[3]) == 1:
                continue        # only outside Arab countries: goes to foreign
            if cls == "given" and re.match("(بن|بنت|ابن|آل|وآل|أبو|بو) |وآل$|عبد ال$", part):
                continue        # names of families; what is of use stands there
            m = flags(part, rank, cls)
            if m is None or f in stopwords() and f not in safe():
                continue
            g = ""
            if a[2]:
                top = a[2].most_common()
                if top[0][1] >= 5 * sum(x for _, x in top[1:]):
                    g = top[0][0]
            rows.append({"part": part, "gender": g, "band": band(rank), "match": m, "source": "+".join(sorted({x for y in a[3] for x in y.split("+")}))})
            seen.add(f)
            rank += 1
        have = {fold(r["part"]) for r in rows}
        extra = []
        for r in rows:
            p = r["part"]
            alt = "عبد " + p[3:] if re.match("عبدال..", p) else p.replace("عبد ال", "عبدال", 1) if p.startswith("عبد ال") and len(p.split()) == 2 else ""
            if alt and fold(alt) not in have:
                have.add(fold(alt))
                extra.append(dict(r, part=alt))
        write("names/%s.tsv" % cls, "arabic-name-romanizer 0.2.0 (Wikidata CC0, DziriNames MIT), egy-names 0.3.6 (MIT), faker 40.54.0 (MIT)", rows + extra, key="part")
    # foreign: rigour name items and romanizer units of non-Arab countries
    cand = {}
    for q, la, ar in rigour_items():
        for a in ar:
            f = fold(a)
            if f in seen or len(a.split()) > 1 or len(a) < 3 or a in {x.replace(" ", "") for x in ar if " " in x}:
                continue
            cand.setdefault(f, (a, "rigour"))
    for (cls, f), a in sorted(u.items()):
        if f not in seen and not a[4] and f not in cand:
            part = max(sorted(a[1]), key=lambda w: a[1][w])
            if f[0] == "و" and f[1:] in stopwords():
                continue
            # long Persian ones that no text has are two names without their blank
            if 3 <= len(part) <= 10 and (len(part) < 7 or zipf(part) > 0 or f not in PERSIAN) and len(part.split()) == 1 and "السلط" not in part and zipf(part) < 3.6:
                cand[f] = (part, "wikidata")
    order = sorted(cand, key=lambda f: (-zipf(f), f))
    rows, rank = [], 0
    for f in order:
        part, src = cand[f]
        if f in stopwords() or f in DROP or f in TITLES or len(part) >= 7 and re.search("(زاد[هة]?|راد|آور|تالله)$|^محمد.{3}", part):
            continue                    # the last: Persian compounds that lost their joint
        z = zipf(part)
        m = "trigger" if z >= 4.0 else ""
        if z >= 4.6 and not re.match("(ترامب|بوش|جون|بول|ديفيد|جورج|مارك|توم|سميث|كلينتون|أوباما|بوتين|ماكرون)", part):
            continue
        rows.append({"part": part, "band": band(rank), "match": m, "source": src})
        rank += 1
    write("names/foreign.tsv", "rigour 1.8.2 (MIT; Wikidata CC0), arabic-name-romanizer 0.2.0 (Wikidata CC0)", rows, key="part")


if __name__ == "__main__":
    main()
