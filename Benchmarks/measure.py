"""Running a program and reading off what it took."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent


class Failure(Exception):
    pass


class Run:
    """One finished process: wall and processor seconds, largest resident MB."""

    def __init__(self, command, environment=None, stdout=subprocess.DEVNULL, prefix=()):
        start = time.perf_counter()
        process = subprocess.Popen([*prefix, *command], stdout=stdout, stderr=subprocess.PIPE, env=environment)
        message = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stderr.close()
        self.wall = time.perf_counter() - start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024
        self.message = message.decode(errors="replace")
        if process.returncode != 0:
            raise Failure(f"{' '.join(map(str, command))}: exit {process.returncode}\n{self.message[:2000]}")


def build_floor(directory):
    """The C programs, compiled against the machine's libicu."""
    compiler = next((c for c in (os.environ.get("CC"), "cc", "clang", "gcc") if c and shutil.which(c)), None)
    if not compiler:
        raise Failure("no C compiler; set CC")
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "icu-uc"], capture_output=True, text=True)
    if flags.returncode != 0:
        raise Failure("libicu's headers are missing; run make icu")
    floor, counter = directory / "floor", directory / "allocations.so"
    subprocess.run([compiler, "-O2", "-o", floor, HERE / "floor" / "floor.c", *flags.stdout.split()], check=True)
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", counter, HERE / "floor" / "allocations.c"], check=True)
    return floor, counter


def floor_result(floor, path, repeats):
    return json.loads(subprocess.run([floor, path, str(repeats)], capture_output=True, text=True, check=True).stdout)


class Tool:
    """A rabt binary with the shipped lexicons and patterns, and a cache of its own."""

    def __init__(self, binary, directory, lexicons=None, patterns=None):
        self.binary = pathlib.Path(binary).resolve()
        self.directory = directory
        self.lexicons = lexicons or ROOT / "lexicons"
        self.patterns = patterns or ROOT / "seeds"
        self.environment = dict(os.environ, XDG_CACHE_HOME=str(directory / "cache"))
        self.answers = {}

    def command(self, inputs, emit="all", form="text", jobs=1, output="/dev/null", manifest=None):
        words = [self.binary, "extract", *inputs, "--lexicons", self.lexicons, "--patterns", self.patterns, "-q", "-j", str(jobs), "--date", "2018-05-01",
                 "--input", form]
        if emit != "all":
            words += ["--emit", emit]
        if manifest:
            words += ["--manifest", manifest]
        return [str(w) for w in words + ["-o", output]]

    def run(self, inputs, emit="all", form="text", jobs=1, check=True):
        """Runs with records in a file, whose content must be the same at every run."""
        output = self.directory / "records.jsonl"
        run = Run(self.command(inputs, emit, form, jobs, output), self.environment)
        if check:
            digest = hashlib.sha256()
            lines = 0
            with open(output, "rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
                    lines += block.count(b"\n")
            answer = (lines, digest.hexdigest())
            key = (tuple(map(str, inputs)), emit, form)
            if self.answers.setdefault(key, answer) != answer:
                raise Failure(f"answers differ between runs: {key} gave {self.answers[key]}, now {answer}")
            if lines == 0:
                raise Failure(f"no records from {key}")
            run.records = lines
        return run

    def stages(self, inputs, emit="all"):
        """Processor seconds by stage."""
        manifest = self.directory / "manifest.json"
        Run(self.command(inputs, emit, manifest=manifest), self.environment)
        return json.loads(manifest.read_text())["stages"]

    def allocations(self, counter, inputs, form="text"):
        out = self.directory / "allocations"
        Run(self.command(inputs, form=form), dict(self.environment, LD_PRELOAD=str(counter), ALLOCATIONS_FILE=str(out)))
        return int(out.read_text())


def has_valgrind():
    return shutil.which("valgrind") is not None


def without_debug_info(binary, directory):
    """A copy of a binary that valgrind can read (older ones stop at newer debug information); symbols stay."""
    copy = directory / (binary.name + "-plain")
    tool = shutil.which("strip") or shutil.which("llvm-strip")
    if not tool:
        return binary
    subprocess.run([tool, "-g", "-o", copy, binary], check=True)
    return copy


def instructions(command, environment=None):
    """Instructions of a process (without the kernel), by callgrind."""
    with tempfile.NamedTemporaryFile() as profile:
        run = Run(command, environment, prefix=["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile.name}"])
    found = re.search(r"Collected : (\d+)", run.message)
    if not found:
        raise Failure("callgrind told no count:\n" + run.message[:1000])
    return int(found.group(1))


def median(values):
    return statistics.median(values)
