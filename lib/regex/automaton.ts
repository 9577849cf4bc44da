/**
 * The position automaton of a pattern: a state for each character that it names, a step from each to those that
 * can come next, and in how many ways (two stands for "several"). It is what a backtracking engine walks; several
 * ways between two states are work it may do twice.
 *
 * Zero-width assertions count as always true, so the automaton allows for more paths than the engine has.
 * Glushkov's construction, with multiplicities.
 */
import type { RegexFlags, RegexNode, RegexRepeat } from './ast.ts';
import { ANYTHING, type CodePointSet } from './sets.ts';
import { characterSet, flagsWithin, isCharacter } from './shape.ts';

export interface Automaton {
  /** The characters each state takes. State 0 is the start of the search and stays there over any text. */
  readonly sets: readonly CodePointSet[];
  /** For each state the next ones, with the number of ways there. */
  readonly next: readonly ReadonlyMap<number, number>[];
}

/** Counted repeats of a character are written out up to this product of their choices, and are loops beyond it. */
const CHOICE_BUDGET = 128;

/** Copies of a counted group that are written out; a greater count is a loop. */
const MAX_COPIES = 4;

/** Copies of a character that are written out; a longer row of them leads on in the same way. */
const MAX_ROW = 16;

/** States; patterns beyond it are not analysed. */
const MAX_STATES = 500;

/** A piece of the automaton: the states it can begin and end with, and the ways to pass it without a character. */
interface Fragment {
  readonly first: ReadonlyMap<number, number>;
  readonly last: ReadonlyMap<number, number>;
  readonly empty: number;
}

const EMPTY: Fragment = { first: new Map(), last: new Map(), empty: 1 };

/** The automaton of a search for the pattern, or undefined if it would be too large. */
export function buildAutomaton(root: RegexNode, flags: RegexFlags, anchored: boolean): Automaton | undefined {
  const builder = new AutomatonBuilder();
  const start = builder.state(ANYTHING);
  if (!anchored) builder.connect(start.last, start.first);
  const body = builder.build(root, flags);
  builder.connect(start.last, body.first);
  return builder.isFull ? undefined : builder;
}

class AutomatonBuilder implements Automaton {
  readonly sets: CodePointSet[] = [];
  readonly next: Map<number, number>[] = [];
  isFull = false;
  #choices = CHOICE_BUDGET;

  build(node: RegexNode, flags: RegexFlags): Fragment {
    if (isCharacter(node)) return this.state(characterSet(node, flags));
    switch (node.kind) {
      case 'sequence':
        return node.items.reduce<Fragment>(
          (before, item) => this.#join(before, this.build(item, flags)),
          EMPTY,
        );
      case 'alternation':
        return node.branches
          .map((branch) => this.build(branch, flags))
          .reduce((one, other) => ({
            first: sum(one.first, other.first),
            last: sum(one.last, other.last),
            empty: cap(one.empty + other.empty),
          }));
      case 'group':
        return this.build(node.body, flagsWithin(flags, node.flags));
      case 'repeat':
        return this.#repeat(node, flags);
      case 'anchor':
        return EMPTY;
      case 'lookaround':
        // A way in that leads no further: the engine walks it and comes back.
        return { ...EMPTY, first: this.build(node.body, flags).first };
      case 'backreference':
        return this.#loop(this.state(ANYTHING), 1);
    }
  }

  /** One state that takes any of the set. */
  state(set: CodePointSet): Fragment {
    const number = this.sets.length;
    if (number >= MAX_STATES) {
      this.isFull = true;
      return EMPTY;
    }
    this.sets.push(set);
    this.next.push(new Map());
    const alone = new Map([[number, 1]]);
    return { first: alone, last: alone, empty: 0 };
  }

  connect(from: ReadonlyMap<number, number>, to: ReadonlyMap<number, number>): void {
    for (const [state, waysOut] of from) {
      const next = this.next[state] as Map<number, number>;
      for (const [other, waysIn] of to) next.set(other, cap((next.get(other) ?? 0) + waysOut * waysIn));
    }
  }

  #join(before: Fragment, after: Fragment): Fragment {
    this.connect(before.last, after.first);
    return {
      first: sum(before.first, times(after.first, before.empty)),
      last: sum(after.last, times(before.last, after.empty)),
      empty: cap(before.empty * after.empty),
    };
  }

  #repeat(node: RegexRepeat, flags: RegexFlags): Fragment {
    const { body, min, max } = node;
    const choices = max === null ? Infinity : max - min + 1;
    const isCounted = isCharacter(body) ? choices <= this.#choices : max !== null && max <= MAX_COPIES;
    if (isCounted && max !== null) {
      this.#choices /= choices;
      return this.#copies(body, flags, min, max);
    }
    // The least number of copies matters only to characters: a loop of groups is a loop after the first.
    const before = isCharacter(body) && min > 1 ? this.#copies(body, flags, min - 1, min - 1) : EMPTY;
    return this.#join(before, this.#loop(this.build(body, flags), Math.min(min, 1)));
  }

  /** `XX(X(X)?)?`: each optional copy is inside the one before, so that there is one way to each count. */
  #copies(body: RegexNode, flags: RegexFlags, min: number, max: number): Fragment {
    let optional = EMPTY;
    for (let i = max; i > min && !this.isFull; i--) {
      const more = this.#join(this.build(body, flags), optional);
      optional = { ...more, empty: cap(more.empty + 1) };
    }
    let all = optional;
    for (let i = 0; i < Math.min(min, MAX_ROW) && !this.isFull; i++)
      all = this.#join(this.build(body, flags), all);
    return all;
  }

  /** An iteration that takes nothing ends the loop, in every engine, so it adds no way around. */
  #loop(body: Fragment, min: number): Fragment {
    this.connect(body.last, body.first);
    return { ...body, empty: min === 0 ? 1 : body.empty };
  }
}

/** Counting beyond "several" is of no use. */
function cap(ways: number): number {
  return Math.min(ways, 2);
}

function sum(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const all = new Map(a);
  for (const [state, ways] of b) all.set(state, cap((all.get(state) ?? 0) + ways));
  return all;
}

function times(states: ReadonlyMap<number, number>, factor: number): ReadonlyMap<number, number> {
  if (factor === 0) return EMPTY.first;
  if (factor === 1) return states;
  return new Map([...states].map(([state, ways]) => [state, cap(ways * factor)]));
}
