/**
 * `x.test.yml`: events that a rule has to match, and events that it must not.
 *
 *     rule: ../rules/powershell_encoded.yml     # a path from here, or the id of a rule that is named too
 *     logsource: { product: windows }           # what events are that do not say it themselves; may be left out
 *     match:
 *       - { Image: 'C:\pwsh.exe', CommandLine: 'pwsh -enc SQBFAFgA' }
 *       - file: logons.ndjson                   # every event of a file
 *     miss:
 *       - { Image: 'C:\pwsh.exe' }
 */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { closest } from '../../lib/diagnostics/suggest.ts';
import { readEvent, type LogSourceAttributes } from '../../lib/events/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import type { Source } from '../../lib/source/source.ts';
import { openEvents } from '../events/open.ts';
import { readAll } from '../events/read-all.ts';
import { systemFinding } from '../files.ts';
import type { Io } from '../io.ts';
import { isMap, member, readPlain, type PlainMap } from './plain-yaml.ts';
import { expectAll, type Obstacle, type TestCase } from './test-case.ts';

const TEST_FILE = /\.test\.ya?ml$/i;

export function isTestFile(name: string): boolean {
  return TEST_FILE.test(name);
}

const KEYS = ['rule', 'logsource', 'match', 'miss'];
const LOG_SOURCE_KEYS = ['product', 'category', 'service'];

/** @param rulesById - Those that were named on the command line. */
export async function* testsOfFile(
  source: Source,
  rulesById: ReadonlyMap<string, SigmaRule>,
  io: Io,
): AsyncGenerator<TestCase | Obstacle> {
  const { name: file } = source;
  const { documents, errors } = readPlain(source);
  for (const { message } of errors) yield { kind: 'defect', file, name: 'YAML', rule: undefined, message };
  for (const document of documents) yield* testsOfDocument(document, file, rulesById, io);
}

async function* testsOfDocument(
  document: unknown,
  file: string,
  rulesById: ReadonlyMap<string, SigmaRule>,
  io: Io,
): AsyncGenerator<TestCase | Obstacle> {
  const defect = (name: string, message: string, rule?: SigmaRule): Obstacle => {
    return { kind: 'defect', file, name, rule, message };
  };
  const wrong = whatIsWrong(document);
  if (wrong !== undefined) {
    yield defect('format', wrong);
    return;
  }
  const map = document as PlainMap;
  const rule = findRule(String(member(map, 'rule')), file, rulesById, io.cwd);
  if (typeof rule === 'string') {
    yield defect('rule', rule);
    return;
  }
  const hints = member(map, 'logsource') as LogSourceAttributes | undefined;
  for (const kind of ['match', 'miss'] as const) {
    for (const [index, entry] of ((member(map, kind) ?? []) as readonly PlainMap[]).entries()) {
      const path = pathOf(entry);
      const name = `${kind} ${path ?? index + 1}`;
      const events = path === undefined ? [readEvent(entry)] : await readFileOf(path, file, io);
      if (typeof events === 'string') yield defect(name, events, rule);
      else {
        const read = events.filter((event) => event !== undefined);
        const expected = expectAll(kind === 'match', read);
        yield { kind: 'case', file, name, rule, events: read, ...expected, ...(hints && { hints }) };
      }
    }
  }
}

/** A misspelt key would leave tests out in silence, so nothing is passed over. */
function whatIsWrong(document: unknown): string | undefined {
  if (!isMap(document)) return 'a test file is a map with rule, match and miss';
  const unknown = Object.keys(document).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    const near = closest(unknown, KEYS);
    return `unknown key ${unknown}${near === undefined ? '' : `, did you mean ${near}?`}`;
  }
  if (typeof member(document, 'rule') !== 'string') return 'rule is not the path or id of a rule';
  const logSource = member(document, 'logsource');
  if (logSource !== undefined) {
    const isFine =
      isMap(logSource) &&
      Object.entries(logSource).every(
        ([key, value]) => LOG_SOURCE_KEYS.includes(key) && typeof value === 'string',
      );
    if (!isFine) return 'logsource is not a map of product, category and service';
  }
  const lists = ['match', 'miss'].map((key) => member(document, key)).filter((list) => list !== undefined);
  if (!lists.every((list) => Array.isArray(list) && list.every(isMap))) {
    return 'match and miss are lists of events, or of file: and a path';
  }
  return lists.some((list) => (list as readonly unknown[]).length > 0)
    ? undefined
    : 'there is no event in it';
}

/** `file: …` alone; an event with a field of that name has others beside it. */
function pathOf(entry: PlainMap): string | undefined {
  const path = member(entry, 'file');
  return typeof path === 'string' && Object.keys(entry).length === 1 ? path : undefined;
}

async function readFileOf(
  path: string,
  testFile: string,
  io: Io,
): Promise<Awaited<ReturnType<typeof readAll>>['events'] | string> {
  const [input] = openEvents([join(dirname(testFile), path)], io);
  if (input === undefined) return 'there is no such file';
  const { events, skipped, finding } = await readAll(input);
  if (finding !== undefined) return finding.message;
  const [first] = skipped;
  if (first !== undefined) return `line ${first.line} is no event`;
  return events.length > 0 ? events : 'the file holds no event';
}

/** The rule, or why there is none. */
function findRule(
  reference: string,
  testFile: string,
  rulesById: ReadonlyMap<string, SigmaRule>,
  cwd: string,
): SigmaRule | string {
  const named = rulesById.get(reference.toLowerCase());
  if (named !== undefined) return named;
  if (!/[./\\]/.test(reference)) return `no rule that was named has the id ${reference}`;
  const name = join(dirname(testFile), reference);
  let text: string;
  try {
    text = readFileSync(resolve(cwd, name), 'utf8');
  } catch (error) {
    return `${name}: ${systemFinding(error).message}`;
  }
  const { rules } = parseSigma(text, { name });
  const [rule] = rules;
  return rule !== undefined && rules.length === 1
    ? rule
    : `${name} holds ${rules.length} usable rules instead of one`;
}
