/**
 * Tables of fields: what a field of rules is called in a target, as data, and the two steps that apply one.
 *
 * Most fields have one new name. Some have several, any of which may hold the value; some are kept in another form
 * there and have a function that says the same of that form.
 */
import type { PipelineState, PipelineStep } from '../../lib/pipeline/pipeline.ts';
import { mapFields } from '../../lib/pipeline/steps/map-fields.ts';
import { translateLeaves } from '../../lib/pipeline/steps/translate-leaves.ts';
import type { Leaf, Query } from '../../lib/query/query.ts';

/** Why a target cannot be asked for a value: a sentence. */
export interface Refusal {
  readonly refused: string;
}

/** A field that a target keeps in another form. */
export interface ComputedField {
  /** The fields of the target that hold it. */
  readonly fields: readonly string[];
  /** How it is kept, for people. */
  readonly form: string;
  /** What the leaf asks, asked of {@link fields}. */
  readonly translate: (leaf: Leaf) => Query | Refusal;
}

/** One name, several of which any may hold the value, or a field in another form. */
export type FieldRule = string | readonly string[] | ComputedField;

/** By the name that rules use. */
export type FieldTable = Readonly<Record<string, FieldRule>>;

/** The fields of one kind of event in a target. */
export interface EventFields {
  readonly table: FieldTable;
  /** Names of fields that the table does not have; undefined where there is none. */
  readonly others?: (field: string) => string | readonly string[] | undefined;
  /** Texts that the target does not keep, so that they are missing there. */
  readonly dropped?: readonly string[];
}

function isComputed(rule: FieldRule | undefined): rule is ComputedField {
  return typeof rule === 'object' && 'translate' in rule;
}

/** The rule of a field, never one that every object inherits. */
export function ruleOf({ table }: EventFields, field: string): FieldRule | undefined {
  return Object.hasOwn(table, field) ? table[field] : undefined;
}

/** The names of the target for a field; undefined where it has none. */
export function namesOf(fields: EventFields, field: string): string | readonly string[] | undefined {
  const rule = ruleOf(fields, field);
  if (rule === undefined) return fields.others?.(field);
  return isComputed(rule) ? rule.fields : rule;
}

/**
 * The steps that take the fields of a rule into a target.
 *
 * @param target what to call it in "… has no field for `x`"
 * @param fieldsOf the fields of the events that the rule is about
 * @param isName whether a name is one of the target already, as are those that computed fields bring in
 */
export function fieldSteps(
  target: string,
  fieldsOf: (state: PipelineState) => EventFields | undefined,
  isName: (field: string) => boolean,
): readonly PipelineStep[] {
  return [
    translateLeaves(`write values as ${target} keeps them`, (leaf, state) => {
      const fields = fieldsOf(state);
      return fields === undefined ? undefined : translateLeaf(leaf, fields);
    }),
    mapFields(
      (field, state) => {
        if (isName(field)) return field;
        const fields = fieldsOf(state);
        // Where there are no such events, that has been said, and nothing is gained by naming their fields.
        return fields === undefined ? field : namesOf(fields, field);
      },
      { target },
    ),
  ];
}

function translateLeaf(leaf: Leaf, fields: EventFields): Query | Refusal | undefined {
  if (leaf.field === null) return undefined;
  const { matcher } = leaf;
  if (matcher.kind === 'fieldRef') return refuseComputed(leaf.field, matcher.field, fields);
  const asked = isDropped(leaf, fields) ? { ...leaf, matcher: { kind: 'null' } as const } : leaf;
  const rule = ruleOf(fields, leaf.field);
  if (isComputed(rule)) return rule.translate(asked);
  return asked === leaf ? undefined : asked;
}

function refuseComputed(one: string, other: string, fields: EventFields): Refusal | undefined {
  const computed = [one, other].find((field) => isComputed(ruleOf(fields, field)));
  return computed === undefined ? undefined : cannotCompare(computed);
}

function cannotCompare(field: string): Refusal {
  return {
    refused: `\`${field}\` is kept in another form there, which cannot be compared with other fields`,
  };
}

function isDropped({ matcher }: Leaf, { dropped = [] }: EventFields): boolean {
  return matcher.kind === 'equals' && dropped.includes(matcher.value);
}
