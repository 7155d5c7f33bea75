"""Crude check that an Arabic spelling is a transliteration of a Latin one: both are reduced to consonant classes and compared."""
import re
import unicodedata
from difflib import SequenceMatcher

AR = {"ب": "b", "ت": "t", "ث": "s", "ج": "g", "ح": "h", "خ": "h", "د": "d", "ذ": "s", "ر": "r", "ز": "s", "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "s",
      "غ": "g", "ف": "f", "ق": "g", "ك": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "", "ي": "", "ا": "", "ء": "", "ى": "", "ة": "", "ع": ""}
LA = [("sch", "s"), ("tch", "ts"), ("sh", "s"), ("ch", "s"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ck", "g"), ("q", "g"), ("k", "g"), ("c", "g"), ("x", "gs"), ("z", "s"),
      ("j", "g"), ("v", "f"), ("p", "b"), ("w", ""), ("y", "")]


def skel_ar(s):
    s = re.sub(r"(^|\s)ال(?=..)", r"\1", s)
    s = s.translate(str.maketrans("أإآٱىةؤئ", "اااايهوي"))
    return re.sub(r"(.)\1+", r"\1", "".join(AR.get(c, "") for c in s))


def skel_la(s, th="t"):
    s = unicodedata.normalize("NFKD", s.lower())
    s = "".join(c for c in s if not unicodedata.combining(c))
    s = re.sub(r"\b(al|el|as|ad|ar|at|az|an|ash|ath)[ -]", "", s)
    s = re.sub(r"[^a-z ]", "", s)
    s = s.replace("th", th)
    for a, b in LA:
        s = s.replace(a, b)
    s = re.sub(r"[aeiou ]", "", s)
    return re.sub(r"(.)\1+", r"\1", s)


def ratio(ar, la):
    if "ث" in ar and "th" in la.lower():        # ث is s elsewhere, as Thomas is توماس
        return compare(skel_ar(ar), skel_la(la, "s"))
    return compare(skel_ar(ar), skel_la(la))


def compare(a, b):
    if not a and not b:
        return 1.0
    if not a or not b:
        return 0.5 if len(a + b) <= 1 else 0.0
    # h, s and g have many readings: count them softly
    r = SequenceMatcher(None, a, b, autojunk=False).ratio()
    soft = str.maketrans("hg", "gg")
    r = max(r, SequenceMatcher(None, a.translate(soft).replace("s", "g"), b.translate(soft).replace("s", "g"), autojunk=False).ratio())
    nh = str.maketrans("", "", "h")
    a2, b2 = a.translate(nh), b.translate(nh)
    if a2 and b2:
        r = max(r, SequenceMatcher(None, a2, b2, autojunk=False).ratio())
    return r
