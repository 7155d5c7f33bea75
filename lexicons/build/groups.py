"""Organisations made from patterns (state bodies of every country) and from ArWikiCats (clubs, organisations). Needs the curated norp and occ files."""
import re

import common as C
from common import clean, fold, good, slug, zipf, write
from similarity import ratio

NEWS = """SY IQ LB JO PS IL EG SA AE QA KW BH OM YE LY TN DZ MA MR SD SS SO DJ TR IR AF PK IN CN JP KR KP RU UA BY US CA GB FR DE IT ES PT NL BE AT CH SE NO DK FI PL GR CY HU RO BG RS HR BA AL XK AZ AM GE KZ UZ TM TJ KG ID MY TH PH VN BD LK NP MM AU NZ
BR AR MX VE CU CO CL NG ET ER KE UG RW TZ ZA SN ML NE TD BF CM CF CD CI GH GN""".split()
# portfolios whose ministry is also named without وزارة (الخارجية السورية)
SHORT = ["الخارجية", "الدفاع", "الداخلية", "الصحة", "المالية", "العدل", "التربية", "الخزانة", "الأوقاف", "الثقافة", "الإعلام"]
CORE = SHORT[:7] + "الاقتصاد النفط الطاقة الإعلام الثقافة النقل التعليم الزراعة التجارة الصناعة السياحة الاتصالات البيئة الرياضة العمل الكهرباء".split() + ["التعليم العالي", "الشؤون الخارجية", "الموارد المائية", "الشباب والرياضة", "التربية والتعليم", "الأوقاف"]
# (key, pattern, gender of the adjective)
BODIES = [("gov", "الحكومة %s", "f"), ("auth", "السلطات %s", "f"), ("pres", "الرئاسة %s", "f"), ("parl", "البرلمان %s", "m"), ("army", "الجيش %s", "m"), ("forces", "القوات %s", "f"), ("armed", "القوات المسلحة %s", "f"), ("police", "الشرطة %s", "f"),
          ("security", "قوات الأمن %s", "f"), ("security", "الأمن %s", "m"), ("intel", "المخابرات %s", "f"), ("intel", "الاستخبارات %s", "f"), ("airforce", "القوات الجوية %s", "f"), ("airforce", "سلاح الجو %s", "m"), ("airforce", "الطيران الحربي %s", "m"),
          ("navy", "البحرية %s", "f"), ("navy", "القوات البحرية %s", "f"), ("coast", "خفر السواحل %s", "m"), ("border", "حرس الحدود %s", "m"), ("embassy", "السفارة %s", "f"), ("consulate", "القنصلية %s", "f"), ("delegation", "الوفد %s", "m"),
          ("cbank", "البنك المركزي %s", "m"), ("cbank", "المصرف المركزي %s", "m"), ("team", "المنتخب %s", "m"), ("team", "المنتخب الوطني %s", "m"), ("fa", "الاتحاد %s لكرة القدم", "m"), ("airline", "الخطوط الجوية %s", "f"), ("cabinet", "مجلس الوزراء %s", "m"),
          ("court", "المحكمة العليا %s", "f"), ("prosecutor", "النيابة العامة %s", "f"), ("opposition", "المعارضة %s", "f"), ("judiciary", "القضاء %s", "m"), ("civildef", "الدفاع المدني %s", "m"), ("diplomacy", "الدبلوماسية %s", "f"), ("olympic", "اللجنة الأولمبية %s", "f"),
          ("tv", "التلفزيون %s", "m"), ("radio", "الإذاعة %s", "f"), ("stock", "البورصة %s", "f"), ("crescent", "الهلال الأحمر %s", "m"), ("cross", "الصليب الأحمر %s", "m")]
MUSLIM = set("SY IQ LB JO PS EG SA AE QA KW BH OM YE LY TN DZ MA MR SD SO DJ TR IR AF PK ID MY AZ KZ UZ TM TJ KG BD".split())
BYNAME = [("embassy", "سفارة %s"), ("consulate", "قنصلية %s"), ("team", "منتخب %s"), ("gov", "حكومة %s")]


def definite(w):
    return " ".join("ال" + x for x in w.split())


def fem(m):
    return " ".join(x + "ة" if x.endswith("ي") else x for x in m.split())


def main():
    nat = {}
    for r in C.read("norp/nationalities.tsv"):
        if r.get("country") and r["id"] == "rabt:demonym-" + r["country"].lower():
            alts = [v for v in r.get("variants", "").split(" | ") if v.endswith("ي") and " " not in v and v != r["name"] and v + "ة" in r["variants"]]
            nat.setdefault(r["country"], [r["name"]] + alts)
    country = {}
    for r in C.read("gpe/countries.tsv"):
        if r["id"].startswith("iso3166-1:"):
            l = country.setdefault(r["id"][10:], [])
            l += [v for v in C.forms_of([r]) if len(v.split()) <= 3]
    ports = [r["name"][5:] for r in C.read("occ/ministers.tsv") if r["name"].startswith("وزير ")]
    cur = C.curated_forms("org")
    agg, order = {}, []

    def put(oid, kind, cc, forms, match=""):
        forms = list(dict.fromkeys(forms))
        for f in forms:
            if cur.get(fold(f)):
                oid = sorted(cur[fold(f)])[0]
        k = (oid, match)
        r = agg.setdefault(k, {"id": oid, "kind": kind, "country": cc, "match": match, "source": "generated", "forms": [], "parent": "iso3166-1:" + cc if cc else ""})
        for f in forms:
            if fold(f) not in [fold(x) for x in r["forms"]] and fold(f) not in cur:
                r["forms"].append(f)
    for p in ports:
        put("rabt:ministry-" + C.translit(p), "ministry", "", ["وزارة " + p])
    for cc in sorted(nat):
        dems = nat[cc]
        multi = len(dems[0].split()) > 1
        names = country.get(cc, [])
        for key, pat, g in BODIES:
            if key in ("crescent",) and cc not in MUSLIM or key == "cross" and cc in MUSLIM and cc != "LB":
                continue
            if cc not in NEWS and key not in ("gov", "parl", "army", "police", "team", "embassy", "fa", "auth", "forces"):
                continue
            forms = []
            for d in dems:
                if multi and d == dems[0] and not all(x.endswith("ي") for x in d.split()):
                    continue         # جنوب أفريقي: only by name
                a = definite(d if g == "m" else fem(d))
                forms.append(pat % a)
            if not forms:
                continue
            put("rabt:org-%s-%s" % (cc.lower(), key), "gov", cc, forms, "trigger" if cc == "ML" else "")       # مالي is also "financial"
        for key, pat in BYNAME:
            if cc in NEWS:
                put("rabt:org-%s-%s" % (cc.lower(), key), "gov", cc, [pat % n for n in names[:3]])
            elif key == "team":
                put("rabt:org-%s-%s" % (cc.lower(), key), "club", cc, [pat % n for n in names[:1]])
        if cc in NEWS and not multi or cc in ("KR", "KP"):
            for p in CORE:
                forms = []
                for d in dems:
                    a = definite(fem(d))
                    forms.append("وزارة %s %s" % (p, a))
                    if p in SHORT:
                        forms.append("%s %s" % (p, a))
                put("rabt:org-%s-min-%s" % (cc.lower(), C.translit(p)), "ministry", cc, forms, "trigger" if cc == "ML" else "")
    rows = []
    for (oid, m), r in agg.items():
        if r["forms"]:
            f = r.pop("forms")
            rows.append(dict(r, name=f[0], variants=" | ".join(f[1:])))
    write("org/states.tsv", "patterns over lexicons/norp/nationalities.tsv, gpe/countries.tsv and occ/ministers.tsv", rows)
    # ------- ArWikiCats
    A = "ArWikiCats/jsons/"
    have = set(cur) | {fold(f) for f in C.forms_of(rows)}
    places = set()
    for f in ("cities", "subdivisions", "countries", "capitals", "world", "wiki_places"):
        places |= {fold(x) for x in C.forms_of(C.read("gpe/%s.tsv" % f))}
    got = {}
    for f in ("sports/Clubs_key.json", "sports/clubs_teams_leagues.json"):
        for k, v in C.wheel_json("arwikicats", A + f).items():
            if not isinstance(v, str):
                continue
            n = clean(re.sub(r"\s*\([^)]*\)", "", v))
            toks = n.split()
            if not good(n) or len(toks) > 6 or fold(n) in have or re.match("(لاعب|مدرب|بطول|كأس|موسم|مباريات|قائمة|ملعب|رياضي|كرة )", n) or re.search(r"\d", n):
                continue
            if re.search(r"\b(league|tour de|series|conference|division|cup|racing)\b", k) or re.search("يونايد$", n):
                continue
            core = [t for t in toks if t not in ("نادي", "النادي", "لكرة", "القدم", "السلة", "اليد", "اتحاد", "سيتي", "يونايتد", "فريق", "الرياضي")]
            if re.match("(ال)?(دوري|بطولة|كأس|معارك|الدرجة|رابطة|جامعة|كلية|قوات|بطولات|تصفيات|منتخبات|كرة|رياضة|سباق|منافس|دورة|جائزة|سلسلة|اتحادات)", n) or core and ratio(" ".join(core), k) < 0.45:
                continue
            m = ""
            if len(toks) == 1:
                if zipf(n) >= 4 or len(n) < 4 or fold(n) in C.stopwords():
                    continue
                if fold(n) in places or zipf(n) >= 3:
                    m = "trigger"
            elif fold(n) in places:
                m = "trigger"
            r = {"id": "rabt:club-" + slug(k), "name": n, "match": m, "kind": "club", "latin": re.sub(r"\s*\(.*", "", k), "source": "arwikicats"}
            if toks[0] == "نادي" and len(toks) >= 3 and fold(" ".join(toks[1:])) not in places and fold(" ".join(toks[1:])) not in have:
                r["variants"] = " ".join(toks[1:])
            if len(toks) == 1 or toks[0] not in ("نادي", "منتخب", "دوري", "اتحاد", "فريق", "رابطة"):
                r["variants"] = ("نادي " + n) if toks[0] not in ("جامعة", "الدوري", "دوري", "بطولة", "كلية", "النادي", "الاتحاد", "رابطة", "جمعية", "مدرسة", "أكاديمية", "شركة", "منتخبات") and m == "trigger" else ""
            got.setdefault(r["id"], r)
    write("org/wiki_clubs.tsv", "arwikicats 0.2.3 (MIT)", list(got.values()))
    ORG = re.compile(r"\b(university|college|institute|academy|company|corporation|airlines|airways|bank|army|navy|air force|police|party|movement|front|union|association|federation|organization|organisation|league|council|agency|ministry|parliament|senate|assembly|court|commission|committee|"
                     r"society|foundation|times|post|daily|news|newspaper|broadcasting|television|tv|radio|museum|church|hospital|school|brigade|regiment|forces|group)\b")
    EXC = re.compile(r"(alumni|people|members|politicians|players|faculty|television (series|shows|programs)|^(history|list)|films|albums|songs|by |awards?$|season|district|county|episodes|battles|births|deaths|election|war\b|century|empire|republic)")
    HEAD = re.compile("^(ال)?(جامعة|كلية|معهد|أكاديمية|شركة|مصرف|بنك|جيش|بحرية|شرطة|حزب|حركة|جبهة|اتحاد|جمعية|منظمة|رابطة|مجلس|وكالة|وزارة|برلمان|محكمة|مفوضية|لجنة|مؤسسة|صحيفة|إذاعة|تلفزيون|لواء|فوج|قوات|مجموعة|خطوط|طيران|نقابة|هيئة|صندوق|مركز|دائرة|إدارة|مكتب|فيلق|كتيبة|تحالف|ائتلاف|حرس|تيار|قناة|شبكة|مكتبة|دار)( |ة |$)")
    FACHEAD = re.compile("^(ال)?(متحف|كنيسة|مستشفى|مدرسة|كاتدرائية|مسجد|دير|قصر|ملعب|ثانوية|مطار|قلعة|سجن|مسرح|جسر)( |$)")
    org = {}

    def one(k, v):
        n = clean(re.sub(r"\s*\([^)]*\)", "", v))
        if not good(n) or re.search(r"\d", n) or len(n.split()) < 2 or len(n.split()) > 8 or fold(n) in have:
            return
        if re.match("(ال)?إدارة |شرطة عسكرية$", n) or " و" in n and n.startswith("الشرطة"):
            return
        if FACHEAD.match(n):
            return                      # schools, churches and museums: too mixed to be of use
        elif HEAD.match(n) and not re.match("(إدارة|مجموعة|مركز|دار|دائرة|شبكة|طيران|مكتبة|تيار|خطوط|مجلس) ", n):
            org.setdefault("rabt:org-" + slug(k), {"id": "rabt:org-" + slug(k), "name": n, "latin": k, "source": "arwikicats"})
    for f in ("_splited_data/cities_full_non.json", "_splited_data/yy2_non.json", "_splited_data/P17_2_final_ll_non.json"):
        for c, g in C.wheel_json("arwikicats", A + f).items():
            if c.lower() in ("organizations", "military", "institutions_other", "business", "education", "politics_law"):
                for k, v in g.items():
                    if isinstance(v, str) and not EXC.search(k):
                        one(k, v)
    for f in ("keys/keys2.json", "cities/yy2.json", "geography/P17_2_final_ll.json", "cities/cities_full.json", "keys/keys2_py.json", "geography/New_Keys.json"):
        for k, v in C.wheel_json("arwikicats", A + f).items():
            if isinstance(v, str) and ORG.search(k) and not EXC.search(k) and " " in k:
                one(k, v)
    write("org/wiki_orgs.tsv", "arwikicats 0.2.3 (MIT)", list(org.values()))


if __name__ == "__main__":
    main()
