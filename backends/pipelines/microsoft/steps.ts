/** The steps of a pipeline that brings rules to tables: choose the source, translate the fields, ask for its rows. */
import {
  logSourceNotCollected,
  refusedByPipeline,
  unmappedField,
} from '../../../lib/diagnostics/messages/pipeline.ts';
import type {
  PipelineContext,
  PipelineState,
  PipelineStep,
  PostprocessStep,
} from '../../../lib/pipeline/pipeline.ts';
import { and, or } from '../../../lib/query/build.ts';
import { leavesOf } from '../../../lib/query/leaves.ts';
import type { Leaf, Query } from '../../../lib/query/query.ts';
import { mapLeaves } from '../../../lib/query/rewrite/map-leaves.ts';
import { rowsOf, type EventSource, type SourceChoice } from './event-source.ts';
import type { ComputedField, Refusal } from '../field-table.ts';
import { isOneOf, onColumn } from '../values/leaves.ts';
import { wholeValuesOf } from '../values/whole-values.ts';

import { withoutRepeats } from './repeats.ts';

/** The key of the variable that holds the source. */
const SOURCE = 'microsoft source';

function sourceOf(state: PipelineState): EventSource | undefined {
  return state.variables.get(SOURCE) as EventSource | undefined;
}

/** Finds where the events of the rule lie, or refuses it. */
export function chooseSource(target: string, choice: SourceChoice): PipelineStep {
  return {
    description: `find the table of ${target} for the log source`,
    apply(state, { report }) {
      const found = choice(state.rule.logsource, state.queries);
      if ('refused' in found) {
        report(logSourceNotCollected(target, found.refused), state.rule.logsource.span);
        return state;
      }
      const variables = new Map(state.variables).set(SOURCE, found);
      return { ...state, schema: found.schema, variables };
    },
  };
}

/** Replaces each leaf by what asks the same of the source's columns. */
export const translateFields: PipelineStep = {
  description: 'translate fields and their values to columns of the table',
  apply(state, context) {
    const source = sourceOf(state);
    if (source === undefined) return state;
    const translate = createTranslator(source, context);
    return { ...state, queries: state.queries.map((query) => withoutRepeats(mapLeaves(query, translate))) };
  },
};

function createTranslator(source: EventSource, context: PipelineContext): (leaf: Leaf) => Query {
  const reported = new Set<string>();
  const unmapped = (leaf: Leaf, field: string): Leaf => {
    if (context.unmapped !== 'keep' && !reported.has(field)) {
      reported.add(field);
      context.report(unmappedField(field, source.table.name, context.unmapped), leaf.span);
    }
    return leaf;
  };
  return (leaf) => {
    const found = translateLeaf(leaf, source);
    if (typeof found === 'string') return unmapped(leaf, found);
    if (!('refused' in found)) return found;
    context.report(refusedByPipeline(found.refused), leaf.span);
    return leaf;
  };
}

/** Whether the source has an answer to all that the queries ask. */
export function fits(source: EventSource, queries: readonly Query[]): boolean {
  return queries.every((query) =>
    leavesOf(query).every((leaf) => {
      const found = translateLeaf(leaf, source);
      return typeof found !== 'string' && !('refused' in found);
    }),
  );
}

/** The name of a field without a column is returned as it is. */
function translateLeaf(leaf: Leaf, source: EventSource): Query | Refusal | string {
  if (leaf.field === null) return translateKeyword(leaf, source);
  const field = fieldOf(leaf.field, source);
  if (field === undefined) return leaf.field;
  if (leaf.matcher.kind !== 'fieldRef')
    return typeof field === 'string' ? onColumn(leaf, field) : field.translate(leaf);

  const other = fieldOf(leaf.matcher.field, source);
  if (other === undefined) return leaf.matcher.field;
  const [column, otherColumn] = [sameColumn(field), sameColumn(other)];
  if (column === undefined || otherColumn === undefined) {
    return { refused: 'the table has one of the two fields in another form, so they cannot be compared' };
  }
  return { ...onColumn(leaf, column), matcher: { ...leaf.matcher, field: otherColumn } };
}

function fieldOf(name: string, source: EventSource): string | ComputedField | undefined {
  const { fields, within = {}, others, sameNames, table } = source;
  if (Object.hasOwn(fields, name)) return fields[name];
  for (const [prefix, column] of Object.entries(within)) {
    if (name.startsWith(prefix)) return `${column}.${name.slice(prefix.length)}`;
  }
  const wanted = name.toLowerCase();
  if (sameNames === true && !OF_WORKSPACE.has(wanted)) {
    for (const [column, type] of table.columns) {
      if (type !== 'dynamic' && column.toLowerCase() === wanted) return column;
    }
  }
  return others === undefined ? undefined : `${others}.${name}`;
}

/**
 * Columns of every table, which tell of the table and the workspace, not of an event.
 * https://learn.microsoft.com/azure/azure-monitor/logs/log-standard-columns
 */
const OF_WORKSPACE: ReadonlySet<string> = /* @__PURE__ */ new Set(['sourcesystem', 'tenantid', 'type']);

function sameColumn(field: string | ComputedField): string | undefined {
  return typeof field === 'string' ? field : undefined;
}

function translateKeyword(leaf: Leaf, { keywords, table }: EventSource): Query | Refusal {
  if (keywords === undefined) {
    return {
      refused: `${table.name} has no column with the whole event, in which keywords could be looked for`,
    };
  }
  const [only, ...more] = keywords;
  if (more.length > 0 || only === undefined)
    return { refused: 'keywords are looked for in one column alone' };
  // A keyword is found anywhere in the text of the event.
  const { matcher } = leaf;
  const anywhere =
    matcher.kind === 'equals' && matcher.value !== '' ? { ...matcher, kind: 'contains' as const } : matcher;
  return { ...leaf, field: only, matcher: anywhere };
}

/** Demands the rows of the source, unless the query asks for a value of the same column already. */
export const askForRows: PipelineStep = {
  description: 'look at rows with these events alone',
  apply(state) {
    const source = sourceOf(state);
    const alternatives = source === undefined ? [] : rowsOf(source);
    if (alternatives.length === 0) return state;
    const { span } = state.rule.logsource;
    const limit = (query: Query): Query => {
      // With one alternative, what the query asks for itself need not be said twice.
      const asked = alternatives.length === 1 ? isLimitedTo : () => false;
      const rows = alternatives.map((each) =>
        and(
          Object.entries(each)
            .filter(([column, values]) => !asked(query, column, values))
            .map(([column, values]) => isOneOf(column, values, span, source?.rowsCased)),
        ),
      );
      return and([or(rows), query]);
    };
    return { ...state, queries: state.queries.map(limit) };
  },
};

/** Whether the query itself selects no rows but those with one of these values. */
function isLimitedTo(query: Query, column: string, values: readonly (string | number)[]): boolean {
  const found = wholeValuesOf(query, column);
  return found !== undefined && [...found].every((value) => values.some((each) => String(each) === value));
}

/** https://learn.microsoft.com/kusto/query/extend-operator */
export const addComputedColumns: PostprocessStep = {
  description: 'compute the columns that the query needs',
  isNeeded: (state) => assignmentsFor(state).length > 0,
  apply(query, state) {
    const assignments = assignmentsFor(state);
    return assignments.length === 0
      ? query
      : query.replace('\n', () => `\n| extend ${assignments.join(', ')}\n`);
  },
};

function assignmentsFor(state: PipelineState): readonly string[] {
  const computed = sourceOf(state)?.computed;
  if (computed === undefined) return [];
  const used = new Set(state.queries.flatMap(leavesOf).flatMap(fieldsOf));
  return Object.entries(computed)
    .filter(([name]) => used.has(name) || [...used].some((field) => field.startsWith(`${name}.`)))
    .map(([name, { expression }]) => `${name} = ${expression}`);
}

function fieldsOf({ field, matcher }: Leaf): string[] {
  const fields = matcher.kind === 'fieldRef' ? [matcher.field] : [];
  if (field !== null) fields.push(field);
  return fields;
}
