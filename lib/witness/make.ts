/**
 * Witness events of a query: some that match, and near misses that do not.
 *
 * Candidates come from the query's branches and from small changes of the events found: a field dropped, another
 * fitting value, a value that barely misses. The evaluator labels every one of them, so a label is never a guess.
 */
import type { Leaf, Query } from '../query/query.ts';
import { branchesOf } from './branches.ts';
import { KEYWORD_FIELD, realise, type Evaluate, type WitnessEvent } from './realise.ts';
import { samplesOf, type Value } from './samples.ts';

export interface Witnesses {
  readonly matching: readonly WitnessEvent[];
  readonly missing: readonly WitnessEvent[];
}

export interface WitnessOptions {
  /**
   * Most branches to follow for each verdict; long lists are sampled evenly.
   * @default 24
   */
  readonly branches?: number;
}

const DEFAULT_BRANCHES = 24;
/** Most changed copies of one event: an event with fifty fields has enough neighbours. */
const MAX_CHANGES = 40;

/**
 * @param evaluate the meaning of a query: whether it matches an event
 * @example Image endsWith `\a.exe` and not User = `x` →
 *   matching `{Image: '\a.exe', User: 'xx'}`, `{Image: '\A.EXE'}` …; missing `{Image: 'a.exe'}`, `{Image: '\a.exe', User: 'x'}` …
 */
export function makeWitnesses(query: Query, evaluate: Evaluate, options: WitnessOptions = {}): Witnesses {
  const limit = options.branches ?? DEFAULT_BRANCHES;
  const seen = new Set<string>();
  const matching: WitnessEvent[] = [];
  const missing: WitnessEvent[] = [];

  const add = (event: WitnessEvent): void => {
    const key = JSON.stringify(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (seen.has(key)) return;
    seen.add(key);
    (evaluate(query, event) ? matching : missing).push(event);
  };

  const leaves = leavesByField(query);
  for (const expected of [true, false]) {
    for (const branch of branchesOf(query, expected, limit)) {
      const realisation = realise(branch, evaluate);
      if (realisation === undefined) continue;
      add(realisation.event);
      for (const changed of changes(realisation.event, realisation.alternatives, leaves)) add(changed);
    }
  }
  add({});
  return { matching, missing };
}

/** The event with one field changed. */
function changes(
  event: WitnessEvent,
  alternatives: ReadonlyMap<string, readonly Value[]>,
  leaves: ReadonlyMap<string, readonly Leaf[]>,
): readonly WitnessEvent[] {
  const changed: WitnessEvent[] = [];
  for (const field of Object.keys(event)) {
    const { [field]: dropped, ...rest } = event;
    changed.push(rest);
    const far = (leaves.get(field) ?? []).slice(0, 3).flatMap((leaf) => samplesOf(leaf.matcher).far);
    for (const value of [...(alternatives.get(field) ?? []), ...far, null])
      changed.push({ ...event, [field]: value });
    if (typeof dropped === 'string') changed.push({ ...event, [field]: ['other', dropped] });
  }
  if (changed.length <= MAX_CHANGES) return changed;
  return Array.from(
    { length: MAX_CHANGES },
    (_, i) => changed[Math.floor((i * changed.length) / MAX_CHANGES)] as WitnessEvent,
  );
}

function leavesByField(query: Query): ReadonlyMap<string, readonly Leaf[]> {
  const leaves = new Map<string, Leaf[]>();
  const pending: Query[] = [query];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === 'leaf') {
      const field = next.field ?? KEYWORD_FIELD;
      const list = leaves.get(field);
      if (list === undefined) leaves.set(field, [next]);
      else list.push(next);
    } else if (next.kind === 'any-of') pending.push(...next.leaves);
    else if (next.kind === 'not') pending.push(next.operand);
    else if (next.kind !== 'constant') pending.push(...next.operands);
  }
  return leaves;
}
