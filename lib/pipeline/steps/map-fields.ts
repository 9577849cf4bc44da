/** Gives fields their names in the target. */
import { unmappedField } from '../../diagnostics/messages/pipeline.ts';
import { and, or } from '../../query/build.ts';
import { mapLeaves } from '../../query/rewrite/map-leaves.ts';
import type { Leaf, Query } from '../../query/query.ts';
import type { PipelineContext, PipelineState, PipelineStep } from '../pipeline.ts';

/** Names of a field in the target. Several mean that the value may be in any of them; undefined that there is none. */
export type FieldMapping = (field: string, state: PipelineState) => string | readonly string[] | undefined;

/** Settings of {@link mapFields}. */
export interface MapFieldsOptions {
  /** @default 'map fields to …' */
  readonly description?: string;
  /**
   * What to call the target in "… has no field for `x`"; without it a field without a name there is kept in silence, as by
   * pipelines that map a few fields and leave the others alone.
   */
  readonly target?: string;
  /** Which rules it is for; all of them when left out. */
  readonly when?: (state: PipelineState) => boolean;
}

/**
 * A step that renames the fields of leaves and of references between fields.
 *
 * A field that becomes several is looked for in each: one match is enough, and it counts as missing where it is missing in all
 * of them. Keywords stay keywords.
 *
 * @example mapFields((field) => ({ Image: 'FolderPath' })[field], { target: 'DeviceProcessEvents' })
 */
export function mapFields(mapping: FieldMapping, options: MapFieldsOptions = {}): PipelineStep {
  const { target, when } = options;
  return {
    description: options.description ?? (target === undefined ? 'map fields' : `map fields to ${target}`),
    apply(state, context) {
      if (when !== undefined && !when(state)) return state;
      const reported = new Set<string>();
      const namesOf = (leaf: Leaf, field: string): readonly string[] => {
        const names = mapping(field, state);
        if (names !== undefined) return typeof names === 'string' ? [names] : names;
        if (target !== undefined && !reported.has(field)) {
          reported.add(field);
          reportUnmapped(leaf, field, target, context);
        }
        return [field];
      };
      const queries = state.queries.map((query) => mapLeaves(query, (leaf) => rename(leaf, namesOf)));
      const same = queries.every((query, index) => query === state.queries[index]);
      return same ? state : { ...state, queries };
    },
  };
}

function reportUnmapped(leaf: Leaf, field: string, target: string, context: PipelineContext): void {
  if (context.unmapped === 'keep') return;
  context.report(unmappedField(field, target, context.unmapped), leaf.span);
}

function rename(leaf: Leaf, namesOf: (leaf: Leaf, field: string) => readonly string[]): Query {
  if (leaf.field === null) return leaf;
  const fields = namesOf(leaf, leaf.field);
  const { matcher } = leaf;
  const others = matcher.kind === 'fieldRef' ? namesOf(leaf, matcher.field) : undefined;
  const renamed: Leaf[] = [];
  for (const field of fields) {
    if (matcher.kind !== 'fieldRef') renamed.push(field === leaf.field ? leaf : { ...leaf, field });
    else
      for (const other of others ?? [])
        renamed.push({ ...leaf, field, matcher: { ...matcher, field: other } });
  }
  const [only] = renamed;
  if (renamed.length === 1 && only !== undefined) return isSame(only, leaf) ? leaf : only;
  return matcher.kind === 'null' ? and(renamed) : or(renamed);
}

function isSame(a: Leaf, b: Leaf): boolean {
  if (a.field !== b.field || a.matcher.kind !== b.matcher.kind) return false;
  return (
    a.matcher.kind !== 'fieldRef' || b.matcher.kind !== 'fieldRef' || a.matcher.field === b.matcher.field
  );
}
