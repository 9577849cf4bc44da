/**
 * The public rules through the pipelines for Microsoft's products: queries are read by Microsoft's own binder with the
 * declared tables, and run over rows made of witnesses and of real events.
 */
import { expect } from 'chai';
import { format } from 'prettier';
import { kusto } from '../../backends/kusto/index.ts';
import { between, formatFigures } from '../../bench/microsoft-tables.ts';
import { ASIM_SECURITY_EVENTS, ASIM_SOURCES } from '../../backends/pipelines/microsoft/asim/sources.ts';
import {
  DEFENDER_SOURCES,
  SECURITY_EVENTS,
} from '../../backends/pipelines/microsoft/defender-xdr/sources.ts';
import type { EventSource } from '../../backends/pipelines/microsoft/event-source.ts';
import { defenderXdr, sentinel, sentinelAsim } from '../../backends/pipelines/microsoft/index.ts';
import { SECURITY_SOURCES, SENTINEL_SOURCES } from '../../backends/pipelines/microsoft/sentinel/sources.ts';
import { WINDOWS_EVENT } from '../../backends/pipelines/microsoft/sentinel/windows-event.ts';
import type { Table } from '../../backends/pipelines/microsoft/table.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
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
import { asimRows } from '../helpers/microsoft/asim-rows.ts';
import { completePaths, MICROSOFT_ASSUMPTIONS } from '../helpers/microsoft/assumptions.ts';
import { defenderRows } from '../helpers/microsoft/defender-rows.ts';
import type { RowMakers } from '../helpers/microsoft/rows.ts';
import { compileQuery, findingsOf } from '../helpers/microsoft/run-query.ts';
import { readProjectFile } from '../helpers/project.ts';
import { sentinelRows } from '../helpers/microsoft/sentinel-rows.ts';

/** Enough of a list for every way a value can be written. */
const BRANCHES = 6;
/** Real events of its log source that each rule is tried on, besides those that it is known to match. */
const EVENTS_OF_SOURCE = 6;
/**
 * One rule in so many is read and run, others in each pipeline: a query takes the binder some 20 ms. With the variable
 * set, every rule is.
 */
const STRIDE = process.env.SIGMA_WHOLE === undefined ? 6 : 1;

interface Bar {
  readonly pipeline: Pipeline;
  readonly rows: RowMakers;
  readonly tables: readonly Table[];
  /** Rules that convert, all of them exactly. */
  readonly converted: number;
  /** Rows that are compared, if every rule is. */
  readonly comparisons: number;
}

const BARS: readonly Bar[] = [
  {
    pipeline: defenderXdr,
    rows: defenderRows,
    tables: tablesOf([...DEFENDER_SOURCES.values(), ...SECURITY_EVENTS.map(([source]) => source)]),
    converted: 2_400,
    comparisons: 200_000,
  },
  {
    pipeline: sentinel,
    rows: sentinelRows,
    tables: [...tablesOf([...SENTINEL_SOURCES.values(), ...Object.values(SECURITY_SOURCES)]), WINDOWS_EVENT],
    converted: 3_400,
    comparisons: 250_000,
  },
  {
    pipeline: sentinelAsim,
    rows: asimRows,
    tables: tablesOf([...ASIM_SOURCES.values(), ...ASIM_SECURITY_EVENTS.map(([source]) => source)]),
    converted: 2_400,
    comparisons: 200_000,
  },
];

function tablesOf(sources: readonly EventSource[]): readonly Table[] {
  return sources.map(({ table }) => table);
}

interface RuleCase {
  readonly path: string;
  readonly rule: SigmaRule;
  readonly realEvents: FlatEvent[];
}

interface Converted extends RuleCase {
  readonly queries: readonly string[];
  readonly fidelity: string;
  readonly table: Table;
}

describeCorpus('public rules for Microsoft’s products', (corpus) => {
  const cases: RuleCase[] = [];

  before(function () {
    this.timeout(120_000);
    for (const { path, text } of readRuleFiles(corpus)) {
      for (const rule of parseSigma(text, { name: path }).rules) cases.push({ path, rule, realEvents: [] });
    }
    handOutEvents(corpus, cases);
  });

  for (const [place, { pipeline, rows, tables, converted: bar, comparisons: enough }] of BARS.entries()) {
    describe(pipeline.name, function () {
      this.timeout(900_000);
      const byName = new Map(tables.map((table) => [table.name, table]));
      const outcomes: { readonly rule: SigmaRule; readonly conversion: Conversion }[] = [];
      let converted: readonly Converted[];

      before(() => {
        converted = cases.flatMap((each): readonly Converted[] => {
          const conversion = convert(each.rule, kusto, { pipelines: [pipeline] });
          outcomes.push({ rule: each.rule, conversion });
          const { queries, fidelity, schema } = conversion;
          const table = byName.get(schema?.sources[0] ?? '');
          return table === undefined ? [] : [{ ...each, queries, fidelity, table }];
        });
      });

      it(`takes at least ${bar} rules, all of them exactly`, () => {
        expect(converted.length).to.be.at.least(bar);
        expect(new Set(converted.map(({ fidelity }) => fidelity))).to.deep.equal(new Set(['exact']));
        // Each has a table that the pipeline declares.
        expect(converted).to.have.length(
          outcomes.filter(({ conversion }) => conversion.queries.length > 0).length,
        );
      });

      it('has its figures in the README', async function () {
        const readme = readProjectFile('backends/pipelines/microsoft/README.md');
        const { found } = between(readme, `${pipeline.name} figures`);
        const figures = await format(formatFigures(outcomes), { parser: 'markdown' });
        const caption = (text: string): string | undefined => text.split('|')[1]?.trim();
        if (caption(found) !== caption(figures)) this.skip(); // Another state of the public rules than it speaks of.
        expect(found).to.equal(figures.trim());
      });

      it('gives queries that the binder has nothing against, and that select the rows of what the rules select', () => {
        const findings: unknown[] = [];
        let comparisons = 0;
        for (const { path, rule, realEvents, queries, table } of converted.filter(
          (_, i) => i % STRIDE === place % STRIDE,
        )) {
          const makeRow = rows(rule.logsource, table.name);
          for (const [index, query] of toQueries(rule).queries.entries()) {
            const text = queries[index]!;
            findings.push(
              ...findingsOf(text, table.name, table.columns).map((finding) => `${path}: ${finding}`),
            );
            if (makeRow === undefined) continue;
            const facts = factsOf(query);
            const { matching, missing } = makeWitnesses(query, createEvaluator(), { branches: BRANCHES });
            const selects = compileQuery(text, table.name, table.columns);
            for (const raw of [...matching, ...missing, ...realEvents] as readonly FlatEvent[]) {
              const event = completePaths(raw);
              if (
                [...KUSTO_ASSUMPTIONS, ...MICROSOFT_ASSUMPTIONS].some((each) => each.excludes(event, facts))
              )
                continue;
              const row = makeRow(event);
              if (row === undefined) continue;
              comparisons++;
              const expected = facts.matches(event);
              if (selects(row) !== expected) findings.push({ path, text, event, row, expected });
            }
          }
        }
        expect(findings.slice(0, 5), String(findings.length)).to.deep.equal([]);
        expect(comparisons).to.be.at.least(enough / STRIDE / 2);
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
