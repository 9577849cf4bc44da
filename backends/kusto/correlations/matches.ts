/**
 * The table that everything else is computed from: a row for each event that matches a rule, with its time, its group, the
 * value that is counted, and which of the rules it matches.
 */
import type { ThresholdCondition } from '../../../lib/ast/correlation.ts';
import type {
  CorrelationInput,
  CorrelationRequest,
  NestedInput,
  RuleInput,
} from '../../../lib/backend/correlation.ts';
import { printQuery } from '../../../lib/backend/print.ts';
import { quoteName } from '../quoting.ts';
import { ALL, isTaken, ruleColumn, TIME, VALUE } from './columns.ts';
import { nameTable, refuse, type Writer } from './writer.ts';

/** How the value of a correlation is held. */
export type ValueKind = 'none' | 'text' | 'number';

export function valueKind({ correlation: { correlation } }: CorrelationRequest): ValueKind {
  const { type, condition } = correlation;
  if (condition.kind === 'expression' || condition.fields.length === 0) return 'none';
  return type === 'value_count' ? 'text' : 'number';
}

/** Events of one place: rows of a table, or the matches of another correlation. */
interface Leg {
  readonly source: string;
  /** Which of its rows count at all, and for each rule which of them match it. */
  readonly rules: { readonly index: number; readonly test: string; readonly isOr: boolean }[];
  readonly columns: readonly string[];
  readonly tables: readonly string[];
}

/**
 * The name of the table; undefined after a refusal.
 *
 * @param nested writes the query of a correlation among the rules
 */
export function matchesTable(
  request: CorrelationRequest,
  writer: Writer,
  nested: (input: NestedInput) => string | undefined,
): string | undefined {
  const { inputs } = request;
  const { groupBy, span } = request.correlation.correlation;
  for (const { name, span: at } of groupBy) {
    if (!isTaken(name)) continue;
    refuse(writer, `the query has a column of its own called ${name}`, at);
    return undefined;
  }
  const legs: Leg[] = [];
  for (const [index, input] of inputs.entries()) {
    const leg =
      input.kind === 'rule'
        ? ruleLeg(input, index, request, writer)
        : nestedLeg(input, index, request, writer, nested);
    if (leg === undefined) continue;
    const same = legs.find((each) => each.source === leg.source && sameTexts(each.columns, leg.columns));
    if (same === undefined) legs.push(leg);
    else same.rules.push(...leg.rules);
  }
  if (writer.gaps.length > 0) return undefined;
  if (countsEvents(request) && haveTablesInCommon(legs)) {
    refuse(
      writer,
      'events of one table under several names for their fields would count more than once',
      span,
      ['write a correlation for each rule, or one name for the field in all of them'],
    );
    return undefined;
  }
  const texts = legs.map((leg) => legText(leg, inputs));
  const [only] = texts;
  const table =
    texts.length === 1 && only !== undefined ? only : `union\n${texts.map(bracketed).join(',\n')}`;
  return nameTable(writer, 'Matches', [table, ...emptyChecks(request)].join('\n'));
}

/** Whether it makes a difference that an event has more than one row. */
function countsEvents({ correlation: { correlation } }: CorrelationRequest): boolean {
  return !['temporal', 'temporal_ordered', 'value_count', 'value_min', 'value_max'].includes(
    correlation.type,
  );
}

function haveTablesInCommon(legs: readonly Leg[]): boolean {
  const tables = legs.flatMap((leg) => [...new Set(leg.tables)]);
  return new Set(tables).size < tables.length;
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

function ruleLeg(
  input: RuleInput,
  index: number,
  request: CorrelationRequest,
  writer: Writer,
): Leg | undefined {
  const { tables, time } = writer;
  const { rule, query, schema } = input;
  const reference = request.correlation.correlation.rules[index];
  const span = (reference ?? request.correlation).span;
  const source = tables.sourceOf(schema);
  if (source === undefined) {
    refuse(writer, 'nothing says which table the events of this rule are in', span, [
      'name one in the settings of the target, or choose a pipeline that knows the tables',
    ]);
    return undefined;
  }
  const printed = printQuery(query, tables.dialectOf(schema), 'never');
  for (const gap of printed.gaps) writer.gaps.push({ ...gap, rule });
  const columnOf = (name: string): string | undefined => {
    const field = input.fieldOf(name);
    return field === undefined ? undefined : tables.columnsOf(schema)(field).text;
  };
  const numberOf = (name: string): string | undefined => {
    const text = columnOf(name);
    return text === undefined ? undefined : `todouble(${text})`;
  };
  const columns = columnsOf(request, `${TIME} = ${quoteName(schema?.time ?? time)}`, columnOf, numberOf);
  if (typeof columns === 'string') {
    refuse(writer, `there is no single column for \`${columns}\` in the events of this rule`, span);
    return undefined;
  }
  const names = schema?.sources.length ? schema.sources : [source];
  return {
    source,
    rules: [{ index, test: printed.text, isOr: printed.level === 'or' }],
    columns,
    tables: names,
  };
}

/** A match of a correlation has a time and the values of its groups. */
function nestedLeg(
  input: NestedInput,
  index: number,
  request: CorrelationRequest,
  writer: Writer,
  nested: (input: NestedInput) => string | undefined,
): Leg | undefined {
  const query = nested(input);
  if (query === undefined) return undefined;
  const source = nameTable(writer, 'Inner', query);
  const groups = new Set(input.correlation.correlation.groupBy.map(({ name }) => name));
  const columnOf = (name: string): string => (groups.has(name) ? quoteName(name) : '""');
  const columns = columnsOf(request, TIME, columnOf, (name) => `todouble(${columnOf(name)})`);
  return typeof columns === 'string'
    ? undefined
    : { source, rules: [{ index, test: 'true', isOr: false }], columns, tables: [source] };
}

/** The columns of a row but for those of the rules; the name of a field for which there is none. */
function columnsOf(
  request: CorrelationRequest,
  time: string,
  textOf: (name: string) => string | undefined,
  numberOf: (name: string) => string | undefined,
): readonly string[] | string {
  const { groupBy, condition } = request.correlation.correlation;
  const columns = [time];
  for (const { name } of groupBy) {
    const text = textOf(name);
    if (text === undefined) return name;
    const column = quoteName(name);
    columns.push(column === text ? column : `${column} = ${text}`);
  }
  if (groupBy.length === 0) columns.push(`${ALL} = true`);
  const kind = valueKind(request);
  if (kind === 'none') return columns;
  const values: string[] = [];
  for (const { name } of (condition as ThresholdCondition).fields) {
    const value = kind === 'number' ? numberOf(name) : textOf(name);
    if (value === undefined) return name;
    values.push(value);
  }
  const [only] = values;
  const together = `iff(${values.map((value) => `isempty(${value})`).join(' or ')}, "", tostring(pack_array(${values.join(', ')})))`;
  columns.push(`${VALUE} = ${values.length === 1 && only !== undefined ? only : together}`);
  return columns;
}

function legText({ source, rules, columns }: Leg, inputs: readonly CorrelationInput[]): string {
  const tests = rules.map(({ test, isOr }) => (isOr || rules.length === 1 ? test : bracketedTest(test)));
  const flags = inputs.map((_, index) => {
    const own = rules.find((each) => each.index === index);
    // With one rule in the leg, every row that is left matches it.
    return `${ruleColumn(index)} = ${own === undefined ? 'false' : rules.length === 1 ? 'true' : own.test}`;
  });
  const where = tests.includes('true') ? [] : [`| where ${tests.join(' or ')}`];
  return [source, ...where, `| project ${[...columns, ...flags].join(', ')}`].join('\n');
}

function bracketedTest(test: string): string {
  return test.includes(' and ') ? `(${test})` : test;
}

function bracketed(text: string): string {
  return `(${text})`;
}

/** Without a value for its group, or for what is counted, an event is no part of the correlation. */
function emptyChecks(request: CorrelationRequest): readonly string[] {
  const { groupBy } = request.correlation.correlation;
  const checks = groupBy.map(({ name }) => `isnotempty(${quoteName(name)})`);
  const kind = valueKind(request);
  if (kind === 'text') checks.push(`isnotempty(${VALUE})`);
  if (kind === 'number') checks.push(`isfinite(${VALUE})`);
  return checks.length === 0 ? [] : [`| where ${checks.join(' and ')}`];
}
