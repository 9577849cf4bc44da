/**
 * The public rules through the pipelines for Microsoft's products: every query is read by Microsoft's own binder with
 * the declared tables, and run over rows made of witnesses and of real events.
 */
import { expect } from 'chai';
import { kusto } from '../../backends/kusto/index.ts';
import {
  DEFENDER_SOURCES,
  SECURITY_EVENTS,
} from '../../backends/pipelines/microsoft/defender-xdr/sources.ts';
import type { EventSource } from '../../backends/pipelines/microsoft/event-source.ts';
import { defenderXdr } from '../../backends/pipelines/microsoft/index.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { Schema } from '../../lib/backend/schema.ts';
import { convert, type Conversion } from '../../lib/convert.ts';
import { createRouter } from '../../lib/events/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import type { Pipeline } from '../../lib/pipeline/pipeline.ts';
import { toQueries } from '../../lib/resolve/to-queries.ts';
import { makeWitnesses } from '../../lib/witness/make.ts';
import { describeCorpus, readEvents, readExpectedPairs, readRuleFiles } from '../helpers/corpus.ts';
import { KUSTO_ASSUMPTIONS } from '../helpers/equivalence/assumptions.ts';
import { createEvaluator, factsOf } from '../helpers/equivalence/facts.ts';
import type { FlatEvent } from '../helpers/equivalence/flat-event.ts';
import { completePaths, MICROSOFT_ASSUMPTIONS } from '../helpers/microsoft/assumptions.ts';
import { defenderRows } from '../helpers/microsoft/defender-rows.ts';
import type { RowMakers } from '../helpers/microsoft/rows.ts';
import { compileQuery, findingsOf } from '../helpers/microsoft/run-query.ts';

/** Enough of a list for every way a value can be written. */
const BRANCHES = 6;
/** Real events of its log source that each rule is tried on, besides those that it is known to match. */
const EVENTS_OF_SOURCE = 6;

interface Bar {
  readonly pipeline: Pipeline;
  readonly rows: RowMakers;
  /** All that it may choose. */
  readonly sources: readonly EventSource[];
  /** Rules that convert. */
  readonly converted: number;
  readonly comparisons: number;
}

const BARS: readonly Bar[] = [
  {
    pipeline: defenderXdr,
    rows: defenderRows,
    sources: [...DEFENDER_SOURCES.values(), ...SECURITY_EVENTS.map(([source]) => source)],
    converted: 2_400,
    comparisons: 100_000,
  },
];

interface RuleCase {
  readonly path: string;
  readonly rule: SigmaRule;
  readonly realEvents: FlatEvent[];
}

type Converted = RuleCase & { readonly conversion: Conversion & { readonly schema: Schema } };

describeCorpus('public rules for Microsoft’s products', (corpus) => {
  const cases: RuleCase[] = [];

  before(function () {
    this.timeout(120_000);
    for (const { path, text } of readRuleFiles(corpus)) {
      for (const rule of parseSigma(text, { name: path }).rules) cases.push({ path, rule, realEvents: [] });
    }
    handOutEvents(corpus, cases);
  });

  for (const { pipeline, rows, sources, converted: bar, comparisons: enough } of BARS) {
    const tables = new Map(sources.map(({ table }) => [table.name, table.columns]));
    describe(pipeline.name, function () {
      this.timeout(600_000);
      let converted: readonly Converted[];

      before(() => {
        converted = cases.flatMap((each): readonly Converted[] => {
          const conversion = convert(each.rule, kusto, { pipelines: [pipeline] });
          const { schema } = conversion;
          return conversion.queries.length === 0 || schema === undefined
            ? []
            : [{ ...each, conversion: { ...conversion, schema } }];
        });
      });

      it(`takes at least ${bar} rules, all of them exactly`, () => {
        expect(converted.length).to.be.at.least(bar);
        expect(converted.filter(({ conversion }) => conversion.fidelity !== 'exact')).to.deep.equal([]);
      });

      it('gives queries that Microsoft’s binder has nothing against', () => {
        const findings = converted.flatMap(({ path, conversion: { queries, schema } }) =>
          queries.flatMap((query) =>
            findingsOf(query, schema.sources[0]!, tables.get(schema.sources[0]!)!).map(
              (finding) => `${path}: ${finding}`,
            ),
          ),
        );
        expect(findings).to.deep.equal([]);
      });

      it('gives queries that select the rows of the events that the rules select', () => {
        const disagreements: unknown[] = [];
        const excluded = new Map<string, number>();
        let comparisons = 0;
        for (const { path, rule, realEvents, conversion } of converted) {
          const [table] = conversion.schema.sources;
          const makeRow = rows(rule.logsource, table!);
          if (makeRow === undefined) continue;
          for (const [index, query] of toQueries(rule).queries.entries()) {
            const text = conversion.queries[index]!;
            const facts = factsOf(query);
            const { matching, missing } = makeWitnesses(query, createEvaluator(), { branches: BRANCHES });
            const selects = compileQuery(text, table!, tables.get(table!)!);
            for (const raw of [...matching, ...missing, ...realEvents] as readonly FlatEvent[]) {
              const event = completePaths(raw);
              const outside = [...KUSTO_ASSUMPTIONS, ...MICROSOFT_ASSUMPTIONS].find((each) =>
                each.excludes(event, facts),
              );
              if (outside !== undefined) {
                excluded.set(outside.what, (excluded.get(outside.what) ?? 0) + 1);
                continue;
              }
              const row = makeRow(event);
              if (row === undefined) continue;
              comparisons++;
              const expected = facts.matches(event);
              if (selects(row) !== expected) disagreements.push({ path, text, event, row, expected });
            }
          }
        }
        expect(disagreements.slice(0, 5), String(disagreements.length)).to.deep.equal([]);
        expect(comparisons).to.be.at.least(enough);
      });
    });
  }
});

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
        if (known || ++others[source]! <= EVENTS_OF_SOURCE) realEvents.push(view.fields as FlatEvent);
      }
    }
  }
}
