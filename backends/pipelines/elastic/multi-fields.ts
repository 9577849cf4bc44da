/**
 * Multi-fields: one value indexed in several ways, `message` as text and `message.keyword` whole.
 *
 * https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/multi-fields
 */
import type { FieldType, Schema } from '../../../lib/backend/schema.ts';
import type { PipelineContext, PipelineState, PipelineStep } from '../../../lib/pipeline/pipeline.ts';
import { mapFields } from '../../../lib/pipeline/steps/map-fields.ts';
import { leavesOf } from '../../../lib/query/leaves.ts';
import { ELASTIC_TYPES } from './types.ts';

/** The sub-field to ask for, by field. */
export type MultiFields = Readonly<Record<string, 'keyword' | 'wildcard' | 'text'>>;

const TYPES: Readonly<Record<MultiFields[string], FieldType>> = {
  keyword: 'string',
  wildcard: 'wildcard',
  text: 'text',
};

/**
 * Fields that Elastic maps as text, although rules ask for pieces of them. EQL looks at whole values, so to run at all
 * it needs a sub-field that has them, which it then finds by itself; it refuses the query where there is none.
 */
const NEEDED_WHOLE: readonly string[] = ['powershell.file.script_block_text'];

/** How the fields are mapped, as far as queries depend on it. */
export interface Mapping {
  readonly steps: readonly PipelineStep[];
  readonly typesFor: (backend: string) => Schema['types'];
  /** What else must hold for the query. */
  readonly assumption: (state: PipelineState, context: PipelineContext) => string | undefined;
}

/** The mapping of Elastic's integrations, with these sub-fields. */
export function createMapping(multiFields: MultiFields): Mapping {
  const chosen = new Map(Object.entries(multiFields));
  const types = new Map(ELASTIC_TYPES);
  for (const [field, kind] of chosen) types.set(`${field}.${kind}`, TYPES[kind]);
  const typesOfEql = new Map(types);
  for (const field of NEEDED_WHOLE) typesOfEql.set(field, 'wildcard');

  const useSubFields = mapFields(
    (field) => {
      const kind = chosen.get(field);
      return kind === undefined ? undefined : `${field}.${kind}`;
    },
    { description: 'ask for the sub-fields of the mapping' },
  );
  return {
    steps: chosen.size === 0 ? [] : [useSubFields],
    typesFor: (backend) => (backend === 'eql' ? typesOfEql : types),
    assumption(state, { backend }) {
      if (backend !== 'eql') return undefined;
      const field = NEEDED_WHOLE.find((each) => asksFor(state, each));
      return field === undefined
        ? undefined
        : `\`${field}\` has a sub-field of type wildcard or keyword: Elastic maps it as text, which EQL cannot compare`;
    },
  };
}

function asksFor({ queries }: PipelineState, field: string): boolean {
  return queries.some((query) => leavesOf(query).some((leaf) => leaf.field === field));
}
