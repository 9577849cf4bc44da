/**
 * Files that hold their events as one value: `{ "Records": [ … ] }` of CloudTrail, `{ "records": [ … ] }` of Azure's diagnostics.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
 */
import { isObject } from './fields.ts';

const NAMES = ['Records', 'records'] as const;

/** The start of such a value; what comes is as long as the file. */
const START = /^\ufeff?\s*\{\s*"[Rr]ecords"\s*:\s*\[/;

/** The longest of them in UTF-16 code units. CloudTrail closes a file long before. */
export const MAX_RECORDS_LENGTH: number = 128 * 1024 * 1024;

/** Whether a text starts with such a value. */
export function startsWithRecords(text: string): boolean {
  return START.test(text);
}

/**
 * The events of a value that holds nothing else; the value itself as the only one otherwise.
 *
 * @example recordsOf({ Records: [{ eventName: 'GetUser' }] }) // [{ eventName: 'GetUser' }]
 */
export function recordsOf(value: unknown): readonly unknown[] {
  if (!isObject(value)) return [value];
  const [name, other] = Object.keys(value);
  const records =
    other === undefined && NAMES.some((each) => each === name) ? value[name as string] : undefined;
  return Array.isArray(records) ? (records as readonly unknown[]) : [value];
}
