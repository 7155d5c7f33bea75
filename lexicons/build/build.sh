#!/bin/sh
# Rebuild the generated files under lexicons/ from open packages. Curated files (without the "generated" first line) are read, never written.
# RABT_LEXICON_CACHE: where the packages are kept (default: a temporary directory that is removed afterwards).
set -eu
cd "$(dirname "$0")"
if [ -z "${RABT_LEXICON_CACHE:-}" ]; then
    RABT_LEXICON_CACHE=$(mktemp -d)
    trap 'rm -rf "$RABT_LEXICON_CACHE"' EXIT
fi
export RABT_LEXICON_CACHE PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1
python3 fetch.py
python3 places.py
python3 names.py
python3 persons.py
python3 groups.py
python3 words.py
python3 check.py
