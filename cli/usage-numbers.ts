/** Numbers on the command line. */
import { UsageError } from './usage.ts';

/** @throws UsageError for what is not a whole number from 1. */
export function readCount(option: string, text: string): number {
  const count = Number(text);
  if (/^\d{1,9}$/.test(text) && count > 0) return count;
  throw new UsageError(`${option} needs a whole number from 1, not '${text}'`);
}

/** @throws UsageError for what is not a number of seconds from 0. */
export function readSeconds(option: string, text: string): number {
  if (/^\d{1,9}(?:\.\d{1,3})?$/.test(text)) return Number(text);
  throw new UsageError(`${option} needs a number of seconds, not '${text}'`);
}
