/** Alerts of correlations: a group of events, as a line of JSON for programs or as a line of text for people. */
import type { CorrelationMatch } from '../../lib/correlate/index.ts';
import type { Io } from '../io.ts';
import type { EventPlace } from '../match/correlating.ts';
import { alertRow } from './alerts.ts';
import { visibleJson } from './terminal.ts';

/** A line of `sigmaq match --json` about a correlation. */
export interface CorrelationAlertRecord {
  readonly correlationId: string | null;
  readonly title: string;
  readonly level: string | null;
  /** The values of `group-by`, by field or alias. */
  readonly group: Readonly<Record<string, string>>;
  /** Of the event that made the condition true. ISO 8601, in UTC. */
  readonly time: string;
  /** Of the earliest of {@link events}. */
  readonly firstTime: string;
  /** The number that the condition compares; null where it is about rules. */
  readonly value: number | null;
  /** The latest events of the window, oldest first. */
  readonly events: readonly CorrelatedEventRecord[];
}

export interface CorrelatedEventRecord {
  readonly file: string;
  readonly eventIndex: number;
  readonly time: string;
  /** As the correlation refers to them. */
  readonly rules: readonly string[];
}

export function toCorrelationRecord(match: CorrelationMatch): CorrelationAlertRecord {
  const { id, title, level } = match.correlation;
  return {
    correlationId: id ?? null,
    title,
    level: level ?? null,
    group: Object.fromEntries(match.group.map(({ name, value }) => [name, value])),
    time: toText(match.time),
    firstTime: toText(match.firstTime),
    value: match.value,
    events: match.events.map(({ time, rules, reference }) => ({
      ...placeOf(reference),
      time: toText(time),
      rules,
    })),
  };
}

/** Of an event of this run or of one before. */
function placeOf(reference: unknown): EventPlace {
  const { file, eventIndex } = reference as EventPlace;
  return { file, eventIndex };
}

/** Times come from events, and may be any: whatever no date holds is written as a number. */
function toText(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
}

/** Makes alerts of correlations a line each, with its line break. */
export type CorrelationFormat = (match: CorrelationMatch) => string;

export function formatJsonCorrelation(match: CorrelationMatch): string {
  return `${visibleJson(JSON.stringify(toCorrelationRecord(match)))}\n`;
}

/** Level, title, place of the last event, and the group. */
export function createCorrelationTable(io: Io): CorrelationFormat {
  return (match) => {
    const { correlation, group, events } = match;
    const last = events.at(-1);
    const place =
      last === undefined ? '' : `${placeOf(last.reference).file}#${placeOf(last.reference).eventIndex}`;
    const values = group.map(({ name, value }) => `${name}=${value}`).join(', ');
    return alertRow(io, correlation, place, [toText(match.time), values]);
  };
}
