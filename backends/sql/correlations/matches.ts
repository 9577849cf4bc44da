/** The first table of a correlation: a row for each event that matches a rule, as text of SQL. */
import {
  isRule,
  type CorrelationGap,
  type CorrelationInput,
  type CorrelationRequest,
  type RuleInput,
} from '../../../lib/backend/correlation.ts';
import type { Backend } from '../../../lib/backend/backend.ts';
import type { Schema } from '../../../lib/backend/schema.ts';
import type { Column, Columns } from '../columns.ts';
import type { Engine } from '../engine.ts';

/** Columns of the tables that the statement makes for itself. No column of a log is called so. */
export const TIME = 'sigma_time';
export const VALUE = 'sigma_value';

export function ruleColumn(index: number): string {
  return `sigma_rule${index + 1}`;
}

export function groupColumn(index: number): string {
  return `sigma_group${index + 1}`;
}

/** What is known while a correlation is being written. */
export interface Writer {
  readonly engine: Engine;
  readonly columnsIn: (schema: Schema | undefined) => Columns;
  /** Prints conditions of rules. */
  readonly backend: Backend<string>;
  /** Where no schema says: the column with the time of an event, and the table. */
  readonly time: string;
  readonly table: string;
  readonly gaps: CorrelationGap[];
}

export function refuse(
  { gaps }: Writer,
  reason: string,
  span: CorrelationGap['span'],
  hints: readonly string[] = [],
): void {
  gaps.push({ feature: 'correlation', reason, span, hints, outcome: 'refused' });
}

/** The rows of one rule, or of several whose groups and values are in the same columns. */
interface Leg {
  readonly table: string;
  /** The time first. */
  readonly columns: readonly string[];
  readonly tests: Map<number, string>;
}

/** The body of the table; undefined after a refusal. */
export function matchesText(request: CorrelationRequest, writer: Writer): string | undefined {
  const legs: Leg[] = [];
  for (const [index, input] of request.inputs.entries()) {
    const { of, reference } = input;
    if (!isRule(of)) {
      refuse(writer, 'a statement has its events from a table, not from other correlations', reference.span, [
        'keep the matches of the inner correlation in a table, and write a rule about them',
      ]);
      continue;
    }
    const test = testOf(of, writer);
    const columns = columnsOf(request, input, of.schema, writer);
    if (test === undefined || columns === undefined) continue;
    const sources = of.schema?.sources ?? [];
    for (const table of sources.length > 0 ? sources : [writer.table]) {
      const same = legs.find((leg) => leg.table === table && leg.columns.join() === columns.join());
      if (same === undefined) legs.push({ table, columns, tests: new Map([[index, test]]) });
      else same.tests.set(index, test);
    }
  }
  const { type, span } = request.correlation.correlation;
  const mayRepeat = ['temporal', 'temporal_ordered', 'value_count', 'value_min', 'value_max'].includes(type);
  if (new Set(legs.map(({ table }) => table)).size < legs.length && !mayRepeat) {
    refuse(writer, 'an event has a row for each name of its fields, so it would count more than once', span, [
      'write a correlation for each rule, or one name for the field in all of them',
    ]);
  }
  if (writer.gaps.length > 0) return undefined;
  return legs.map((leg) => legText(leg, request, writer)).join('\n  UNION ALL\n  ');
}

/** The rule's condition, which is true or not: null counts as not true. */
function testOf({ rule, query, schema }: RuleInput, writer: Writer): string | undefined {
  const { outputs, gaps } = writer.backend.convert({
    rule,
    queries: [query],
    format: 'where',
    approximate: 'never',
    schema,
  });
  for (const gap of gaps) writer.gaps.push({ ...gap, rule });
  return outputs[0];
}

function columnsOf(
  request: CorrelationRequest,
  input: CorrelationInput,
  schema: Schema | undefined,
  writer: Writer,
): readonly string[] | undefined {
  const { engine } = writer;
  const columns = writer.columnsIn(schema);
  const { condition, type } = request.correlation.correlation;
  const fields = [...input.groupBy, ...input.fields].map((field) =>
    field === undefined ? undefined : columns(field),
  );
  if (fields.includes(undefined)) {
    refuse(writer, 'a field of the correlation has no single column', input.reference.span);
    return undefined;
  }
  const known = fields.filter((column) => column !== undefined);
  if (known.some((column) => column.type === 'texts')) {
    refuse(
      writer,
      'a field of the correlation is a list of texts, of which each would count',
      input.reference.span,
    );
    return undefined;
  }
  const groups = known.slice(0, input.groupBy.length);
  const values = known.slice(input.groupBy.length);
  const time = schema?.time ?? writer.time;
  const at = columns(time);
  const texts = [
    `${at?.type === 'timestamp' ? at.reference : `CAST(${engine.name(time)} AS TIMESTAMP)`} AS ${TIME}`,
    ...groups.map(({ text }, index) => `${text} AS ${groupColumn(index)}`),
  ];
  if (condition.kind === 'threshold' && values.length > 0) {
    const value = type === 'value_count' ? together(values, engine) : numberOf(values[0] as Column, engine);
    texts.push(`${value} AS ${VALUE}`);
  }
  return texts;
}

/** Several texts as one that no others come to: each with its length in front. Null if one is missing or empty. */
function together(columns: readonly Column[], engine: Engine): string {
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) return `NULLIF(${only.text}, '')`;
  const present = columns.map(({ text }) => `${text} <> ''`).join(' AND ');
  const parts = columns.map(({ text }) => `${engine.toText(`length(${text})`)} || ':' || ${text}`);
  return `CASE WHEN ${present} THEN ${parts.join(' || ')} END`;
}

/** Engines take more texts for numbers than decimals, such as `inf`, and put what is no number above all that are. */
const GREATEST = '1.7976931348623157e308';

function numberOf({ reference, text, type }: Column, engine: Engine): string {
  if (type === 'integer') return reference;
  const number = type === 'real' ? reference : engine.toNumber(text);
  return `CASE WHEN abs(${number}) <= ${GREATEST} THEN ${number} END`;
}

function legText({ table, columns, tests }: Leg, request: CorrelationRequest, { engine }: Writer): string {
  const flags = request.inputs.map((_, index) => {
    const test = tests.get(index);
    const flag = test === undefined ? '0' : tests.size === 1 ? '1' : `CASE WHEN ${test} THEN 1 ELSE 0 END`;
    return `${flag} AS ${ruleColumn(index)}`;
  });
  const where = [...tests.values()].map((test) => `(${test})`).join(' OR ');
  const name = table.split('.').map(engine.name).join('.');
  return `SELECT ${[...columns, ...flags].join(', ')}\n  FROM ${name}\n  WHERE ${where}`;
}
