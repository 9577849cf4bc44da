/**
 * Whether Lucene can make an automaton of an expression with the work that Elasticsearch allows.
 *
 * Lucene writes counted repeats out and then makes the automaton deterministic, with a state for each set of states
 * that some text leads to. A counted gap amid a search, `a.{0,64}b`, has as many of these as there are ways for `a` to
 * occur within the gap. Beyond a limit Elasticsearch answers with an error, and runs nothing.
 *
 * Law: the work is what Lucene 9.12 counts, piece by piece as `RegExp.toAutomaton` goes about it, or more than that;
 * never less.
 * https://lucene.apache.org/core/9_12_0/core/org/apache/lucene/util/automaton/Operations.html
 */
import type { RegexFlags, RegexNode, RegexRepeat } from '../ast.ts';
import type { CodePointSet } from '../sets.ts';
import { characterSet, childrenOf, flagsWithin, isCharacter } from '../shape.ts';
import { alphabetOf, type Alphabet } from './alphabet.ts';
import {
  atLeast,
  between,
  concatenation,
  oneSymbol,
  optional,
  star,
  TooMuchWork,
  union,
  type Machine,
} from './machine.ts';
import { canBeRun } from './last-steps.ts';
import { determinise, minimise } from './subsets.ts';

/** States that one counted repeat may be written out to: the limit that Elasticsearch gives Lucene. */
const MAX_WRITTEN_OUT = 10_000;

/** Pieces that Lucene makes deterministic by themselves have its limit for themselves. We look at no more of them. */
const MAX_PIECES = 200;

/** Whether Lucene can do it, for an expression that matches whole texts: without anchors and lookaround. */
export function isWithinWork(root: RegexNode, flags: RegexFlags): boolean {
  const alphabet = alphabetOf(setsOf(root, flags));
  try {
    const builder = new MachineBuilder(alphabet);
    const whole = determinise(builder.assemble(root, flags), alphabet.symbols);
    return canBeRun(whole, alphabet);
  } catch (error) {
    if (error instanceof TooMuchWork) return false;
    throw error;
  }
}

function setsOf(node: RegexNode, flags: RegexFlags): readonly CodePointSet[] {
  if (isCharacter(node)) return [characterSet(node, flags)];
  const inside = node.kind === 'group' ? flagsWithin(flags, node.flags) : flags;
  return childrenOf(node).flatMap((child) => setsOf(child, inside));
}

class MachineBuilder {
  readonly #alphabet: Alphabet;
  #pieces = 0;

  constructor(alphabet: Alphabet) {
    this.#alphabet = alphabet;
  }

  /** The machine of a node before Lucene makes it deterministic; the pieces inside it are. */
  assemble(node: RegexNode, flags: RegexFlags): Machine {
    if (isCharacter(node)) return oneSymbol(this.#alphabet.rangesOf(characterSet(node, flags)));
    switch (node.kind) {
      case 'group':
        return this.assemble(node.body, flagsWithin(flags, node.flags));
      case 'sequence':
        return concatenation(node.items.flatMap((item) => this.#parts(item, 'sequence', flags)));
      case 'alternation':
        return union(node.branches.flatMap((branch) => this.#parts(branch, 'alternation', flags)));
      case 'repeat':
        return repeat(node, this.#piece(node.body, flags));
      default:
        // Has no form in Lucene, which others see to.
        throw new TooMuchWork();
    }
  }

  #piece(node: RegexNode, flags: RegexFlags): Machine {
    const machine = this.assemble(node, flags);
    if (isLeftAsItIs(node)) return machine;
    if (++this.#pieces > MAX_PIECES) throw new TooMuchWork();
    return minimise(determinise(machine, this.#alphabet.symbols));
  }

  /** Sequences in a sequence, and alternations in an alternation, are one to Lucene. */
  #parts(node: RegexNode, kind: 'sequence' | 'alternation', flags: RegexFlags): readonly Machine[] {
    if (node.kind === 'group') return this.#parts(node.body, kind, flagsWithin(flags, node.flags));
    if (node.kind !== kind) return [this.#piece(node, flags)];
    return childrenOf(node).flatMap((child) => this.#parts(child, kind, flags));
  }
}

/** Lucene makes everything deterministic but single characters and repeats with an upper bound. */
function isLeftAsItIs(node: RegexNode): boolean {
  if (node.kind === 'group') return isLeftAsItIs(node.body);
  return isCharacter(node) || (node.kind === 'repeat' && node.max !== null && !isOptional(node));
}

function isOptional({ min, max }: RegexRepeat): boolean {
  return min === 0 && max === 1;
}

function repeat(node: RegexRepeat, body: Machine): Machine {
  const { min, max } = node;
  if (max === 0) return concatenation([]);
  if (isOptional(node)) return optional(body);
  if (max === null && min === 0) return star(body);
  if ((body.steps.length - 1) * (max ?? min) > MAX_WRITTEN_OUT) throw new TooMuchWork();
  return max === null ? atLeast(body, min) : between(body, min, max);
}
