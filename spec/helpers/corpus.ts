/**
 * The public rules and events, read where `SIGMA_CORPUS` says; nothing of them is part of the project.
 *
 * `sigma/` is a checkout of SigmaHQ/sigma, `events/` holds flattened Windows events with the rules that match
 * each, `regression/` raw events.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The folder, or undefined when the variable is not set. */
export const CORPUS: string | undefined = process.env.SIGMA_CORPUS;

/** Like `describe`, for specs that need the corpus; without one they are pending, with the reason in the title. */
export function describeCorpus(title: string, body: (folder: string) => void): void {
  if (CORPUS === undefined || CORPUS === '')
    describe.skip(`${title} (SIGMA_CORPUS is not set)`, () => {
      body('');
    });
  else
    describe(title, () => {
      body(CORPUS);
    });
}

/** Folders of rules that are in force. */
export const RULE_FOLDERS: readonly string[] = [
  'rules',
  'rules-emerging-threats',
  'rules-threat-hunting',
  'rules-compliance',
  'rules-placeholder',
];

export interface RuleFile {
  /** Relative to the checkout. */
  readonly path: string;
  readonly text: string;
}

/** All YAML files below these folders, in the order of their paths. */
export function readRuleFiles(
  corpus: string,
  folders: readonly string[] = RULE_FOLDERS,
): readonly RuleFile[] {
  const root = join(corpus, 'sigma');
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yml'))
      .sort()
      .map((path) => ({ path: join(folder, path), text: readFileSync(join(root, folder, path), 'utf8') })),
  );
}

export interface CorpusEvent {
  readonly route: { readonly channel: string; readonly eventId: number; readonly provider: string };
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The flattened Windows events. */
export function readEvents(corpus: string): readonly CorpusEvent[] {
  const text = gunzipSync(readFileSync(join(corpus, 'events', 'windows.ndjson.gz'))).toString('utf8');
  return linesOf(text).map((line) => JSON.parse(line) as CorpusEvent);
}

/** A raw event with a rule of the same checkout, and whether the rule must match it. */
export interface RegressionCase {
  readonly ruleId: string;
  readonly rulePath: string;
  readonly matches: boolean;
  readonly event: unknown;
}

/** Raw Windows events from the regression data of the public rules. */
export function readRegressionCases(corpus: string): readonly RegressionCase[] {
  const text = readFileSync(join(corpus, 'regression', 'events.ndjson'), 'utf8');
  return linesOf(text).map((line) => JSON.parse(line) as RegressionCase);
}

/** Which rule matches which event. */
export function readExpectedPairs(
  corpus: string,
): readonly { readonly event: number; readonly ruleId: string }[] {
  return linesOf(readFileSync(join(corpus, 'events', 'expected.tsv'), 'utf8')).map((line) => {
    const [event, ruleId] = line.split('\t');
    return { event: Number(event), ruleId: ruleId as string };
  });
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
