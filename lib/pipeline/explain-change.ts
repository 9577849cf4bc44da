/** What a step of a pipeline did to a rule, as plain data for people and programs. */
import type { LogSource } from '../ast/rule.ts';
import { describeLeaf } from '../explain/words.ts';
import { leavesOf } from '../query/leaves.ts';
import type { PipelineState } from './pipeline.ts';
import type { PipelineChange } from './run.ts';

/** The difference that a step made. Lists are empty where nothing changed. */
export interface ExplainedChange {
  readonly pipeline: string;
  /** Null when the step has none. */
  readonly id: string | null;
  /** A verb phrase: `map Image to FolderPath`. */
  readonly step: string;
  /** Comparisons that are no longer in the queries, in words. */
  readonly removed: readonly string[];
  /** Comparisons that were not there before. */
  readonly added: readonly string[];
  /** Anything else: the log source, the tables, what was noted for later steps. */
  readonly notes: readonly string[];
}

/**
 * @example
 * convert(rule, splunk, { pipelines, onPipelineStep: (change) => console.log(explainChange(change)) });
 * // { pipeline: 'Names', id: null, step: 'map Image', removed: ['Image is "a"'], added: ['exe is "a"'], notes: [] }
 */
export function explainChange({ pipeline, step, before, after }: PipelineChange): ExplainedChange {
  const [then, now] = [comparisons(before), comparisons(after)];
  const notes = [...notesOn(before, after)];
  const removed = [...then].filter((each) => !now.has(each));
  const added = [...now].filter((each) => !then.has(each));
  const isSame = removed.length + added.length === 0;
  if (isSame && before.queries.some((query, index) => query !== after.queries[index])) {
    notes.push('the same comparisons, put together anew');
  }
  return {
    pipeline: pipeline.name,
    id: step.id ?? null,
    step: step.description,
    removed,
    added,
    notes,
  };
}

function comparisons({ queries }: PipelineState): ReadonlySet<string> {
  return new Set(queries.flatMap(leavesOf).map(describeLeaf));
}

function* notesOn(before: PipelineState, after: PipelineState): Generator<string> {
  if (before.rule.logsource !== after.rule.logsource) {
    yield `log source: ${nameOf(before.rule.logsource)} → ${nameOf(after.rule.logsource)}`;
  }
  if (before.rule.fields !== after.rule.fields) yield `fields: ${after.rule.fields.join(', ') || 'none'}`;
  for (const [key, value] of after.rule.custom) {
    if (before.rule.custom.get(key) !== value) yield `attribute ${key} = ${JSON.stringify(value)}`;
  }
  if (before.schema !== after.schema && after.schema !== undefined) {
    yield `tables: ${after.schema.sources.join(', ') || 'as the target has them'}`;
  }
  for (const [key, value] of after.variables) {
    if (before.variables.get(key) !== value) yield `${key} = ${JSON.stringify(value)}`;
  }
}

function nameOf({ category, product, service }: LogSource): string {
  return [product, category, service].filter((part) => part !== undefined).join(' ') || 'any';
}
