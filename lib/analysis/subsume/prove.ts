/**
 * A small prover: whether some facts, all true of an event, make a goal true of it.
 *
 * Sound and bounded, not complete: each step keeps the truth, and when the steps run out the answer is no.
 */
import { literalImplies, partsOf, type Formula, type Literal } from './formula.ts';

/** Comparisons that one proof may take: enough for two lists of a few hundred values, gone in some milliseconds. */
const MAX_STEPS = 200_000;

/** How many alternatives may be told apart on the way to one conclusion: each level multiplies the cases. */
const MAX_SPLITS = 3;

interface Proof {
  steps: number;
}

/**
 * Whether the facts together imply the goal.
 *
 * @example [Image = 'a.exe' or Image = 'b.exe'] implies Image ends with '.exe'
 */
export function implies(facts: readonly Formula[], goal: Formula): boolean {
  const flat = facts.flatMap((fact) => partsOf(fact, 'and'));
  return prove(flat, goal, MAX_SPLITS, { steps: MAX_STEPS });
}

function prove(facts: readonly Formula[], goal: Formula, splits: number, proof: Proof): boolean {
  if (goal.kind === 'and') {
    // What can be seen at a glance comes first: most goals fail there.
    const [easy, hard] = divide(goal.parts, (part) => part.kind === 'literal');
    return [...easy, ...hard].every((part) => prove(facts, part, splits, proof));
  }
  const disjuncts = partsOf(goal, 'or');
  return (
    isStated(facts, disjuncts, proof) ||
    disjuncts.some((each) => each.kind === 'and' && prove(facts, each, splits, proof)) ||
    (splits > 0 && proveByCases(facts, goal, splits, proof))
  );
}

/** Whether some fact implies one of the goal's disjuncts by itself. */
function isStated(facts: readonly Formula[], disjuncts: readonly Formula[], proof: Proof): boolean {
  return facts.some((fact) => fact.kind === 'literal' && impliesAny(fact, disjuncts, proof));
}

function impliesAny(fact: Literal, disjuncts: readonly Formula[], proof: Proof): boolean {
  for (const disjunct of disjuncts) {
    if (disjunct.kind !== 'literal') continue;
    if (proof.steps-- <= 0) return false;
    if (literalImplies(fact, disjunct)) return true;
  }
  return false;
}

/**
 * Of an alternative among the facts, each branch has to lead to the goal. In which order alternatives are taken apart
 * makes no difference, so after one only those behind it are.
 */
function proveByCases(facts: readonly Formula[], goal: Formula, splits: number, proof: Proof): boolean {
  const [alternatives, certain] = divide(facts, (fact) => fact.kind === 'or');
  const useful = alternatives.filter((each) => isUseful(each, goal, proof));
  return useful.some((fact, index) => {
    if (proof.steps <= 0) return false;
    const others = [...certain, ...useful.slice(index + 1)];
    return partsOf(fact, 'or').every((branch) => {
      const alone = partsOf(branch, 'and');
      // Most often the branch is enough; the other facts multiply the work.
      return prove(alone, goal, 0, proof) || prove([...alone, ...others], goal, splits - 1, proof);
    });
  });
}

/** Whether anything in the fact implies anything in the goal: otherwise taking it apart proves nothing new. */
function isUseful(fact: Formula, goal: Formula, proof: Proof): boolean {
  if (fact.kind !== 'literal')
    return fact.parts.length === 0 || fact.parts.some((part) => isUseful(part, goal, proof));
  if (goal.kind !== 'literal') return goal.parts.some((part) => isUseful(fact, part, proof));
  return proof.steps-- > 0 && literalImplies(fact, goal);
}

/** The members that pass, and those that do not, each in their order. */
function divide<T>(all: readonly T[], test: (each: T) => boolean): readonly [readonly T[], readonly T[]] {
  const passed: T[] = [];
  const rest: T[] = [];
  for (const each of all) (test(each) ? passed : rest).push(each);
  return [passed, rest];
}
