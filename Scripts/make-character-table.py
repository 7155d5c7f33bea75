#!/usr/bin/env python3
"""Writes Sources/Segmentation/CharacterTable.swift from the Unicode Character Database (Debian package unicode-data).

    Scripts/make-character-table.py [UCD directory] > Sources/Segmentation/CharacterTable.swift

Covers the scripts that the byte loop knows; every other code point gets class 0, which sends its paragraph to ICU.
The numbers of the break classes are ICU's (uchar.h), so that a test can compare them with the library's properties.
"""
import sys

directory = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"

# Ranges that the byte loop knows (assigned code points of them). Dictionary scripts must stay out.
COVERED = [(0x0000, 0x07FF), (0x0870, 0x08FF), (0x1E00, 0x2BFF), (0x2E00, 0x2E5D), (0xFB00, 0xFE0F), (0xFE20, 0xFE2F),
           (0xFE70, 0xFEFF), (0xFFF9, 0xFFFD), (0x1F000, 0x1FAFF)]
ARABIC = [(0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)]

WORD = {"ALetter": 1, "Format": 2, "Katakana": 3, "MidLetter": 4, "MidNum": 5, "Numeric": 6, "ExtendNumLet": 7, "CR": 8, "Extend": 9, "LF": 10,
        "MidNumLet": 11, "Newline": 12, "Regional_Indicator": 13, "Hebrew_Letter": 14, "Single_Quote": 15, "Double_Quote": 16, "ZWJ": 21,
        "WSegSpace": 22}
SENTENCE = {"ATerm": 1, "Close": 2, "Format": 3, "Lower": 4, "Numeric": 5, "OLetter": 6, "Sep": 7, "Sp": 8, "STerm": 9, "Upper": 10, "CR": 11,
            "Extend": 12, "LF": 13, "SContinue": 14}
PICTOGRAPH = 23  # no ICU class: Extended_Pictographic characters whose word break class is Other

# Content bits, the same as in CharacterClasses.swift.
BITS = {"arabic": 9, "letter": 10, "digit": 11, "mark": 12, "invisible": 13, "underscore": 14, "at": 15, "space": 16, "punctuation": 17, "symbol": 18,
        "double": 19, "single": 20, "opening": 21, "closing": 22, "terminator": 23, "hash": 24, "other": 25}
DOUBLE_QUOTES = {0x22, 0xAB, 0xBB, 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0x2036}
SINGLE_QUOTES = {0x27, 0x2018, 0x2019, 0x201A, 0x201B, 0x2039, 0x203A}


def rows(name):
    for line in open(f"{directory}/{name}", encoding="utf-8"):
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) >= 2:
            first, _, last = fields[0].partition("..")
            yield int(first, 16), int(last or first, 16), fields[1]


def spread(name, numbers):
    values = {}
    for first, last, value in rows(name):
        if value in numbers:
            for code in range(first, last + 1):
                values[code] = numbers[value]
    return values


word = spread("auxiliary/WordBreakProperty.txt", WORD)
sentence = spread("auxiliary/SentenceBreakProperty.txt", SENTENCE)
pictographic = spread("emoji/emoji-data.txt", {"Extended_Pictographic": 1})
white = spread("PropList.txt", {"White_Space": 1})
version = next(line for line in open(f"{directory}/auxiliary/WordBreakProperty.txt", encoding="utf-8")).split("-")[1].rsplit(".", 2)[0]

category, first_of_range = {}, None
for line in open(f"{directory}/UnicodeData.txt", encoding="utf-8"):
    fields = line.split(";")
    code = int(fields[0], 16)
    if fields[1].endswith(", Last>"):
        for other in range(first_of_range, code):
            category[other] = fields[2]
    first_of_range = code
    category[code] = fields[2]

# CLDR's tailorings of the root locale.
word[0x40] = WORD["ALetter"]
word.pop(0x3A)
# Ours: an ellipsis ends a sentence as a full stop does; a double prime closes a quotation.
sentence[0x2026] = SENTENCE["ATerm"]
sentence[0x2033] = SENTENCE["Close"]


def within(code, ranges):
    return any(first <= code <= last for first, last in ranges)


def attributes(code):
    """Packed properties: word class 0-4, sentence class 5-8, content bits from 9; 0 = not covered."""
    if not within(code, COVERED) or code not in category or category[code] in ("Cs", "Co"):
        return 0
    kind, breaks, ends = category[code], word.get(code, 0), sentence.get(code, 0)
    if code in pictographic:
        if breaks:
            return 0  # letter and pictograph at once (U+24C2)
        breaks = PICTOGRAPH
    if breaks == WORD["Katakana"]:
        return 0
    bits = set()
    if code in DOUBLE_QUOTES:
        bits.add("double")
    elif code in SINGLE_QUOTES:
        bits.add("single")
    elif code == 0x40:
        bits.add("at")
    elif code == 0x23:
        bits.add("hash")
    elif code == 0x5F:
        bits.add("underscore")
    elif code in white:
        bits.add("space")
    elif kind == "Cf" and not 0x600 <= code <= 0x605 and code not in (0x6DD, 0x70F, 0x890, 0x891, 0x8E2):
        bits.add("invisible")
    elif kind[0] == "L":
        bits.add("arabic" if within(code, ARABIC) else "letter")
    elif kind[0] == "N":
        bits.add("digit")
    elif kind[0] == "M":
        bits.add("mark")
    elif kind[0] == "P":
        bits.add("punctuation")
        if kind in ("Ps", "Pi"):
            bits.add("opening")
        if kind in ("Pe", "Pf"):
            bits.add("closing")
    elif kind[0] == "S":
        bits.add("symbol")
    else:
        bits.add("other")
    if ends in (SENTENCE["ATerm"], SENTENCE["STerm"], SENTENCE["Sep"], SENTENCE["CR"], SENTENCE["LF"]):
        bits.add("terminator")
    return breaks | ends << 5 | sum(1 << BITS[bit] for bit in bits)


classes, blocks, stage1 = [0], [], []
index = {}


def class_of(code):
    value = attributes(code)
    if value not in classes:
        classes.append(value)
    return classes.index(value)


for block in range(0x20000 >> 6):
    cells = tuple(class_of(block << 6 | low) for low in range(64))
    if cells not in index:
        index[cells] = len(blocks)
        blocks.append(cells)
    stage1.append(index[cells])
assert len(classes) < 256 and len(blocks) < 256


def array(name, kind, values, doc, form="{}"):
    print(f"    /// {doc}")
    print(f"    static let {name}: [{kind}] = [")
    for start in range(0, len(values), 32):
        print("        " + ",".join(form.format(value) for value in values[start:start + 32]) + ",")
    print("    ]")


print(f"""// Made by Scripts/make-character-table.py from the Unicode Character Database {version}; don't edit.

/// Properties of the code points that the byte loop of segmentation knows.
enum CharacterTable {{
    static let unicodeVersion = "{version}"
""")
array("attributes", "UInt32", classes, "Packed properties of each class: word break 0-4, sentence break 5-8, content bits from 9; class 0 is \"ask ICU\".", "0x{:x}")
array("stage1", "UInt8", stage1, "Block of 64 code points for code point / 64, up to U+1FFFF.")
array("stage2", "UInt8", [cell for cells in blocks for cell in cells], "Class of each code point of a block.")
print("}")
