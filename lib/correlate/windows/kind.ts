/** What every kind of window can do; see the files beside this one. */

/** What an event adds to the window of one group. */
export interface Addition {
  readonly time: number;
  /** The member of the correlation that the event matched. */
  readonly member: number;
  /** The combination of values that is counted, as one text; empty where no value is. */
  readonly text: string;
  /** The number that is computed with; 0 where none is. */
  readonly number: number;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * A kind of window. The state of a window is plain data of that kind alone, so that a million of them stay small.
 *
 * Time only goes forward: additions come ordered by time, those of one time ordered by member, and `from`, the
 * earliest time that the window reaches back to, never falls.
 */
export interface WindowKind<State = unknown> {
  readonly create: () => State;
  readonly add: (state: State, addition: Addition) => void;
  /** Forgets what is earlier than `from`. */
  readonly expire: (state: State, from: number) => void;
  /** Whether the window from `from` on meets the condition. */
  readonly holds: (state: State, from: number) => boolean;
  /** The number that the condition compares; null where it is an expression over rules. */
  readonly numberOf: (state: State, from: number) => number | null;
  readonly save: (state: State) => Json;
  readonly load: (saved: Json) => State;
}

/** Tests of a number, in place of the bounds of a condition. */
export type NumberTest = (value: number) => boolean;
