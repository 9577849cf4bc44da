/**
 * Where the events of a correlation come from. A leg is a table, or a union of tables, read with one set of columns: an event
 * is one row of it, however many of the rules it matches.
 *
 * What comes through an inner correlation is an event of a rule all the same: one of its group at a time at which the inner
 * correlation matches. So every field of the event is at hand, and it is one event through whatever it comes.
 */
import type { CorrelationRequest, RuleInput } from '../../../lib/backend/correlation.ts';
import { pathsOf, tooDeep, type CorrelationPath } from '../../../lib/backend/correlation-paths.ts';
import { printQuery } from '../../../lib/backend/print.ts';
import { quoteName } from '../quoting.ts';
import { createCells, type Cell, type Cells } from './cells.ts';
import { groupNames, TIME } from './columns.ts';
import type { Row } from './row.ts';
import { allOf, whereText, type Test } from './tests.ts';
import { valueChecks, valueKind, type ValueKind } from './values.ts';
import { refuse, type Writer } from './writer.ts';

/** One set of columns over one source; all but the names of tables are expressions over its columns. */
export interface Leg {
  readonly source: string;
  readonly tables: readonly string[];
  readonly time: string;
  readonly groups: readonly Cell[];
  readonly values: readonly Cell[];
  /** Inner correlations whose matches alone count, the innermost last. */
  readonly passages: readonly JoinedMatches[];
  /** An event counts if it passes one of the tests, each of which makes it an event of the rule at this position. */
  readonly rules: readonly LegRule[];
}

export interface LegRule {
  readonly index: number;
  readonly test: Test;
}

export interface JoinedMatches {
  readonly table: string;
  /** Columns of {@link table}, and what they are for an event. */
  readonly groups: readonly { readonly column: string; readonly cell: Cell }[];
  /** What the inner correlation counts: an event without it is no part of that. */
  readonly values: readonly Cell[];
  readonly kind: ValueKind;
}

/** An empty list after a refusal. */
export function legsOf(request: CorrelationRequest, writer: Writer): readonly Leg[] {
  const deep = tooDeep(request);
  if (deep !== undefined) {
    refuse(writer, 'a query of so many correlations in each other would be too large', deep.span);
    return [];
  }
  const legs = pathsOf(request).map((path) => legOf(request, path, writer));
  return writer.gaps.length > 0 ? [] : mergeLegs(legs.filter((leg) => leg !== undefined));
}

/** Those that differ in nothing but their rules as one. */
export function mergeLegs(legs: readonly Leg[]): readonly Leg[] {
  const merged = new Map<string, Leg>();
  for (const leg of legs) {
    const { rules, ...place } = leg;
    const key = JSON.stringify(place);
    const same = merged.get(key);
    merged.set(key, same === undefined ? leg : { ...same, rules: [...same.rules, ...rules] });
  }
  return [...merged.values()];
}

function spanOf({ inputs, correlation }: CorrelationRequest, input: number): Writer['correlation']['span'] {
  return (inputs[input]?.reference ?? correlation).span;
}

function legOf(request: CorrelationRequest, path: CorrelationPath, writer: Writer): Leg | undefined {
  const { rule, input, groupBy, fields, through } = path;
  const { tables, time } = writer;
  const { schema } = rule;
  const source = tables.sourceOf(schema);
  if (source === undefined) {
    refuse(writer, 'nothing says which table the events of this rule are in', spanOf(request, input), [
      'name one in the settings of the target, or choose a pipeline that knows the tables',
    ]);
    return undefined;
  }
  const columns = tables.columnsOf(schema);
  const isList = (field: string): boolean =>
    columns(field).type === 'dynamic' && (writer.lists.has(field) || schema?.lists?.has(field) === true);
  const cells = createCells(request, path, columns, isList);
  if ([...groupBy, ...fields].includes(undefined)) {
    refuse(
      writer,
      'a field of the correlation has no single name in the events of this rule',
      spanOf(request, input),
    );
    return undefined;
  }
  return {
    source,
    tables: schema?.sources.length ? schema.sources.map(quoteName) : [source],
    time: quoteName(schema?.time ?? time),
    groups: cells.of(0, 'groupBy'),
    values: cells.of(0, 'fields'),
    passages: through.map((passage, index) => joinedMatches(passage.request, index + 1, cells, writer)),
    rules: [{ index: input, test: testOf(rule, writer) }],
  };
}

/** A rule may be reached through several correlations, and what is wrong with it is said once. */
function testOf({ rule, query, schema }: RuleInput, { tables, gaps }: Writer): Test {
  const printed = printQuery(query, tables.dialectOf(schema), 'never');
  for (const gap of printed.gaps) {
    const isKnown = gaps.some(
      (each) =>
        each.rule?.source === rule.source && each.span.start === gap.span.start && each.reason === gap.reason,
    );
    if (!isKnown) gaps.push({ ...gap, rule });
  }
  return printed;
}

/** Inner correlations are written first: what could not be named in them has been refused by now. */
function joinedMatches(
  request: CorrelationRequest,
  level: number,
  cells: Cells,
  { innerTables }: Writer,
): JoinedMatches {
  const names = groupNames(request.correlation.correlation);
  return {
    table: innerTables.get(request.correlation) ?? '',
    groups: cells.of(level, 'groupBy').map((cell, index) => ({ column: names[index] ?? '', cell })),
    values: cells.of(level, 'fields'),
    kind: valueKind(request),
  };
}

/** Whether an event of the leg may stand for several. */
export function hasLists(leg: Leg): boolean {
  return cellsOf(leg).some(({ list }) => list !== undefined);
}

function cellsOf({ groups, values, passages }: Leg): readonly Cell[] {
  const inner = passages.flatMap((each) => [...each.groups.map(({ cell }) => cell), ...each.values]);
  return [...groups, ...values, ...inner];
}

/** What can be asked of an event before its lists are taken apart. */
export function checksOf({ passages }: Leg): readonly Test[] {
  return passages.flatMap(({ kind, values }) =>
    valueChecks(
      kind,
      values.filter(({ list }) => list === undefined).map(({ text }) => text),
    ),
  );
}

/**
 * Takes lists apart, and keeps the events that are matches of all the correlations in between. `leftsemi` makes no rows of
 * its own.
 * https://learn.microsoft.com/kusto/query/mv-expand-operator
 * https://learn.microsoft.com/kusto/query/join-leftsemi
 *
 * @param row has the time, and gets what else is needed
 */
export function narrowingSteps(leg: Leg, row: Row): readonly string[] {
  const lists = cellsOf(leg).filter(({ list }) => list !== undefined);
  const names = [...new Set(lists.map((cell) => row.columnFor(cell)))];
  const checks = leg.passages.flatMap(({ kind, values }) =>
    valueChecks(
      kind,
      values.filter(({ list }) => list !== undefined).map((cell) => row.columnFor(cell)),
    ),
  );
  return [
    // What is no list is expanded to itself only inside of one.
    ...names.map(
      (name) => `| mv-expand ${name} = iff(gettype(${name}) == "array", ${name}, pack_array(${name}))`,
    ),
    ...(names.length === 0
      ? []
      : [`| extend ${names.map((name) => `${name} = tostring(${name})`).join(', ')}`]),
    ...whereText(allOf(checks)),
    ...leg.passages.map((passage) => joinStep(passage, row)),
  ];
}

function joinStep({ table, groups }: JoinedMatches, row: Row): string {
  const on = groups.map(({ column, cell }) => {
    const own = row.columnFor(cell);
    return own === column ? column : `$left.${own} == $right.${column}`;
  });
  return `| join kind=leftsemi ${table} on ${[TIME, ...on].join(', ')}`;
}
