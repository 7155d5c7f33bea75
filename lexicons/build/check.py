"""Check every lexicon file (curated and generated) and print the counts. Exit status 1 when something is wrong."""
import os
import re
import sys

import common as C

LABELS = "pers occ org gpe loc fac norp event date time law product language website unit curr".split()
MATCH = set("trigger exact -hamza -ya -ta -proclitic sure".split())
FORM = re.compile("^[\u0621-\u063a\u0641-\u064aA-Za-z0-9 .\\-/+&%]+$")


def main():
    errors, table = [], []
    ids = {}
    parents = []
    for label in LABELS + ["names"]:
        d = os.path.join(C.ROOT, label)
        if not os.path.isdir(d):
            continue
        for f in sorted(os.listdir(d)):
            if not f.endswith(".tsv"):
                continue
            p, rel = os.path.join(d, f), label + "/" + f
            raw = open(p, "rb").read()
            text = raw.decode("utf-8")
            if b"\r" in raw or raw.startswith(b"\xef\xbb\xbf") or not raw.endswith(b"\n"):
                errors.append("%s: CR, BOM or no final newline" % rel)
            key = "part" if label == "names" else "name"
            cols, n, forms, seen = None, 0, 0, {}
            for no, line in enumerate(text.split("\n")[:-1], 1):
                if line.startswith("#") or not line.strip():
                    continue
                cells = line.split("\t")
                if cols is None:
                    cols = cells
                    if key not in cols or (label != "names" and "id" not in cols) or "source" not in cols:
                        errors.append("%s:%d: header lacks %s, id or source" % (rel, no, key))
                    continue
                if len(cells) != len(cols):
                    errors.append("%s:%d: %d cells, header has %d" % (rel, no, len(cells), len(cols)))
                    continue
                r = dict(zip(cols, cells))
                n += 1
                if not r[key] or not r.get("source") or (label != "names" and ":" not in r["id"]):
                    errors.append("%s:%d: empty name, id or source" % (rel, no))
                for m in r.get("match", "").split():
                    if m not in MATCH:
                        errors.append("%s:%d: unknown match switch %s" % (rel, no, m))
                fs = [r[key]] + [v for v in r.get("variants", "").split(" | ") if v] + [v for v in r.get("short", "").split(" | ") if v]
                forms += len(fs)
                for x in fs:
                    if not FORM.match(x) or x != C.clean(x) and not re.search("[.+]$", x):
                        errors.append("%s:%d: stray character in %r" % (rel, no, x))
                    if len(x.split()) > 16 or len(x.encode("utf-8")) > 512:
                        errors.append("%s:%d: too long" % (rel, no))
                    if label in ("gpe", "pers", "org", "names", "loc", "fac") and C.fold(x) in C.stopwords() and not r.get("match"):
                        errors.append("%s:%d: function word %r" % (rel, no, x))
                for x in fs[: len(fs)]:
                    k = (r.get("id", ""), C.fold(x), r.get("role", ""), r.get("from", ""), r.get("org", ""))
                    if k in seen:
                        errors.append("%s:%d: %r repeats line %d" % (rel, no, x, seen[k]))
                    seen[k] = no
                if label != "names":
                    ids.setdefault(r["id"], label)
                    if r.get("parent"):
                        parents.append((r["id"], r["parent"], rel, no))
            table.append((rel, n, forms, "generated" if C.is_generated(p) else "curated"))
    up = {}
    for i, p, rel, no in parents:
        up.setdefault(i, p)
    for i in up:
        seen, x = set(), i
        while x in up:
            if x in seen:
                errors.append("cycle of parents at " + i)
                break
            seen.add(x)
            x = up[x]
    missing = {}
    for i, p, rel, no in parents:
        if p not in ids:
            missing.setdefault(p, (rel, no))
    for p, (rel, no) in sorted(missing.items()):
        print("note: %s:%d: parent %s is no entry" % (rel, no, p), file=sys.stderr)
    tot = {}
    for rel, n, f, g in table:
        print("%-38s %7d %8d  %s" % (rel, n, f, g))
        a = tot.setdefault(rel.split("/")[0], [0, 0])
        a[0] += n
        a[1] += f
    print("-" * 60)
    for l, (n, f) in tot.items():
        print("%-38s %7d %8d" % (l, n, f))
    print("%-38s %7d %8d" % ("total", sum(a[0] for a in tot.values()), sum(a[1] for a in tot.values())))
    for e in errors[:60]:
        print("error: " + e, file=sys.stderr)
    print("%d errors" % len(errors), file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
