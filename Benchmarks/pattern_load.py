"""What many patterns cost: 2,000 against 50 on the same text."""
import random
import shutil

import inputs as texts
from measure import ROOT, Tool, median


def write_patterns(directory, count):
    """A schema and `count` patterns, each woken by a noun or verb of its own."""
    directory.mkdir(parents=True)
    (directory / "patterns").mkdir()
    shutil.copy(ROOT / "seeds" / "schema.tsv", directory)
    words = texts.lexicon_words()
    random.Random(11).shuffle(words)
    lines = ["rabt    patterns 1", "family  bench", "policy  one-per-trigger", ""]
    for i, word in enumerate(words[:count]):
        lines += [f"pattern bench.p{i} : Die", f"  match   trigger:{word} ..3 victim:@PERS", ""]
    (directory / "patterns" / "bench.pattern").write_text("\n".join(lines), encoding="utf-8")


def measure_patterns(tool, text, directory, row, say, repeats):
    say("\nPatterns: 50 and 2,000, each with a word of its own")
    cost, whole = {}, {}
    for count in (50, 2000):
        folder = directory / f"patterns-{count}"
        write_patterns(folder, count)
        loaded = Tool(tool.binary, directory, patterns=folder)
        loaded.run([text.file])
        runs = [loaded.run([text.file]) for _ in range(repeats)]
        whole[count] = median([r.cpu for r in runs])
        cost[count] = median([loaded.stages([text.file])["relations"] for _ in range(repeats)])
        row(f"  {count} patterns: relations; whole process", f"{cost[count] * 1000:.1f} ms; {whole[count]:.2f} s")
    row("  2,000 against 50: relations", f"{cost[2000] / cost[50]:.2f}", "goal 1.5", cost[2000] <= 1.5 * cost[50])
    row("  2,000 against 50: whole process", f"{whole[2000] / whole[50]:.2f}", "goal 1.5", whole[2000] <= 1.5 * whole[50])
