/**
 * Every public rule in every target, run: over witness events made for the rule, and over real events of its log
 * source. What is assumed of events is in `spec/helpers/equivalence/assumptions.ts`, and nowhere else.
 */
import { expect } from 'chai';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { convert } from '../../lib/convert.ts';
import { createRouter } from '../../lib/events/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import { toQueries } from '../../lib/resolve/to-queries.ts';
import { makeWitnesses } from '../../lib/witness/make.ts';
import { KEYWORD_FIELD } from '../../lib/witness/realise.ts';
import { startPcre } from '../engines/pcre.ts';
import { describeCorpus, readEvents, readExpectedPairs, readRuleFiles } from '../helpers/corpus.ts';
import { createEvaluator, factsOf, type QueryFacts } from '../helpers/equivalence/facts.ts';
import type { FlatEvent } from '../helpers/equivalence/flat-event.ts';
import { createTally, judge, type Disagreement, type Tally } from '../helpers/equivalence/judge.ts';
import {
  createKustoTarget,
  eqlTarget,
  esqlTarget,
  luceneTarget,
  splunkTarget,
  type Target,
} from '../helpers/equivalence/targets.ts';

/** Real events of its log source that each rule is tried on, besides those that it is known to match. */
const EVENTS_OF_SOURCE = 12;
/** Enough of a list for every way a value can be written; a list of a thousand hashes says nothing more. */
const BRANCHES = 10;
/** Most code units of a real value: the plain engine for Lucene's expressions takes its time over long texts. */
const MAX_LENGTH = 600;
/** Rules that share one table in Kusto: a name is looked for in all of its columns, a table takes its time to declare. */
const RULES_OF_TABLE = 40;

interface QueryCase {
  readonly facts: QueryFacts;
  readonly witnesses: readonly FlatEvent[];
}

interface RuleCase {
  readonly path: string;
  readonly rule: SigmaRule;
  readonly queries: readonly QueryCase[];
  readonly realEvents: FlatEvent[];
}

interface Bar {
  readonly name: Target['name'];
  /** Share of rules that must convert exactly. */
  readonly exact: number;
  readonly comparisons: number;
  readonly create: (columns: ReadonlySet<string>) => Target;
}

const BARS: readonly Bar[] = [
  { name: 'splunk', exact: 0.97, comparisons: 500_000, create: () => splunkTarget },
  { name: 'kusto', exact: 0.97, comparisons: 400_000, create: createKustoTarget },
  { name: 'eql', exact: 0.92, comparisons: 1_000_000, create: () => eqlTarget },
  { name: 'esql', exact: 0.93, comparisons: 900_000, create: () => esqlTarget },
  { name: 'lucene', exact: 0.93, comparisons: 500_000, create: () => luceneTarget },
];

describeCorpus('public rules, run in every target', (corpus) => {
  const cases: RuleCase[] = [];
  const oneSided: string[] = [];

  before(async function () {
    this.timeout(600_000);
    await startPcre();
    for (const { path, text } of readRuleFiles(corpus)) {
      for (const rule of parseSigma(text, { name: path }).rules) {
        const queries = toQueries(rule).queries.map((query) => {
          const { matching, missing } = makeWitnesses(query, createEvaluator(), { branches: BRANCHES });
          if (matching.length === 0 || missing.length === 0) oneSided.push(path);
          return { facts: factsOf(query), witnesses: [...matching, ...missing] };
        });
        cases.push({ path, rule, queries, realEvents: [] });
      }
    }
    handOutEvents(corpus, cases);
  });

  it('have witnesses that match and witnesses that do not', () => {
    expect(oneSided).to.deep.equal([]);
  });

  for (const { name, exact, comparisons, create } of BARS) {
    it(`select in ${name} what the predicate selects; at least ${100 * exact} % of them exactly`, function () {
      this.timeout(900_000);
      const tally = createTally();
      const disagreements: (Disagreement & { readonly path: string })[] = [];
      let exactRules = 0;
      for (const group of groupsOf(cases, RULES_OF_TABLE)) {
        const target = create(columnsOf(group));
        for (const each of group) {
          tally.disagreements.length = 0;
          if (judgeRule(target, each, tally) === 'exact') exactRules++;
          for (const found of tally.disagreements.slice(0, 1))
            disagreements.push({ path: each.path, ...found });
        }
      }
      expect(disagreements).to.deep.equal([]);
      expect(exactRules / cases.length).to.be.at.least(exact);
      expect(tally.comparisons).to.be.at.least(comparisons);
    });
  }
});

function judgeRule(target: Target, { rule, queries, realEvents }: RuleCase, tally: Tally): string {
  const { queries: texts, fidelity } = convert(rule, target.backend);
  for (const [index, text] of texts.entries()) {
    const { facts, witnesses } = queries[index]!;
    judge(target, facts, text, fidelity, [...witnesses, ...realEvents], tally);
  }
  return fidelity;
}

function groupsOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

function columnsOf(cases: readonly RuleCase[]): ReadonlySet<string> {
  const fields = cases.flatMap(({ queries }) => queries.flatMap(({ facts }) => [...facts.fields]));
  return new Set([KEYWORD_FIELD, ...fields]);
}

/** Gives each rule real events of its log source: those it is known to match, and some others. */
function handOutEvents(corpus: string, cases: readonly RuleCase[]): void {
  const router = createRouter(cases.map(({ rule }) => rule.logsource));
  const expected = new Set(readExpectedPairs(corpus).map(({ event, ruleId }) => `${event} ${ruleId}`));
  const others = new Array<number>(cases.length).fill(0);
  for (const [index, { route, fields }] of readEvents(corpus).entries()) {
    for (const view of router.route({ shape: 'read', route, fields })) {
      for (const source of view.sources) {
        const { rule, realEvents } = cases[source]!;
        const known = expected.has(`${index} ${rule.id ?? ''}`);
        if (known || ++others[source]! <= EVENTS_OF_SOURCE)
          realEvents.push(shorten(view.fields as FlatEvent));
      }
    }
  }
}

function shorten(event: FlatEvent): FlatEvent {
  return Object.fromEntries(
    Object.entries(event).map(([field, value]) => [
      field,
      typeof value === 'string' ? value.slice(0, MAX_LENGTH) : value,
    ]),
  );
}
