/** The file in which correlations outlive a run. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { SNAPSHOT_VERSION, type TrackerSnapshot } from '../../lib/correlate/snapshot.ts';
import { UsageError } from '../usage.ts';

/**
 * Undefined where there is no file yet.
 *
 * @throws UsageError for a file that cannot be read, or holds something else
 */
export function readState(path: string): TrackerSnapshot | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new UsageError(`cannot read '${path}' (${code ?? message})`);
  }
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    state = undefined;
  }
  if (!isState(state)) throw damaged(path);
  return state;
}

/** What is said of a file that holds no state, or a damaged one. */
export function damaged(path: string): UsageError {
  return new UsageError(`'${path}' holds no state of correlations`);
}

/** @throws UsageError */
export function writeState(path: string, state: TrackerSnapshot): void {
  try {
    // Under its name it is whole at any time: whoever is stopped here goes on from the one before.
    writeFileSync(`${path}.unfinished`, `${JSON.stringify(state)}\n`);
    renameSync(`${path}.unfinished`, path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot write to '${path}' (${code ?? message})`);
  }
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isAny: Check = (value) => value !== undefined;

function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

function mapOf(members: Readonly<Record<string, Check>>): Check {
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(members).every(([name, check]) =>
      check((value as Readonly<Record<string, unknown>>)[name]),
    );
}

const isTexts: Check = /* @__PURE__ */ listOf(isText);

/** As far as it is the same for all kinds of windows. */
const STATE = /* @__PURE__ */ mapOf({
  version: (value) => value === SNAPSHOT_VERSION,
  watermark: (value) => value === null || isNumber(value),
  rules: listOf(mapOf({ key: isText, fields: isTexts })),
  waiting: listOf(
    mapOf({
      time: isNumber,
      reference: isAny,
      matches: listOf(mapOf({ rule: isNumber, values: listOf((value) => value === null || isTexts(value)) })),
    }),
  ),
  correlations: listOf(
    mapOf({
      key: isText,
      groups: listOf(
        mapOf({
          key: isText,
          last: isNumber,
          state: isAny,
          recent: listOf(mapOf({ time: isNumber, members: listOf(isNumber), reference: isAny })),
        }),
      ),
    }),
  ),
});

function isState(value: unknown): value is TrackerSnapshot {
  return STATE(value);
}
