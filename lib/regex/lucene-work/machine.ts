/**
 * Automata put together as Lucene's `Operations` does it, state by state: the number of states, those included that
 * no text leads to, is what Lucene's limits are about.
 */

/** A step that the symbols from `from` on lead along, up to `to`, which is not among them. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly next: number;
}

/** An automaton without empty steps. It starts in state 0. */
export interface Machine {
  readonly accepts: readonly boolean[];
  readonly steps: readonly (readonly Step[])[];
}

/** Thrown and caught within the estimate, when it passes a limit. */
export class TooMuchWork extends Error {}

/**
 * What Elasticsearch allows: ten times its limit, as `Operations.determinize` has it. Every state that some text leads
 * to takes a unit at least.
 */
export const MAX_WORK = 100_000;

/** Steps of an automaton. Lucene does not count them; they are what bounds our own time. */
const MAX_STEPS = 300_000;

class Assembly implements Machine {
  readonly accepts: boolean[] = [];
  readonly steps: Step[][] = [];
  #count = 0;

  /** Adds the states of a machine, none of them accepting, and says where they start. */
  append({ steps }: Machine): number {
    const offset = this.steps.length;
    if (offset + steps.length > MAX_WORK) throw new TooMuchWork();
    for (const each of steps) {
      this.addState();
      this.#extend(this.steps.length - 1, each, offset);
    }
    return offset;
  }

  /** Adds a state without steps. */
  addState(): void {
    this.steps.push([]);
    this.accepts.push(false);
  }

  /** Lets a state go on as a machine does that was added at the offset. */
  link(state: number, { accepts, steps }: Machine, offset: number): void {
    this.#extend(state, steps[0] as readonly Step[], offset);
    if (accepts[0] === true) this.accepts[state] = true;
  }

  accept(states: readonly number[]): void {
    for (const state of states) this.accepts[state] = true;
  }

  #extend(state: number, more: readonly Step[], offset: number): void {
    this.#count += more.length;
    if (this.#count > MAX_STEPS) throw new TooMuchWork();
    const steps = this.steps[state] as Step[];
    for (const { from, to, next } of more) steps.push({ from, to, next: next + offset });
  }
}

/** The accepting states of a machine that was added at the offset. */
function endsOf({ accepts }: Machine, offset: number): number[] {
  const ends: number[] = [];
  for (const [state, isEnd] of accepts.entries()) if (isEnd) ends.push(state + offset);
  return ends;
}

const EMPTY_TEXT: Machine = { accepts: [true], steps: [[]] };

/** Takes one symbol, any of those in the ranges. */
export function oneSymbol(ranges: readonly Pick<Step, 'from' | 'to'>[]): Machine {
  return { accepts: [false, true], steps: [ranges.map((range) => ({ ...range, next: 1 })), []] };
}

export function concatenation(parts: readonly Machine[]): Machine {
  if (parts.length === 0) return EMPTY_TEXT;
  const whole = new Assembly();
  const offsets = parts.map((part) => whole.append(part));
  for (const [i, part] of parts.entries()) {
    // A part that may be empty leads on to the one behind it as well.
    let last = i + 1;
    while (parts[last]?.accepts[0] === true) last++;
    for (const end of endsOf(part, offsets[i] as number)) {
      for (let j = i + 1; j <= last && j < parts.length; j++) {
        whole.link(end, parts[j] as Machine, offsets[j] as number);
      }
      whole.accepts[end] = last >= parts.length;
    }
  }
  return whole;
}

export function union(parts: readonly Machine[]): Machine {
  const whole = new Assembly();
  whole.addState();
  for (const part of parts) {
    const offset = whole.append(part);
    whole.accept(endsOf(part, offset));
    whole.link(0, part, offset);
  }
  return whole;
}

/** `a?` */
export function optional(body: Machine): Machine {
  return union([EMPTY_TEXT, body]);
}

/** `a*` */
export function star(body: Machine): Machine {
  const whole = new Assembly();
  whole.addState();
  const offset = whole.append(body);
  const ends = endsOf(body, offset);
  for (const state of [0, ...ends]) whole.link(state, body, offset);
  whole.accept([0, ...ends]);
  return whole;
}

/** `a{min,}` */
export function atLeast(body: Machine, min: number): Machine {
  return concatenation([...copies(body, min), star(body)]);
}

/** `a{min,max}` */
export function between(body: Machine, min: number, max: number): Machine {
  const whole = new Assembly();
  const least = concatenation(copies(body, min));
  let ends = endsOf(least, whole.append(least));
  whole.accept(ends);
  for (let i = min; i < max; i++) {
    const offset = whole.append(body);
    for (const end of ends) whole.link(end, body, offset);
    ends = endsOf(body, offset);
    whole.accept(ends);
  }
  return whole;
}

function copies(body: Machine, count: number): Machine[] {
  return Array.from({ length: count }, () => body);
}
