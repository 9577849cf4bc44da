/** Alerts: a rule and an event that it matches, as a line of JSON for programs or as a line of text for people. */
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { Io } from '../io.ts';
import { oneLine, paintOn, visibleJson, type Style } from './terminal.ts';

export interface Alert {
  readonly rule: SigmaRule;
  readonly file: string;
  readonly eventIndex: number;
  readonly searches: readonly string[];
  readonly fields: readonly string[];
}

/** One line of `sigmaq match --json`. */
export interface AlertRecord {
  readonly ruleId: string | null;
  readonly title: string;
  readonly level: string | null;
  /** As named on the command line, with what was found below it; `<stdin>` for `-`. */
  readonly file: string;
  /** Among the events of the file that could be read, from 0. */
  readonly eventIndex: number;
  readonly matched: {
    /** The searches of the rule that are true of the event, in the order of the rule. */
    readonly searches: readonly string[];
    /** The fields in which those found what they look for, sorted. */
    readonly fields: readonly string[];
  };
}

export function toAlertRecord({ rule, file, eventIndex, searches, fields }: Alert): AlertRecord {
  const { id, title, level } = rule;
  return { ruleId: id ?? null, title, level: level ?? null, file, eventIndex, matched: { searches, fields } };
}

/** Makes alerts a line each, with its line break. */
export type AlertFormat = (alert: Alert) => string;

export function formatJsonAlert(alert: Alert): string {
  return `${visibleJson(JSON.stringify(toAlertRecord(alert)))}\n`;
}

/** Alerts come one by one, so the columns are as wide as most of what they hold, not as all of it. */
const [LEVEL_WIDTH, TITLE_WIDTH, PLACE_WIDTH] = [13, 56, 28];

const STYLES: Readonly<Record<string, Style>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
};

/** Level, title, place of the event, and what matched. */
export function createAlertTable(io: Io): AlertFormat {
  return ({ rule, file, eventIndex, searches, fields }) =>
    alertRow(io, rule, `${file}#${eventIndex}`, [searches.join(', '), fields.join(', ')]);
}

/** One line of the table. */
export function alertRow(
  io: Io,
  { level = '-', title }: { readonly level?: string; readonly title: string },
  place: string,
  details: readonly string[],
): string {
  const paint = paintOn(io.stdout, io.env);
  const line = oneLine(title);
  const short = line.length > TITLE_WIDTH ? `${line.slice(0, TITLE_WIDTH - 1)}…` : line;
  const cells = [
    paint(STYLES[level] ?? 'dim', level.padEnd(LEVEL_WIDTH)),
    short.padEnd(TITLE_WIDTH),
    oneLine(place).padEnd(PLACE_WIDTH),
    oneLine(details.filter((part) => part !== '').join(' · ')),
  ];
  return `${cells.join('  ').trimEnd()}\n`;
}
