/**
 * A pattern means the same in every dialect that it is printed in.
 *
 * Each generated pattern is printed for each dialect and run by an engine of that dialect over texts that it may
 * match, against PCRE running the pattern as it was written. `SIGMAQ_RUNS` sets the number of patterns; each takes
 * part in some two hundred comparisons.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { RRegex } from 'rregex';
import { ECMASCRIPT_FLAGS, printEcmascript } from '../../lib/regex/print/ecmascript.ts';
import { printLucene } from '../../lib/regex/print/lucene.ts';
import { printPcre } from '../../lib/regex/print/pcre.ts';
import { printRust } from '../../lib/regex/print/rust.ts';
import { normaliseSearch } from '../../lib/regex/normalise.ts';
import { parseRegex } from '../../lib/regex/parse.ts';
import type { RegexNode, RegexPattern } from '../../lib/regex/ast.ts';
import { minLength, someNode } from '../../lib/regex/shape.ts';
import type { RegexResult } from '../../lib/regex/result.ts';
import { sampleRegex } from '../../lib/witness/regex-samples.ts';
import { luceneMatches } from '../engines/lucene-regexp.ts';
import { pcreSearch, startPcre } from '../engines/pcre.ts';
import { arbitraryPattern, arbitraryText } from '../helpers/arbitrary-pattern.ts';
import { embed } from '../helpers/embedded.ts';
import { flagsOf } from '../helpers/parse-pattern.ts';
import { searchRegex } from '../helpers/regex-search.ts';

const RUNS = Number(process.env.SIGMAQ_RUNS ?? 100);
const SAMPLES = 6;

interface Engine {
  readonly name: string;
  readonly print: (pattern: RegexPattern) => RegexResult;
  /** Where the printed text occurs among the texts. */
  readonly run: (source: string, texts: readonly string[]) => readonly boolean[];
  readonly leavesOut?: (pattern: RegexPattern, text: string) => boolean;
}

const ENGINES: readonly Engine[] = [
  {
    name: 'PCRE',
    print: printPcre,
    run: (source, texts) => texts.map((text) => pcreSearch(source, text)),
  },
  {
    name: 'Rust',
    print: printRust,
    run: (source, texts) => {
      const regex = new RRegex(source);
      const found = texts.map((text) => regex.isMatch(text));
      regex.free();
      return found;
    },
    // eslint-disable-next-line no-control-regex
    leavesOut: ({ text: source }, text) => /\\b/i.test(source) && /[^\x00-\x7f]/.test(text),
  },
  {
    name: 'RE2',
    print: printRust,
    run: (source, texts) => {
      const regex = RE2JS.compile(source);
      return texts.map((text) => regex.matcher(text).find());
    },
  },
  {
    name: 'ECMAScript',
    print: printEcmascript,
    run: (source, texts) => texts.map((text) => new RegExp(source, ECMASCRIPT_FLAGS).test(text)),
    // V8 also tries the place between the halves of a surrogate pair, against the standard. Only what asks for the
    // absence of a character is true there: `/\B/u.exec('b😀b')` answers 2.
    leavesOut: ({ text: source }, text) => /\\B|\(\?<?!/.test(source) && text.includes('😀'),
  },
  {
    name: 'Lucene',
    print: printLucene,
    run: (source, texts) => texts.map((text) => luceneMatches(source, text)),
  },
];

interface Tally {
  comparisons: number;
  readonly refused: Map<string, number>;
  /** Patterns whose text PCRE itself was asked about. */
  witnessed: number;
}

/**
 * What the pattern's own text finds by PCRE; undefined where PCRE is stricter, as with `[\w-.]`, or wrong, as it
 * was before version 10.45 with POSIX classes after the complement of a class (`[\D[:upper:]]`).
 */
function pcreOnSource(source: string, texts: readonly string[]): readonly boolean[] | undefined {
  if (/(?:\\[DWSHV]|\[:\^).*\[:[a-z]/.test(source)) return undefined;
  try {
    return texts.map((text) => pcreSearch(source, text));
  } catch {
    return undefined;
  }
}

/** Engines disagree on when a repeat of nothing stops, which shows where there is no way back. */
function holdsNothing(root: RegexNode): boolean {
  const repeatsNothing = (node: RegexNode): boolean => node.kind === 'repeat' && minLength(node.body) === 0;
  const isHeld = (node: RegexNode): boolean =>
    (node.kind === 'group' && node.atomic) || (node.kind === 'repeat' && node.mode === 'possessive');
  return someNode(root, (node) => isHeld(node) && someNode(node, repeatsNothing));
}

function compare(source: string, letters: string, random: readonly string[], tally: Tally): void {
  const { pattern } = parseRegex(embed(source), flagsOf(letters));
  if (pattern === undefined || holdsNothing(pattern.root)) return;
  const samples = sampleRegex(pattern, SAMPLES).filter((text) => text.length < 60);
  const texts = [
    ...samples,
    ...samples.map((text) => `${text}\n`),
    ...samples.map((text) => `b${text}b`),
    ...random,
  ];

  const expected = texts.map((text) => searchRegex(pattern, text));
  const witness = pcreOnSource(letters === '' ? source : `(?${letters})${source}`, texts);
  if (witness !== undefined) {
    expect(witness, `PCRE on the text of ${source}`).to.deep.equal(expected);
    tally.witnessed++;
    tally.comparisons += texts.length;
  }
  for (const form of [pattern, normaliseSearch(pattern)]) {
    for (const engine of ENGINES) compareEngine(engine, form, texts, expected, tally);
  }
}

function compareEngine(
  { name, print, run, leavesOut }: Engine,
  pattern: RegexPattern,
  texts: readonly string[],
  expected: readonly boolean[],
  tally: Tally,
): void {
  const printed = print(pattern);
  if (typeof printed !== 'string') {
    tally.refused.set(name, (tally.refused.get(name) ?? 0) + 1);
    return;
  }
  const found = run(printed, texts);
  for (const [i, text] of texts.entries()) {
    if (leavesOut?.(pattern, text) === true) continue;
    if (found[i] === expected[i]) tally.comparisons++;
    else
      expect.fail(`${name}: ${pattern.text} as ${printed} on ${JSON.stringify(text)}: ${String(found[i])}`);
  }
}

describe('the dialects of a regular expression', function () {
  this.timeout(30_000 + RUNS * 200);
  before(startPcre);

  function run(exotic: boolean): Tally {
    const tally: Tally = { comparisons: 0, refused: new Map(), witnessed: 0 };
    const texts = fc.array(arbitraryText(), { minLength: 4, maxLength: 8 });
    fc.assert(
      fc.property(
        arbitraryPattern({ exotic }),
        fc.constantFrom('', '', '', 'i', 'm', 's', 'ims'),
        texts,
        (source, letters, random) => {
          compare(source, letters, random, tally);
        },
      ),
      { numRuns: RUNS },
    );
    return tally;
  }

  it('mean what PCRE reads in the pattern as it was written', () => {
    const { comparisons, refused, witnessed } = run(false);
    expect(comparisons).to.be.greaterThan(RUNS * 80);
    expect(witnessed).to.be.greaterThan(RUNS * 0.8);
    // Of two forms of each pattern: the generated ones have anchors in places where no rule has them.
    expect(refused.get('Rust') ?? 0).to.be.lessThan(RUNS * 0.4);
    expect(refused.get('Lucene') ?? 0).to.be.lessThan(RUNS);
    expect(refused.has('PCRE') || refused.has('ECMAScript')).to.equal(false);
  });

  it('keep that meaning, or refuse, where possessive quantifiers, atomic groups and lookarounds are involved', () => {
    const { comparisons } = run(true);
    expect(comparisons).to.be.greaterThan(RUNS * 60);
  });
});
