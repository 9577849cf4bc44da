/**
 * The table that everything else is computed from: a row for each event that matches a rule, with its time, its group, the
 * value that is counted, and which of the rules it matches.
 */
import {
  isRule,
  type CorrelationInput,
  type CorrelationRequest,
  type RuleInput,
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
  nested: (inner: CorrelationRequest) => string | undefined,
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
    const { of } = input;
    const leg = isRule(of)
      ? ruleLeg(of, input, index, request, writer)
      : nestedLeg(of, input, index, request, writer, nested);
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
  { rule, query, schema }: RuleInput,
  input: CorrelationInput,
  index: number,
  request: CorrelationRequest,
  writer: Writer,
): Leg | undefined {
  const { tables, time } = writer;
  const { span } = input.reference;
  const source = tables.sourceOf(schema);
  if (source === undefined) {
    refuse(writer, 'nothing says which table the events of this rule are in', span, [
      'name one in the settings of the target, or choose a pipeline that knows the tables',
    ]);
    return undefined;
  }
  const printed = printQuery(query, tables.dialectOf(schema), 'never');
  for (const gap of printed.gaps) writer.gaps.push({ ...gap, rule });
  const columns = columnsOf(
    request,
    input,
    `${TIME} = ${quoteName(schema?.time ?? time)}`,
    (field) => tables.columnsOf(schema)(field).text,
    writer,
  );
  const test = { index, test: printed.text, isOr: printed.level === 'or' };
  const names = schema?.sources.length ? schema.sources : [source];
  return columns && { source, rules: [test], columns, tables: names };
}

/** A match of a correlation has a time and the values of its groups. */
function nestedLeg(
  inner: CorrelationRequest,
  input: CorrelationInput,
  index: number,
  request: CorrelationRequest,
  writer: Writer,
  nested: (inner: CorrelationRequest) => string | undefined,
): Leg | undefined {
  if (countsEvents(request) && request.inputs.length > 1) {
    refuse(
      writer,
      'a match of this correlation is an event that another of the rules may match, and would count twice',
      input.reference.span,
      ['write a correlation for each of them'],
    );
    return undefined;
  }
  const query = nested(inner);
  if (query === undefined) return undefined;
  const source = nameTable(writer, 'Inner', query);
  const groups = new Set(inner.correlation.correlation.groupBy.map(({ name }) => name));
  const missing = [...input.groupBy, ...input.fields].find((field) => !groups.has(field ?? ''));
  if (missing !== undefined) {
    refuse(
      writer,
      `in KQL a match of a correlation has its groups, but not \`${missing}\``,
      input.reference.span,
      ['let the inner correlation group by the field as well'],
    );
    return undefined;
  }
  const columns = columnsOf(request, input, TIME, quoteName, writer);
  return columns && { source, rules: [{ index, test: 'true', isOr: false }], columns, tables: [source] };
}

/** The columns of a row but for those of the rules. */
function columnsOf(
  request: CorrelationRequest,
  input: CorrelationInput,
  time: string,
  textOf: (field: string) => string,
  writer: Writer,
): readonly string[] | undefined {
  const { groupBy } = request.correlation.correlation;
  if ([...input.groupBy, ...input.fields].includes(undefined)) {
    refuse(
      writer,
      'a field of the correlation has no single name in the events of this rule',
      input.reference.span,
    );
    return undefined;
  }
  const texts = (fields: CorrelationInput['fields']): readonly string[] =>
    fields.map((field) => textOf(field as string));
  const columns = [time];
  for (const [index, text] of texts(input.groupBy).entries()) {
    const column = quoteName(groupBy[index]?.name ?? '');
    columns.push(column === text ? column : `${column} = ${text}`);
  }
  if (groupBy.length === 0) columns.push(`${ALL} = true`);
  const value = valueText(valueKind(request), texts(input.fields));
  if (value !== undefined) columns.push(`${VALUE} = ${value}`);
  return columns;
}

function valueText(kind: ValueKind, texts: readonly string[]): string | undefined {
  const [only = ''] = texts;
  switch (kind) {
    case 'none':
      return undefined;
    case 'number':
      return `todouble(${only})`;
    case 'text':
      if (texts.length === 1) return only;
      // Several count together, and only where all of them are there.
      return `iff(${texts.map((text) => `isempty(${text})`).join(' or ')}, "", tostring(pack_array(${texts.join(', ')})))`;
  }
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
