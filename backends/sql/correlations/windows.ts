/**
 * The tables behind the first one: for each time and group what comes out for the window that ends there, and the test of it.
 *
 * A join of the matches with themselves gives each time its window; `BETWEEN` includes both ends, and rows of one time
 * see each other. Window functions say the same in fewer words, but engines differ on what they take there.
 */
import type { ThresholdBound, ThresholdOperator } from '../../../lib/ast/correlation.ts';
import { sequencesOf, type Alternative, type CorrelationRequest } from '../../../lib/backend/correlation.ts';
import { groupColumns, ruleColumn, TIME, VALUE } from './names.ts';
import { refuse, type Writer } from './writer.ts';

/** Where a common table expression stands: its name and its body. */
export type NamedTable = readonly [name: string, body: string];

/** How the tables of one correlation are called. */
export interface TableNames {
  /** Matches of rules, and those of them that are part of the correlation. */
  readonly found: string;
  readonly matches: string;
  /** Times and groups that have one. */
  readonly ends: string;
  /** Beginnings and ends of so much of a sequence, by alternative and step. */
  readonly chain: (alternative: number, step: number) => string;
}

/** The tables that follow, and the query at the end, up to its `SELECT`ed columns; undefined after a refusal. */
export interface Windows {
  readonly tables: readonly NamedTable[];
  /** The lines behind `SELECT sigma_time, sigma_group1 …`. */
  readonly rest: readonly string[];
}

export function windowsOf(
  request: CorrelationRequest,
  names: TableNames,
  writer: Writer,
): Windows | undefined {
  const { correlation } = request.correlation;
  if (correlation.type === 'temporal_ordered') return sequences(request, names, writer);
  const test = testOf(request, writer);
  return test === undefined ? undefined : { tables: [], rest: grouped(request, names, test, writer) };
}

/** `FROM ends JOIN matches … GROUP BY … HAVING …` */
function grouped(
  request: CorrelationRequest,
  { ends, matches }: TableNames,
  test: string,
  writer: Writer,
): readonly string[] {
  const groups = groupColumns(request.correlation);
  const same = groups.map((column) => `m.${column} = e.${column} AND `);
  const keys = [TIME, ...groups].map((column) => `e.${column}`).join(', ');
  return [
    `FROM ${ends} e`,
    `JOIN ${matches} m ON ${same.join('')}m.${TIME} BETWEEN e.${TIME} - ${interval(request, writer)} AND e.${TIME}`,
    `GROUP BY ${keys}`,
    `HAVING ${test}`,
  ];
}

function interval({ correlation: { correlation } }: CorrelationRequest, { clock }: Writer): string {
  return clock.span(correlation.timespan.seconds);
}

const NO_PERCENTILES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['Trino', 'Trino estimates percentiles'],
  ['SQLite', 'SQLite has no percentiles'],
  ['ClickHouse', 'ClickHouse takes other percentiles than those of the nearest rank'],
]);

function testOf(request: CorrelationRequest, writer: Writer): string | undefined {
  const { alternatives, inputs } = request;
  const { type, condition, typeSpan } = request.correlation.correlation;
  if (alternatives !== undefined) return anyOf(alternatives.map(alternativeText));
  const bounds = condition.kind === 'threshold' ? condition.bounds : [];
  const percentile = condition.kind === 'threshold' ? condition.percentile : undefined;
  switch (type) {
    case 'temporal':
    case 'temporal_ordered':
      return boundsText(`(${inputs.map((_, index) => `max(m.${ruleColumn(index)})`).join(' + ')})`, bounds);
    case 'event_count':
      return boundsText('count(*)', bounds);
    case 'value_count':
      return boundsText(`count(DISTINCT m.${VALUE})`, bounds);
    case 'value_sum':
      return boundsText(`sum(m.${VALUE})`, bounds);
    case 'value_avg':
      return boundsText(`avg(m.${VALUE})`, bounds);
    case 'value_min':
      return boundsText(`min(m.${VALUE})`, bounds);
    case 'value_max':
      return boundsText(`max(m.${VALUE})`, bounds);
    case 'value_median':
    case 'value_percentile': {
      const lacking = NO_PERCENTILES.get(writer.engine.title);
      if (lacking !== undefined) {
        refuse(writer, lacking, typeSpan);
        return undefined;
      }
      return boundsText(nearestRank(percentile ?? 50), bounds);
    }
  }
}

/**
 * The value of the nearest rank. Shares are binary fractions, and 7 % of 100 could come out a trifle above 7 and be the
 * eighth: so the share is a trifle lower, which changes nothing for up to a million values.
 */
function nearestRank(percentile: number): string {
  if (percentile <= 0) return `min(m.${VALUE})`;
  const share = ((percentile - 0.000_000_1) / 100).toFixed(9);
  return `percentile_disc(${share}) WITHIN GROUP (ORDER BY m.${VALUE})`;
}

function alternativeText({ occur, absent }: Alternative): string {
  return [
    ...occur.map((index) => `max(m.${ruleColumn(index)}) = 1`),
    ...absent.map((index) => `max(m.${ruleColumn(index)}) = 0`),
  ].join(' AND ');
}

/** Of an expression that contradicts itself there are no alternatives. */
function anyOf(tests: readonly string[]): string {
  if (tests.length === 0) return '1 = 0';
  return tests.length === 1 ? (tests[0] ?? '') : tests.map((test) => `(${test})`).join(' OR ');
}

const OPERATORS: Readonly<Record<ThresholdOperator, string>> = {
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  eq: '=',
  neq: '<>',
};

function boundsText(number: string, bounds: readonly ThresholdBound[]): string {
  return bounds.map(({ operator, value }) => `${number} ${OPERATORS[operator]} ${value}`).join(' AND ');
}

/** For each step the latest beginning that leads to it: of all, that is the one that is longest within the window. */
function sequences(request: CorrelationRequest, names: TableNames, writer: Writer): Windows | undefined {
  const alternatives = sequencesOf(request);
  if (alternatives === undefined) {
    refuse(
      writer,
      'a statement has sequences of all the rules, or of those that an expression names, but not of some number of them',
      request.correlation.correlation.condition.span,
      ['use `temporal` if the order does not matter, or write an expression over the rules'],
    );
    return undefined;
  }
  const tables: NamedTable[] = [];
  const groups = groupColumns(request.correlation);
  const tests = alternatives.map(({ occur, absent }, number) => {
    const chain = chainOf(request, occur, names, number, tables, writer);
    const same = groups.map((column) => `c.${column} = e.${column} AND `).join('');
    const found = `EXISTS (SELECT 1 FROM ${chain} c WHERE ${same}c.sigma_first >= e.${TIME} - ${interval(request, writer)} AND c.sigma_last <= e.${TIME})`;
    if (absent.length === 0) return found;
    const seen = absent.map((index) => `m.${ruleColumn(index)} = 1`).join(' OR ');
    const sameMatch = groups.map((column) => `m.${column} = e.${column} AND `).join('');
    return `${found} AND NOT EXISTS (SELECT 1 FROM ${names.matches} m WHERE ${sameMatch}m.${TIME} BETWEEN e.${TIME} - ${interval(request, writer)} AND e.${TIME} AND (${seen}))`;
  });
  return { tables, rest: [`FROM ${names.ends} e`, `WHERE ${anyOf(tests)}`] };
}

function chainOf(
  request: CorrelationRequest,
  occur: readonly number[],
  names: TableNames,
  number: number,
  tables: NamedTable[],
  writer: Writer,
): string {
  const groups = groupColumns(request.correlation);
  let chain = '';
  for (const [step, index] of occur.entries()) {
    const name = names.chain(number + 1, step + 1);
    if (step === 0) {
      const columns = [...groups, `${TIME} AS sigma_first`, `${TIME} AS sigma_last`].join(', ');
      tables.push([name, `SELECT ${columns} FROM ${names.matches} WHERE ${ruleColumn(index)} = 1`]);
    } else {
      const same = groups.map((column) => `m.${column} = c.${column} AND `).join('');
      const keys = [...groups.map((column) => `c.${column}`), `m.${TIME}`].join(', ');
      const columns = [
        ...groups.map((column) => `c.${column}`),
        'max(c.sigma_first) AS sigma_first',
        `m.${TIME} AS sigma_last`,
      ].join(', ');
      tables.push([
        name,
        `SELECT ${columns} FROM ${chain} c JOIN ${names.matches} m ON ${same}m.${ruleColumn(index)} = 1 ` +
          `AND m.${TIME} BETWEEN c.sigma_last AND c.sigma_first + ${interval(request, writer)} GROUP BY ${keys}`,
      ]);
    }
    chain = name;
  }
  return chain;
}
