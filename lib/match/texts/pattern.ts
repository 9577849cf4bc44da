/** A text that a field is searched for, and the signal that a find raises. */

/**
 * A number that stands for "this happened in the event at hand": one text or one list of texts was found. Rules look
 * at signals instead of looking at the event again.
 */
export type Signal = number;

export interface TextPattern {
  readonly text: string;
  readonly cased: boolean;
  readonly signal: Signal;
}

/** Raises a signal for the event at hand. */
export type Raise = (signal: Signal) => void;
