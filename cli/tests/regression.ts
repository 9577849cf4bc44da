/**
 * Regression data as SigmaHQ keeps it: a rule names an `info.yml` by `regression_tests_path`, which lists recorded
 * event logs; beside each `.evtx` lies the same as JSON, and that is what is read here.
 * https://github.com/SigmaHQ/sigma/tree/master/regression_data
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { ReadEvent } from '../../lib/events/index.ts';
import { openEvents } from '../events/open.ts';
import { readAll } from '../events/read-all.ts';
import { systemFinding } from '../files.ts';
import type { Io } from '../io.ts';
import { isMap, member, readPlain, type PlainMap } from './plain-yaml.ts';
import type { Obstacle, TestCase } from './test-case.ts';

/** The path of the rule's `info.yml` as the rule has it; undefined for a rule without. */
export function regressionPathOf(rule: SigmaRule): string | undefined {
  const path = rule.custom.get('regression_tests_path');
  return typeof path === 'string' ? path : undefined;
}

/** @param path - From the top of the repository, which is some folder above the rule. */
export async function* regressionTests(
  rule: SigmaRule,
  path: string,
  io: Io,
): AsyncGenerator<TestCase | Obstacle> {
  const label = { file: path, name: 'regression_tests_path', rule };
  const defect = (message: string): Obstacle => ({ ...label, kind: 'defect', message });
  const top = findTop(rule.source.name, path, io.cwd);
  if (top === undefined) {
    yield defect('no folder above the rule holds this path');
    return;
  }
  const info = readInfo(path, join(top, path));
  if (typeof info === 'string') yield defect(info);
  else for (const test of info) yield await prepare(test, rule, { top, path }, io);
}

/** Paths come from rules, which are foreign: none leads out of the folder above the rule that has it. */
function findTop(ruleFile: string, path: string, cwd: string): string | undefined {
  if (isAbsolute(path) || path.split(/[/\\]/).includes('..')) return undefined;
  const start = ruleFile.startsWith('<') ? join(cwd, 'rule') : resolve(cwd, ruleFile);
  for (let folder = dirname(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, path))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** The tests of an `info.yml`, or what is wrong with it. */
function readInfo(name: string, file: string): readonly PlainMap[] | string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return systemFinding(error).message;
  }
  const { documents, errors } = readPlain({ name, text });
  const [error] = errors;
  if (error !== undefined) return error.message;
  const [document] = documents;
  const tests = isMap(document) ? member(document, 'regression_tests_info') : undefined;
  if (!Array.isArray(tests) || !tests.every(isMap)) return 'regression_tests_info is not a list of maps';
  return tests.length > 0 ? tests : 'regression_tests_info is empty';
}

interface Place {
  readonly top: string;
  readonly path: string;
}

async function prepare(test: PlainMap, rule: SigmaRule, place: Place, io: Io): Promise<TestCase | Obstacle> {
  const title = member(test, 'name');
  const label = { file: place.path, name: typeof title === 'string' ? title : 'unnamed', rule };
  const defect = (message: string): Obstacle => ({ ...label, kind: 'defect', message });

  const type = member(test, 'type');
  if (type !== 'evtx' && type !== 'json') {
    return { ...label, kind: 'skip', message: `tests of type ${String(type)} are not run` };
  }
  const least = member(test, 'match_count') ?? 1;
  if (typeof least !== 'number' || !Number.isInteger(least) || least < 0) {
    return defect('match_count is no whole number');
  }
  const recorded = member(test, 'path');
  const files = findEvents(typeof recorded === 'string' ? recorded : undefined, place);
  if (files.length === 0) return defect('there is no JSON file with the events');

  const events: ReadEvent[] = [];
  for (const input of openEvents(files, io)) {
    const content = await readAll(input);
    if (content.finding !== undefined) return defect(content.finding.message);
    const [skipped] = content.skipped;
    if (skipped !== undefined) return defect(`${input.name}:${skipped.line} is no event`);
    events.push(...content.events);
  }
  return { ...label, kind: 'case', events, least, most: Infinity };
}

/** The JSON of the recorded log, or else all JSON beside the `info.yml`. */
function findEvents(recorded: string | undefined, { top, path }: Place): readonly string[] {
  if (recorded !== undefined && !isAbsolute(recorded) && !recorded.split(/[/\\]/).includes('..')) {
    const stem = recorded.slice(0, recorded.length - extname(recorded).length);
    const file = join(top, `${stem}.json`);
    if (existsSync(file)) return [file];
  }
  const folder = join(top, dirname(path));
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}
