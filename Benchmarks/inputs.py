"""Texts to measure with, made on the spot and the same on every machine that has the same sources.

Documents come from collections of news beside the repository (../shared/text/*.jsonl.gz) where there are some, else from our own sample reports with
variation: other numbers, sentences in another order, names and nouns of the lexicons in place of some words, so that caches of words don't see a handful of
forms only. Collections that are too small are gone through again with the same variation.
"""
import gzip
import json
import pathlib
import random
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
COLLECTIONS = ROOT.parent / "shared" / "text"


def lexicon_words():
    """Names and words of one token, in file order."""
    words = []
    for path in sorted((ROOT / "lexicons").rglob("*.tsv")):
        if path.parent.name not in ("gpe", "pers", "names", "words", "verbs"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            name = line.split("\t")[0]
            if re.fullmatch("[\u0621-\u064a]{3,12}", name):
                words.append(name)
    return sorted(set(words))


def vary(text, words, rng):
    lines = []
    for line in text.splitlines():
        sentences = re.split(r"(?<=[.؟!]) ", line)
        rng.shuffle(sentences)
        tokens = " ".join(sentences).split(" ")
        for i, token in enumerate(tokens):
            if token.isdigit() and token.isascii():
                tokens[i] = str(rng.randrange(1, 10 ** len(token)))
            elif words and rng.random() < 0.08 and re.fullmatch("[\u0621-\u064a]{4,}", token):
                tokens[i] = rng.choice(words)
        lines.append(" ".join(tokens))
    return "\n".join(lines)


def sources(use_collections=True):
    """(name, documents as (id, text))"""
    found = sorted(COLLECTIONS.glob("*.jsonl.gz")) if use_collections and COLLECTIONS.is_dir() else []
    documents = []
    for path in found:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                record = json.loads(line)
                text = "\n".join(x for x in (record.get("title"), record.get("text")) if x)
                documents.append((record["id"], text.strip()))
    if documents:
        random.Random(1).shuffle(documents)
        return "news collections beside the repository", documents, len(documents)
    reports = sorted((ROOT / "seeds" / "reports").glob("*.txt"))
    return "the repository's sample reports, varied", [(p.stem, p.read_text(encoding="utf-8").strip()) for p in reports], 0


def documents(size, use_collections=True):
    """Documents of `size` bytes together (the last one may go over it)."""
    _, originals, plain = sources(use_collections)
    words = lexicon_words()
    rng = random.Random(7)
    made = number = 0
    while made < size:
        name, text = originals[number % len(originals)]
        if number >= plain:
            text = vary(text, words, rng)
            name = f"{name}-{number}"
        number += 1
        made += len(text.encode()) + 2
        yield name, text


class Inputs:
    """One text in three forms: a file, a directory of small files, JSON Lines."""

    def __init__(self, directory, megabytes, use_collections=True):
        self.directory = pathlib.Path(directory) / f"{megabytes:g}MB"
        self.file = self.directory / "all.txt"
        self.lines = self.directory / "all.jsonl"
        self.files = self.directory / "files"
        self.count = 0
        self.files.mkdir(parents=True, exist_ok=True)
        with open(self.file, "w", encoding="utf-8") as whole, open(self.lines, "w", encoding="utf-8") as lines:
            for name, text in documents(int(megabytes * 1e6), use_collections):
                self.count += 1
                whole.write(text + "\n\n")
                lines.write(json.dumps({"id": f"d{self.count}", "text": text}, ensure_ascii=False) + "\n")
                if megabytes <= 10:
                    (self.files / f"{self.count:06}.txt").write_text(text, encoding="utf-8")
        self.bytes = self.file.stat().st_size
