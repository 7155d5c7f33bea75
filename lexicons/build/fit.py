#!/usr/bin/env python3
"""fit.py RABT [--cross-validate] [--words]

Fits lexicons/weights.tsv and weights-nested.tsv on what they are shipped with: ../shared/reports and ../shared/mentions (the project's annotation),
lexicons/build/annotated, and, for evidence about classes only, the first four fifths of ../shared/ner/anercorp-train (coarse labels).
--words makes lexicons/evidence-words.tsv anew before. --cross-validate writes nothing: it fits five times on four fifths of reports and mentions (with all
the rest) and scores the fifth that is left out by ../shared/eval/score_reports.py, so that no figure stands on training data. Deterministic on one machine; takes about
a minute a fit.
"""
import glob, json, os, re, shutil, subprocess, sys, tempfile

root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
shared = os.path.join(os.path.dirname(root), 'shared')
OPTIONS = '--rounds 8 --rate 0.3 --decay 0.012 --threshold 0.1 --weight 3 --lean 0.4'.split()
written = os.path.join(root, 'lexicons/build/annotated')


def coarse(folder):
    """ANERcorp's spans as .ann files; the last fifth of the documents stays out."""
    lines = open(os.path.join(shared, 'ner/anercorp-train.spans.jsonl'), encoding='utf8').read().splitlines()
    for line in lines[:len(lines) * 4 // 5]:
        d = json.loads(line)
        text, out, at = d['text'], [], 0
        for e in sorted(d['entities'], key=lambda e: e['start']):
            if e['start'] < at:
                continue
            out += [text[at:e['start']].replace('[', '(').replace(']', ')'), f"[{e['type']}|x ", text[e['start']:e['end']].replace('[', '(').replace(']', ')'), ']']
            at = e['end']
        out.append(text[at:].replace('[', '(').replace(']', ')'))
        open(os.path.join(folder, d['id'] + '.ann'), 'w', encoding='utf8').write(''.join(out))
    return folder


def tune(binary, lexicons, out, aner, gold):
    subprocess.run([binary, 'tune', '--lexicons', lexicons, '-o', out, '--coarse', aner, *OPTIONS, *gold], check=True, stderr=subprocess.DEVNULL)


def cross_validate(binary, work, aner):
    documents = sorted(glob.glob(shared + '/reports/*.ann') + glob.glob(shared + '/mentions/*.ann'))
    records = {'reports': b'', 'mentions': b''}
    for k in range(5):
        lexicons = f'{work}/lexicons'
        shutil.rmtree(lexicons, ignore_errors=True)
        shutil.copytree(root + '/lexicons', lexicons, ignore=shutil.ignore_patterns('build'))
        tune(binary, lexicons, lexicons, aner, [d for i, d in enumerate(documents) if i % 5 != k] + [written])
        for d in documents[k::5]:
            r = subprocess.run([binary, 'extract', '--emit', 'document,mention', '--lexicons', lexicons, '--patterns', root + '/seeds', d[:-4] + '.txt'],
                               capture_output=True, check=True)
            records[os.path.basename(os.path.dirname(d))] += r.stdout
    for name, data in records.items():
        open(f'{work}/{name}.jsonl', 'wb').write(data)
        r = subprocess.run([sys.executable, shared + '/eval/score_reports.py', f'{shared}/{name}', f'{work}/{name}.jsonl', '--types'], capture_output=True, text=True)
        print(name)
        print('\n'.join(l for l in r.stdout.splitlines() if l.startswith('mentions') or l.startswith('  mention')))


def main():
    binary = os.path.abspath(sys.argv[1])
    if not os.path.isdir(shared):
        print('SKIPPED: ../shared, which the weights are fitted on, is not here')
        return
    work = tempfile.mkdtemp()
    os.mkdir(work + '/aner')
    aner = coarse(work + '/aner')
    if '--cross-validate' in sys.argv:
        return cross_validate(binary, work, aner)
    gold = [shared + '/reports', shared + '/mentions', written]
    if '--words' in sys.argv:
        with open(root + '/lexicons/evidence-words.tsv.new', 'w') as f:
            subprocess.run([sys.executable, root + '/lexicons/build/evidence-words.py', binary, *gold], stdout=f, check=True, env={**os.environ, 'RABT_DATA': root})
        os.rename(root + '/lexicons/evidence-words.tsv.new', root + '/lexicons/evidence-words.tsv')
    tune(binary, root + '/lexicons', work, aner, gold)
    for name in ('weights.tsv', 'weights-nested.tsv'):
        text = open(f'{work}/{name}', encoding='utf8').read()
        text = re.sub(r'^(# Fitted with .*) on: .*$', r"\1 on: ANERcorp's training part but its last fifth (coarse labels, no single words), the project's annotated reports and mentions, "
                      'lexicons/build/annotated', text, count=1, flags=re.M)
        open(f'{root}/lexicons/{name}', 'w', encoding='utf8').write(text)


main()
