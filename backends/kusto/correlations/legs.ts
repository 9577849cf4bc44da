/**
 * Where the events of a correlation come from. A leg is a table, or a union of tables, read with one set of columns: an event
 * is one row of it, however many of the rules it matches.
 *
 * What comes through an inner correlation is an event of a rule all the same: one of its group at a time at which the inner
 * correlation matches. So every field of the event is at hand, and it is one event through whatever it comes.
 */
import type { CorrelationRequest, RuleInput } from '../../../lib/backend/correlation.ts';
import {
  pathsOf,
  tooDeep,
  type CorrelationPath,
  type Passage,
} from '../../../lib/backend/correlation-paths.ts';
import { printQuery } from '../../../lib/backend/print.ts';
import { quoteName } from '../quoting.ts';
import { groupNames, TIME } from './columns.ts';
import type { Row } from './row.ts';
import type { Test } from './tests.ts';
import { valueChecks, valueKind } from './values.ts';
import { refuse, type Writer } from './writer.ts';

/** One set of columns over one source; all but the names of tables are expressions over its columns. */
export interface Leg {
  readonly source: string;
  readonly tables: readonly string[];
  readonly time: string;
  readonly groups: readonly string[];
  readonly values: readonly string[];
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
  readonly groups: readonly { readonly column: string; readonly text: string }[];
  /** What an event must have to be a part of the inner correlation. */
  readonly checks: readonly Test[];
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
  const textOf = (field: string | undefined): string => (field === undefined ? '' : columns(field).text);
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
    groups: groupBy.map(textOf),
    values: fields.map(textOf),
    passages: through.map((passage) => joinedMatches(passage, textOf, writer)),
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
  { request, groupBy, fields }: Passage,
  textOf: (field: string | undefined) => string,
  { innerTables }: Writer,
): JoinedMatches {
  const names = groupNames(request.correlation.correlation);
  return {
    table: innerTables.get(request.correlation) ?? '',
    groups: groupBy.map((field, index) => ({ column: names[index] ?? '', text: textOf(field) })),
    checks: valueChecks(valueKind(request), fields.map(textOf)),
  };
}

/**
 * Keeps the events that are matches of all the correlations in between. `leftsemi` makes no rows of its own.
 * https://learn.microsoft.com/kusto/query/join-leftsemi
 *
 * @param row has the time, and gets what else is needed
 */
export function joinSteps({ passages }: Leg, row: Row): readonly string[] {
  return passages.map(({ table, groups }) => {
    const on = groups.map(({ column, text }) => {
      const own = row.columnFor(text);
      return own === column ? column : `$left.${own} == $right.${column}`;
    });
    return `| join kind=leftsemi ${table} on ${[TIME, ...on].join(', ')}`;
  });
}
