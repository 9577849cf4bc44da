/** What a correlator finds. */
import type { SigmaCorrelation } from '../ast/correlation.ts';
import type { Json } from './windows/kind.ts';

/** A correlation that has come true for a group. */
export interface CorrelationMatch {
  readonly correlation: SigmaCorrelation;
  /** The values of `group-by`, in its order. */
  readonly group: readonly GroupValue[];
  /** False where the condition held at the event before as well, which only `report: 'every'` tells of. */
  readonly isOnset: boolean;
  /** Of the event that made the condition true, in milliseconds since 1970. */
  readonly time: number;
  /** Of the earliest of {@link events}. */
  readonly firstTime: number;
  /** The number that the condition compares; null where it is an expression over rules or an order of all of them. */
  readonly value: number | null;
  /** The latest events of the window, oldest first, at most `keepEvents`. */
  readonly events: readonly ContributingEvent[];
}

export interface GroupValue {
  /** As in `group-by`: a field or an alias. */
  readonly name: string;
  readonly value: string;
}

export interface ContributingEvent {
  readonly time: number;
  /** The rules of the correlation that it matched, as the correlation refers to them. */
  readonly rules: readonly string[];
  /** What was given along with the event. */
  readonly reference: Json;
}
