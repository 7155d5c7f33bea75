#!/usr/bin/env python3
"""evidence-words.py RABT GOLD... > lexicons/evidence-words.tsv

The words that the tagger may count as evidence by themselves: common words (members of a word class) that stand in many of the project's own annotated
texts. GOLD: directories of .ann files (../shared/reports, ../shared/mentions, lexicons/build/annotated); no other corpus may go in.
Needs RABT_DATA or the shipped lexicons. Afterwards `rabt tune` fits the weights.
"""
import collections, glob, json, re, subprocess, sys

LEAST_DOCUMENTS = 8
NAMES = {'given', 'family', 'foreign'}


def main():
    binary, folders = sys.argv[1], sys.argv[2:]
    documents = collections.defaultdict(set)
    for path in sorted(p for f in folders for p in glob.glob(f + '/*.ann')):
        text = re.sub(r'\[[A-Z]+~?\|\S+ |\]', '', open(path, encoding='utf8').read())
        out = subprocess.run([binary, 'explain', '--format', 'json', '-'], input=text, capture_output=True, text=True, check=True).stdout
        for line in out.splitlines():
            for token in json.loads(line)['tokens']:
                for reading in token.get('readings', [])[:1]:
                    classes = {c.split('(')[0].split('.')[0] for c in reading['classes'] if not c.startswith('=')}
                    word = reading['word']
                    if not classes - NAMES or not word:
                        continue
                    if 'ال' in reading['proclitics'] and word.startswith('ال') and len(word) > 4:
                        word = word[2:]
                    documents[word].add(path)
    print('# made by lexicons/build/evidence-words.py: common words (folded) of the project\'s annotated reports, mentions and written items')
    print('word')
    for word in sorted(w for w, d in documents.items() if len(d) >= LEAST_DOCUMENTS):
        print(word)


main()
