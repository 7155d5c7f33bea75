"""Texts made to hurt: time, memory and records must grow as the text does."""

UNITS = [
    ("names", "محمد ", 20000), ("dead", "قتل محمد علي أحمد الخطيب و", 1000), ("speakers", "وقال محمد إن أحمد قال إن ", 4000), ("openers", 'قال "', 8000),
    ("brackets", "(", 20000), ("numbers", "12 ألف و", 8000), ("events", "هجوم باريس وهجوم لندن ", 800), ("list", "وأحمد ", 12000), ("hashtags", "#محمد_", 8000),
    ("sentences", "وقال محمد الخطيب في دمشق إن ثلاثة أشخاص قتلوا.\n", 2000), ("marks", "\u064b", 50000), ("tatweel", "\u0640", 50000), ("one word", "ا", 200000),
]


def measure_hostile(tool, directory, row, say):
    say("\nHostile text: time and records for twice the text")
    base = tool.run([empty(directory)], check=False).cpu
    for name, unit, count in UNITS:
        seconds, written = [], []
        for times in (1, 2):
            path = directory / "hostile.txt"
            path.write_text("ب" + unit * (count * times) + "\n", encoding="utf-8")
            runs = [tool.run([path], check=False) for _ in range(2)]
            seconds.append(max(min(r.cpu for r in runs) - base, 0.005))
            written.append((directory / "records.jsonl").stat().st_size)
        growth = seconds[1] / seconds[0]
        # Short times wander: what takes less than a tenth of a second proves nothing either way.
        row(f"  {name}", f"{seconds[1]:.2f} s, {growth:.1f} times; {written[1] / max(written[0], 1):.1f} times the records", "goal 2.5", growth <= 2.5 or seconds[1] < 0.1)


def empty(directory):
    path = directory / "empty.txt"
    path.write_text("\n")
    return path
