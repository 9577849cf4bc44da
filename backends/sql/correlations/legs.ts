/**
 * Where the events of a correlation come from. A leg is a table read with one set of columns: an event is one row of it,
 * however many of the rules it matches, and matches of inner correlations are rows that a join finds them for.
 */
import type { CorrelationRequest, RuleInput } from '../../../lib/backend/correlation.ts';
import type { CorrelationPath, Passage } from '../../../lib/backend/correlation-paths.ts';
import type { Column } from '../columns.ts';
import { groupColumn, ruleColumn, TIME, VALUE } from './names.ts';
import { valueOf } from './values.ts';
import { refuse, type Writer } from './writer.ts';

/** The rows of one rule, or of several whose groups and values are in the same columns. */
export interface Leg {
  readonly table: string;
  readonly time: string;
  /** What tells an event of one group from others: its groups, and what is counted. */
  readonly keys: readonly string[];
  /** The expression of each column that is selected, the time first. */
  readonly columns: readonly string[];
  /** For inputs by their number, which rows are theirs: those for which one of the tests holds. */
  readonly tests: Map<number, string[]>;
  /** What is joined, by the name of the joined table. */
  readonly joins: Map<string, string>;
}

/** An empty list after a refusal. */
export function legsOf(
  request: CorrelationRequest,
  paths: readonly CorrelationPath[],
  writer: Writer,
): readonly Leg[] {
  const legs: Leg[] = [];
  /** Names of joined tables: by what they are joined on, so that the legs of a table agree. */
  const joinNames = new Map<string, string>();
  for (const path of paths) {
    const { schema } = path.rule;
    const time = timeOf(schema, writer);
    const test = testOf(path, writer);
    const columns = columnsOf(request, path, writer);
    const joins = new Map<string, string>();
    const passages = path.through.map((passage) =>
      passageTest(passage, schema, { time, joins, joinNames }, writer),
    );
    if (test === undefined || columns === undefined) continue;
    const whole = [passages.length > 0 ? `(${test})` : test, ...passages].join(' AND ');
    const sources = schema?.sources ?? [];
    for (const table of sources.length > 0 ? sources : [writer.table]) {
      const leg = legFor(legs, { table, time, ...columns, tests: new Map(), joins: new Map() });
      leg.tests.set(path.input, [...(leg.tests.get(path.input) ?? []), whole]);
      for (const [name, join] of joins) leg.joins.set(name, join);
    }
  }
  return writer.gaps.length > 0 ? [] : legs;
}

function legFor(legs: Leg[], leg: Leg): Leg {
  const columns = leg.columns.join();
  const same = legs.find((each) => each.table === leg.table && each.columns.join() === columns);
  if (same === undefined) legs.push(leg);
  return same ?? leg;
}

/** The rule's condition, which is true or not: null counts as not true. */
function testOf({ rule: { rule, query, schema } }: CorrelationPath, writer: Writer): string | undefined {
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

function timeOf(schema: RuleInput['schema'], { columnsIn, engine, clock, time: ownTime }: Writer): string {
  const time = schema?.time ?? ownTime;
  const column = columnsIn(schema)(time);
  return column?.type === 'timestamp'
    ? clock.read(column.reference, true)
    : clock.read(engine.name(time), false);
}

interface KnownColumns {
  readonly groups: readonly Column[];
  readonly values: readonly Column[];
}

/** The columns of the fields, or the reason why there are none. */
function knownColumns(
  { groupBy, fields }: Pick<CorrelationPath, 'groupBy' | 'fields'>,
  schema: RuleInput['schema'],
  { columnsIn }: Writer,
): KnownColumns | string {
  const columns = columnsIn(schema);
  const found = [...groupBy, ...fields].map((field) => (field === undefined ? undefined : columns(field)));
  const known = found.filter((column) => column !== undefined);
  if (known.length < found.length) return 'a field of the correlation has no single column';
  if (known.some(({ type }) => type === 'texts'))
    return 'a field of the correlation is a list of texts, of which each would count';
  return { groups: known.slice(0, groupBy.length), values: known.slice(groupBy.length) };
}

/** Undefined after a refusal. */
function columnsOf(
  request: CorrelationRequest,
  path: CorrelationPath,
  writer: Writer,
): Pick<Leg, 'keys' | 'columns'> | undefined {
  const known = knownColumns(path, path.rule.schema, writer);
  if (typeof known === 'string') {
    refuse(writer, known, (request.inputs[path.input]?.reference ?? request.correlation).span);
    return undefined;
  }
  const { groups, values } = known;
  const value = valueOf(request.correlation.correlation, values, writer.engine);
  return {
    keys: [...groups, ...values].map(({ text }) => text),
    columns: [
      `${timeOf(path.rule.schema, writer)} AS ${TIME}`,
      ...groups.map(({ text }, index) => `${text} AS ${groupColumn(index)}`),
      ...(value === undefined ? [] : [`${value} AS ${VALUE}`]),
    ],
  };
}

interface Joining {
  readonly time: string;
  readonly joins: Map<string, string>;
  readonly joinNames: Map<string, string>;
}

/**
 * Whether an event of the rule is a match of a correlation on its way: one of its group at a time at which it matches, with
 * a value for what it counts. Inner correlations are written first, so what could not be named has been refused by now.
 */
function passageTest(
  passage: Passage,
  schema: RuleInput['schema'],
  { time, joins, joinNames }: Joining,
  writer: Writer,
): string {
  const { correlation } = passage.request;
  const inner = writer.innerTables.get(correlation);
  const known = knownColumns(passage, schema, writer);
  if (inner === undefined || typeof known === 'string') return '';
  const on = known.groups.map(({ text }, index) => `.${groupColumn(index)} = ${text}`);
  const key = [inner, time, ...on].join('\n');
  const name = joinNames.get(key) ?? writer.tableName(`via${joinNames.size + 1}`);
  joinNames.set(key, name);
  const condition = [`.${TIME} = ${time}`, ...on].map((each) => name + each).join(' AND ');
  joins.set(name, `LEFT JOIN ${inner} ${name} ON ${condition}`);
  const value = valueOf(correlation.correlation, known.values, writer.engine);
  const tests = value === undefined ? [] : [` AND ${value} IS NOT NULL`];
  return [`${name}.${TIME} IS NOT NULL`, ...tests].join('');
}

/**
 * @param earlier legs of the same table whose rows count already: an event that is among them with the same group and value
 * is no row of this one
 */
export function legText(
  leg: Leg,
  earlier: readonly Leg[],
  request: CorrelationRequest,
  { engine }: Writer,
): string {
  const { table, columns, tests } = leg;
  const flags = request.inputs.map((_, index) => {
    const own = tests.get(index);
    const flag =
      own === undefined ? '0' : tests.size === 1 ? '1' : `CASE WHEN ${anyOf(own)} THEN 1 ELSE 0 END`;
    return `${flag} AS ${ruleColumn(index)}`;
  });
  const name = table.split('.').map(engine.name).join('.');
  const joins = new Map([leg, ...earlier].flatMap((each) => [...each.joins]));
  const before = earlier.map((each) => {
    const same = each.keys.map((key, index) => `${key} = ${leg.keys[index]}`);
    return engine.not([`(${rowsOf(each)})`, ...same].join(' AND '));
  });
  const rows =
    before.length === 0
      ? rowsOf(leg)
      : [`(${rowsOf(leg)})`, ...before.map((each) => `(${each})`)].join(' AND ');
  return [
    `SELECT ${[...columns, ...flags].join(', ')}`,
    `FROM ${name}`,
    ...joins.values(),
    `WHERE ${rows}`,
  ].join('\n  ');
}

function rowsOf({ tests }: Leg): string {
  return [...tests.values()]
    .flat()
    .map((test) => `(${test})`)
    .join(' OR ');
}

function anyOf(tests: readonly string[]): string {
  return tests.length === 1 ? (tests[0] ?? '') : tests.map((test) => `(${test})`).join(' OR ');
}
