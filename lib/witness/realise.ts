/** An event in which the leaves of a branch come out as the branch asks. */
import type { Leaf, Query } from '../query/query.ts';
import type { Branch, Literal } from './branches.ts';
import { samplesOf, swapCase, type Value } from './samples.ts';

export type WitnessEvent = Readonly<Record<string, Value>>;
export type Evaluate = (query: Query, event: WitnessEvent) => boolean;

/** Where the text of keywords goes: they match in any field. */
export const KEYWORD_FIELD = 'Message';

/** The event, and for each field the other values that would do as well. */
export interface Realisation {
  readonly event: WitnessEvent;
  readonly alternatives: ReadonlyMap<string, readonly Value[]>;
}

/** A field that is left out of the event: what "missing" looks like among candidate values. */
const ABSENT = undefined;

/**
 * Undefined when no candidate satisfies a field's literals, as for a branch that contradicts itself.
 * Whether the whole query then comes out as hoped is for the caller to ask.
 */
export function realise(branch: Branch, evaluate: Evaluate): Realisation | undefined {
  const event = new Map<string, Value>();
  const alternatives = new Map<string, readonly Value[]>();
  for (const [field, literals] of inSolvingOrder(branch)) {
    for (const { leaf } of literals) provideReferencedField(leaf, event);
    const fittingValues = (wanted: readonly Literal[]): readonly (Value | undefined)[] =>
      candidatesFor(wanted, event).filter((value) => {
        const trial: Record<string, Value> = Object.fromEntries(event);
        if (value !== ABSENT) trial[field] = value;
        return wanted.every(({ leaf, expected }) => evaluate(leaf, trial) === expected);
      });
    let fitting = fittingValues(literals);
    if (fitting.length === 0) fitting = fittingValues(literals.filter(({ required }) => required));
    if (fitting.length === 0) return undefined;
    const [chosen, ...others] = fitting;
    if (chosen !== ABSENT) event.set(field, chosen);
    alternatives.set(
      field,
      others.filter((value): value is Value => value !== ABSENT),
    );
  }
  return { event: Object.fromEntries(event), alternatives };
}

/** Literals by field; fields compared with other fields come last, when those have their values. */
function inSolvingOrder(branch: Branch): readonly (readonly [string, readonly Literal[]])[] {
  const byField = new Map<string, Literal[]>();
  for (const literal of branch) {
    const field = literal.leaf.field ?? KEYWORD_FIELD;
    const literals = byField.get(field);
    if (literals === undefined) byField.set(field, [literal]);
    else literals.push(literal);
  }
  const refers = (literals: readonly Literal[]): number =>
    literals.some(({ leaf }) => leaf.matcher.kind === 'fieldRef') ? 1 : 0;
  return [...byField].sort(([, a], [, b]) => refers(a) - refers(b));
}

function provideReferencedField(leaf: Leaf, event: Map<string, Value>): void {
  if (leaf.matcher.kind === 'fieldRef' && !event.has(leaf.matcher.field))
    event.set(leaf.matcher.field, 'same');
}

function candidatesFor(
  literals: readonly Literal[],
  event: ReadonlyMap<string, Value>,
): readonly (Value | undefined)[] {
  const wanted = literals.filter((literal) => literal.expected).map((literal) => literal.leaf);
  const unwanted = literals.filter((literal) => !literal.expected).map((literal) => literal.leaf);
  if (wanted.length === 0) {
    // A value that misses narrowly says more than an absent field, which the caller tries anyway.
    const narrow = unwanted.slice(0, 4).flatMap((leaf) => samplesOf(leaf.matcher).far.slice(0, 2));
    return [...narrow, 'zzz', ABSENT, '', null];
  }
  const own = wanted.flatMap((leaf) => nearValues(leaf, event));
  if (wanted.length === 1) return own;
  const joined = joinTexts(wanted);
  return [joined, `x ${joined} x`, [...wanted.map((leaf) => firstText(leaf))], ...own];
}

function nearValues(leaf: Leaf, event: ReadonlyMap<string, Value>): readonly Value[] {
  if (leaf.matcher.kind !== 'fieldRef') return samplesOf(leaf.matcher).near;
  const other = event.get(leaf.matcher.field);
  const text = typeof other === 'string' || typeof other === 'number' ? String(other) : 'same';
  return [text, swapCase(text), `${text}x`, `x${text}`, `x${text}x`];
}

/** One text that starts, contains and ends as several leaves ask. */
function joinTexts(leaves: readonly Leaf[]): string {
  const rank = ({ matcher: { kind } }: Leaf): number =>
    kind === 'startsWith' ? 0 : kind === 'endsWith' ? 2 : 1;
  return [...leaves]
    .sort((a, b) => rank(a) - rank(b))
    .map(firstText)
    .join(' ');
}

function firstText(leaf: Leaf): string {
  const [first] = samplesOf(leaf.matcher).near;
  return typeof first === 'object' ? 'x' : String(first);
}
