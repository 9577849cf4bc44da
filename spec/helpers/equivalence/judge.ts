/**
 * The law that the specs of equivalence share: what the predicate selects, the printed query selects; and, where
 * the conversion says it is exact, nothing else.
 */
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { fidelityOf, type ApproximationPolicy, type Fidelity } from '../../../lib/backend/backend.ts';
import type { Query } from '../../../lib/query/query.ts';
import type { Assumption } from './assumptions.ts';
import { factsOf, type QueryFacts } from './facts.ts';
import type { FlatEvent } from './flat-event.ts';
import type { Target } from './targets.ts';

export interface Disagreement {
  readonly target: string;
  readonly text: string;
  readonly event: FlatEvent;
  /** What the predicate says. */
  readonly expected: boolean;
  readonly found: boolean | string;
}

export interface Tally {
  comparisons: number;
  /** Events left out, by what was assumed of them. */
  readonly excluded: Map<Assumption, number>;
  readonly disagreements: Disagreement[];
}

export function createTally(): Tally {
  return { comparisons: 0, excluded: new Map(), disagreements: [] };
}

/** A query that nobody asks for its rule. */
const NO_RULE = {} as SigmaRule;

/** Converts one query and judges what comes of it. */
export function judgeQuery(
  target: Target,
  query: Query,
  events: readonly FlatEvent[],
  tally: Tally,
  approximate: ApproximationPolicy = 'superset',
): Fidelity {
  const request = { rule: NO_RULE, queries: [query], format: 'default', approximate } as const;
  const { outputs, gaps } = target.backend.convert(request);
  const fidelity = fidelityOf(gaps);
  if (outputs[0] !== undefined) judge(target, factsOf(query), outputs[0], fidelity, events, tally);
  return fidelity;
}

/** Compares the text with the predicate over the events, and adds to the tally. */
export function judge(
  target: Target,
  facts: QueryFacts,
  text: string,
  fidelity: Fidelity,
  events: readonly FlatEvent[],
  tally: Tally,
): void {
  let runs: ReturnType<Target['read']>;
  try {
    runs = target.read(text, facts);
  } catch (error) {
    tally.disagreements.push({ target: target.name, text, event: {}, expected: false, found: String(error) });
    return;
  }
  for (const event of events) {
    const outside = target.assumptions.find(({ excludes }) => excludes(event, facts));
    if (outside !== undefined) {
      tally.excluded.set(outside, (tally.excluded.get(outside) ?? 0) + 1);
      continue;
    }
    const expected = facts.matches(event);
    for (const [way, run] of runs) {
      tally.comparisons++;
      const found = attempt(() => run(event));
      if (agrees(fidelity, expected, found)) continue;
      tally.disagreements.push({ target: `${target.name} ${way}`.trim(), text, event, expected, found });
    }
  }
}

export function agrees(fidelity: Fidelity, expected: boolean, found: boolean | string): boolean {
  switch (fidelity) {
    case 'exact':
      return found === expected;
    case 'superset':
      return found === true || (found === false && !expected);
    case 'subset':
      return found === false || (found === true && expected);
    case 'approximate':
      return typeof found === 'boolean';
    case 'unsupported':
      return false;
  }
}

function attempt(run: () => boolean): boolean | string {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}
