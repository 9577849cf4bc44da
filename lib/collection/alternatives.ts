/** Expressions over rules, written out as alternatives: the form in which windows are tested and targets print them. */
import type { RuleExpression } from '../ast/correlation.ts';
import type { Alternative } from './resolved.ts';

/** Above it, an expression is refused: each alternative is a test of every window and a line of a query. */
export const MAX_ALTERNATIVES = 64;

/** Members that occur and members that do not. */
interface Literals {
  readonly occur: ReadonlySet<number>;
  readonly absent: ReadonlySet<number>;
}

const ANY: Literals = { occur: new Set<number>(), absent: new Set<number>() };

/**
 * All ways to meet the expression, none of them implied by another. Undefined when there are more than
 * {@link MAX_ALTERNATIVES} on the way.
 *
 * @param memberOf - The number of the member that a reference in the expression means.
 */
export function alternativesOf(
  root: RuleExpression,
  memberOf: (reference: string) => number,
): readonly Alternative[] | undefined {
  const found = expand(root, true, memberOf);
  return found?.map(({ occur, absent }) => ({ occur: ascending(occur), absent: ascending(absent) }));
}

/** The parser bounds the depth. */
function expand(
  node: RuleExpression,
  positive: boolean,
  memberOf: (reference: string) => number,
): readonly Literals[] | undefined {
  if (node.kind === 'not') return expand(node.operand, !positive, memberOf);
  if (node.kind === 'rule') {
    const member = new Set([memberOf(node.reference)]);
    return [positive ? { ...ANY, occur: member } : { ...ANY, absent: member }];
  }
  const isAnd = (node.kind === 'and') === positive;
  let all: readonly Literals[] = isAnd ? [ANY] : [];
  for (const operand of node.operands) {
    const these = expand(operand, positive, memberOf);
    if (these === undefined) return undefined;
    all = reduce(
      isAnd ? all.flatMap((left) => these.flatMap((right) => join(left, right))) : [...all, ...these],
    );
    if (all.length > MAX_ALTERNATIVES) return undefined;
  }
  return all;
}

/** Both; nothing where a member would have to occur and be absent. */
function join(left: Literals, right: Literals): readonly Literals[] {
  const occur = new Set([...left.occur, ...right.occur]);
  const absent = new Set([...left.absent, ...right.absent]);
  return [...occur].some((member) => absent.has(member)) ? [] : [{ occur, absent }];
}

/** Without those that ask for more than another one. */
function reduce(all: readonly Literals[]): readonly Literals[] {
  const kept: Literals[] = [];
  for (const each of [...all].sort((a, b) => sizeOf(a) - sizeOf(b))) {
    if (!kept.some((other) => isWithin(other.occur, each.occur) && isWithin(other.absent, each.absent))) {
      kept.push(each);
    }
  }
  return kept;
}

function sizeOf({ occur, absent }: Literals): number {
  return occur.size + absent.size;
}

function isWithin(some: ReadonlySet<number>, all: ReadonlySet<number>): boolean {
  return [...some].every((member) => all.has(member));
}

function ascending(members: ReadonlySet<number>): readonly number[] {
  return [...members].sort((a, b) => a - b);
}
