/** Analysis of every public rule: complete, counted rightly, quick, and sound on real events. */
import { expect } from 'chai';
import { predicate } from '../../backends/predicate/index.ts';
import { analyze, createCorpus, type Analysis } from '../../lib/analysis/index.ts';
import { commonValues } from '../../lib/analysis/common.ts';
import { avoidedRows, soughtRows } from '../../lib/analysis/rows.ts';
import { findSubsumptions, unreachableSearches, type Subsumption } from '../../lib/analysis/subsume/index.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { convert } from '../../lib/convert.ts';
import { parseSigma } from '../../lib/parse.ts';
import { witnesses } from '../../lib/witness/index.ts';
import { describeCorpus, readEvents, readRuleFiles } from '../helpers/corpus.ts';

describeCorpus('analysis of the public rules', function (corpusFolder) {
  let rules: readonly SigmaRule[];
  let analyses: readonly Analysis[];
  let milliseconds = 0;
  before(function () {
    this.timeout(120_000);
    rules = readRuleFiles(corpusFolder).flatMap(({ path, text }) => parseSigma(text, { name: path }).rules);
    const start = process.cpuUsage();
    const corpus = createCorpus(rules);
    analyses = rules.map((rule) => analyze(rule, corpus));
    const { user, system } = process.cpuUsage(start);
    milliseconds = (user + system) / 1000;
  });

  it('takes at most 3 seconds of a processor, counts in the corpus included', () => {
    expect(analyses).to.have.lengthOf(3780);
    expect(milliseconds).to.be.below(3000);
  });

  it('gives every Windows rule an event', () => {
    const windows = analyses.filter(({ header }) => header.logsource.product === 'windows');
    expect(windows).to.have.lengthOf(2872);
    expect(windows.filter(({ events }) => events.length === 0)).to.deep.equal([]);
  });

  it('resolves every tag of ATT&CK, or names it', () => {
    const silent = rules.flatMap(({ tags, title }, index) => {
      const { attack, diagnostics } = analyses[index]!;
      const ids = attack.tactics.flatMap(({ techniques }) => techniques.map(({ id }) => id.toLowerCase()));
      const named = attack.tactics.map(({ tag }) => tag);
      const others = attack.other.map(({ namespace, value }) => `${namespace}.${value}`.toLowerCase());
      return tags
        .map((tag) => tag.toLowerCase())
        .filter((tag) => tag.startsWith('attack.'))
        .filter((tag) => !ids.includes(tag.slice('attack.'.length)) && !named.includes(tag))
        .filter((tag) => !others.includes(tag) && !diagnostics.some(({ message }) => message.includes(tag)))
        .map((tag) => `${title}: ${tag}`);
    });
    expect(silent).to.deep.equal([]);
  });

  it('finds PowerShell the most shared value: 172 rules look for it, and 4 more only exclude it', () => {
    const [first] = commonValues(createCorpus(rules), { top: 1 });
    expect(first).to.deep.include({
      field: 'Image',
      kind: 'ends_with',
      value: '\\powershell.exe',
      rules: 172,
    });
    const mention = rules.filter((rule) =>
      [...soughtRows(rule), ...avoidedRows(rule)].some(
        ({ predicate: { field, kind, values } }) =>
          field === 'Image' &&
          kind === 'ends_with' &&
          values.some((value) => value.toLowerCase() === '\\powershell.exe'),
      ),
    );
    expect(mention).to.have.lengthOf(176);
  });

  it('shows the YAML of every stage as YAML that reads the same', () => {
    const wrong = rules.filter((_, index) => {
      const searches = analyses[index]!.stages.filter((stage) => stage.kind === 'search');
      const section = searches.map(({ yaml }) => yaml.replace(/^/gm, '  ')).join('\n');
      const [again] = parseSigma(
        `title: T\nlogsource: { product: x }\ndetection:\n${section}\n  condition: all of them\n`,
      ).rules;
      if (again === undefined) return true;
      const stages = analyze(again).stages.filter((stage) => stage.kind === 'search');
      const predicates = (all: typeof stages): string => JSON.stringify(all.map((stage) => stage.predicates));
      return predicates(stages) !== predicates(searches);
    });
    expect(wrong.map(({ title }) => title)).to.deep.equal([]);
  }).timeout(60_000);

  describe('subsumption', () => {
    let pairs: readonly Subsumption[];
    before(function () {
      this.timeout(120_000);
      pairs = findSubsumptions(rules);
    });

    it('is proved for 169 pairs, and no two rules are the same', () => {
      expect(pairs).to.have.lengthOf(169);
      const keys = new Set(pairs.map(({ narrow, wide }) => `${narrow.id} ${wide.id}`));
      expect(pairs.filter(({ narrow, wide }) => keys.has(`${wide.id} ${narrow.id}`))).to.deep.equal([]);
    });

    it('is contradicted by no real event and by no event made for the narrower rule', () => {
      const events = readEvents(corpusFolder).map(({ fields }) => fields);
      let matched = 0;
      for (const { narrow, wide } of pairs) {
        const inNarrow = convert(narrow, predicate).queries;
        const inWide = convert(wide, predicate).queries;
        const made = witnesses(narrow).conditions.flatMap(({ matching, missing }) => [
          ...matching,
          ...missing,
        ]);
        for (const event of [...events, ...made]) {
          if (!inNarrow.some((matches) => matches(event))) continue;
          matched++;
          if (!inWide.some((matches) => matches(event))) {
            expect.fail(`${narrow.title} matches ${JSON.stringify(event)}, ${wide.title} does not`);
          }
        }
      }
      expect(matched).to.be.above(pairs.length);
    }).timeout(120_000);
  });

  it('finds 19 searches that never match where they are used', () => {
    expect(rules.flatMap(unreachableSearches)).to.have.lengthOf(19);
  }).timeout(60_000);
});
