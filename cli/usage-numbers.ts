/** Numbers on the command line. */
import { UsageError } from './usage.ts';

/** @throws UsageError for what is not a whole number from 1. */
export function readCount(option: string, text: string): number {
  const count = Number(text);
  if (/^\d{1,9}$/.test(text) && count > 0) return count;
  throw new UsageError(`${option} needs a whole number from 1, not '${text}'`);
}
