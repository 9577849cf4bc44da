/** The expressions of the public rules, in every dialect. */
import { expect } from 'chai';
import { RE2JS } from 're2js';
import { RRegex } from 'rregex';
import type { DetectionItem, SearchNode } from '../../lib/ast/detection.ts';
import { parseSigma } from '../../lib/parse.ts';
import type { RegexPattern } from '../../lib/regex/ast.ts';
import { backtrackingDegree } from '../../lib/regex/complexity.ts';
import { normaliseSearch } from '../../lib/regex/normalise.ts';
import { parseRegex } from '../../lib/regex/parse.ts';
import { ECMASCRIPT_FLAGS, printEcmascript } from '../../lib/regex/print/ecmascript.ts';
import { printLucene } from '../../lib/regex/print/lucene.ts';
import { printPcre } from '../../lib/regex/print/pcre.ts';
import { printRust } from '../../lib/regex/print/rust.ts';
import type { Source } from '../../lib/source/source.ts';
import { sampleRegex } from '../../lib/witness/regex-samples.ts';
import { luceneMatches } from '../engines/lucene-regexp.ts';
import { pcreSearch, startPcre } from '../engines/pcre.ts';
import { describeCorpus, readEvents, readRuleFiles } from '../helpers/corpus.ts';
import { marked } from '../helpers/embedded.ts';

interface RuleRegex {
  readonly source: Source;
  readonly pattern: RegexPattern;
}

/** Every expression of the rules in force, as they stand and as a search needs them. */
function readRegexes(corpus: string): RuleRegex[] {
  const found: RuleRegex[] = [];
  for (const { path, text } of readRuleFiles(corpus)) {
    for (const rule of parseSigma(text, { name: path }).rules) {
      const items = [...rule.detection.searches.values()].flatMap(({ body }) => itemsOf(body));
      for (const item of items) found.push(...regexesOf(item, { name: path, text }));
    }
  }
  return found;
}

function itemsOf(node: SearchNode): readonly DetectionItem[] {
  return node.kind === 'item' ? [node] : node.nodes.flatMap(itemsOf);
}

function regexesOf({ modifiers, values }: DetectionItem, source: Source): RuleRegex[] {
  const names = modifiers.map(({ name }) => name);
  if (!names.includes('re')) return [];
  const flags = {
    ignoreCase: names.includes('i'),
    multiline: names.includes('m'),
    dotAll: names.includes('s'),
  };
  return values.map(({ text, verbatim, span }) => {
    const { pattern, diagnostics } = parseRegex({ text, verbatim, span, source }, flags);
    expect(diagnostics, `${source.name}: ${text}`).to.deep.equal([]);
    return { source, pattern: pattern as RegexPattern };
  });
}

/** Texts of real events, and what each pattern is made of. */
function textsFor(pattern: RegexPattern, values: readonly string[]): readonly string[] {
  const samples = sampleRegex(pattern, 6).filter((text) => text.length < 2_000);
  return [
    ...samples,
    ...samples.map((sample) => `x${sample}\n`),
    ...samples.map((sample) => sample.slice(1)),
    ...values,
  ];
}

describeCorpus('the expressions of the public rules', (corpus) => {
  const values: string[] = [];
  let regexes: readonly RuleRegex[] = [];

  before(async () => {
    await startPcre();
    regexes = readRegexes(corpus);
    const texts = new Set<string>();
    for (const { fields } of readEvents(corpus)) {
      for (const value of Object.values(fields)) if (typeof value === 'string') texts.add(value);
    }
    // A spread over all of them, the long ones left to the benchmarks.
    const all = [...texts].filter((text) => text.length < 400);
    for (let i = 0; i < all.length; i += Math.ceil(all.length / 100)) values.push(all[i] as string);
  });

  it('are all read', () => {
    expect(regexes).to.have.length(217);
  });

  it('are all written for PCRE, Rust, RE2 and ECMAScript, and compile there', () => {
    for (const { pattern } of regexes) {
      for (const form of [pattern, normaliseSearch(pattern)]) {
        const [pcre, rust, ecmascript] = [
          printPcre(form),
          printRust(form),
          printEcmascript(form),
        ] as string[];
        expect([typeof pcre, typeof rust, typeof ecmascript], pattern.text).to.deep.equal([
          'string',
          'string',
          'string',
        ]);
        pcreSearch(pcre as string, '');
        new RRegex(rust as string).free();
        RE2JS.compile(rust as string);
        new RegExp(ecmascript as string, ECMASCRIPT_FLAGS);
      }
    }
  });

  it('are written for Lucene, but for word boundaries in a repeat and gaps that take it too much work', () => {
    const refused = regexes.flatMap(({ pattern, source }) => {
      const printed = printLucene(normaliseSearch(pattern));
      return typeof printed === 'string'
        ? []
        : [`${marked({ source, span: printed.span })}: ${printed.unsupported}`];
    });
    const repeated = 'Lucene has no anchors, so none can be repeated';
    const counted =
      'such a count takes more work to compile than Elasticsearch allows (`max_determinized_states`)';
    const octets = '(?:(?:25[0-5]|(?:2[0-4]|1\\d|[1-9])?\\d)(?:\\.|\\b)){4}';
    expect(refused).to.have.members([
      `${octets}: ${repeated}`,
      `${octets}: ${repeated}`,
      ...['.{2,128}', '[^\\"]{0,64}', '.{6,64}', '.{1,64}'].map((gap) => `${gap}: ${counted}`),
    ]);
  });

  it('find the same in every dialect', function () {
    this.timeout(120_000);
    let comparisons = 0;
    let matches = 0;
    for (const { pattern } of regexes) {
      const form = normaliseSearch(pattern);
      const texts = textsFor(pattern, values);
      const letters = pattern.flags.ignoreCase ? '(?i)' : '';
      const expected = texts.map((text) => pcreSearch(letters + pattern.text, text));
      const rust = new RRegex(printRust(form) as string);
      const re2 = RE2JS.compile(printRust(form) as string);
      const native = new RegExp(printEcmascript(form) as string, ECMASCRIPT_FLAGS);
      const lucene = printLucene(form);
      for (const [i, text] of texts.entries()) {
        const found = [
          pcreSearch(printPcre(form) as string, text),
          rust.isMatch(text),
          re2.matcher(text).find(),
          native.test(text),
          typeof lucene === 'string' && text.length < 200 ? luceneMatches(lucene, text) : expected[i],
        ];
        expect(found, `${pattern.text} on ${JSON.stringify(text)}`).to.deep.equal(Array(5).fill(expected[i]));
        comparisons += found.length;
        if (expected[i] === true) matches++;
      }
      rust.free();
    }
    expect(comparisons).to.be.greaterThan(100_000);
    expect(matches).to.be.greaterThan(500);
  });

  it('run in linear time on a backtracking engine, most of them', () => {
    const degrees = regexes.map(({ pattern }) => backtrackingDegree(normaliseSearch(pattern)));
    expect(degrees.filter((degree) => degree === 1).length).to.be.at.least(185);
    expect(degrees.filter((degree) => degree === Infinity)).to.have.length(3);
  });
});
