/** Dates of a rule: `YYYY-MM-DD` since version 2 of the specification, `YYYY/MM/DD` before. */
import type { Collector } from '../diagnostics/collector.ts';
import * as messages from '../diagnostics/messages/rule.ts';
import type { YamlNode } from '../yaml/node.ts';
import { readText } from './text.ts';

const DATE = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/;

/** A date as `YYYY-MM-DD`, however it was written. Days that no calendar has are refused. */
export function readDate(name: string, node: YamlNode, collector: Collector): string | undefined {
  const text = readText(name, node, collector);
  if (text === undefined) return undefined;
  const date = normaliseDate(text);
  if (date === undefined) collector.report(messages.badDate(name, text), node.span);
  else if (date !== text) collector.report(messages.oldDate(name, date), node.span);
  return date;
}

function normaliseDate(text: string): string | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, year = '', , month = '', day = ''] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function isDay(year: number, month: number, day: number): boolean {
  // Day 0 of the next month is the last of this one.
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth;
}
