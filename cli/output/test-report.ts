/** Outcomes of tests: a line each for people, a record each for programs, and JUnit's XML for build servers. */
import type { TestOutcome, TestStatus } from '../tests/test-case.ts';
import { oneLine, visible, visibleJson, type Paint, type Style } from './terminal.ts';

const MARKS: Readonly<Record<TestStatus, readonly [mark: string, style: Style]>> = {
  passed: ['✓', 'cyan'],
  failed: ['✗', 'red'],
  skipped: ['-', 'dim'],
  error: ['!', 'yellow'],
};

/** A line, and below it what explains a failure. */
export function formatOutcome(outcome: TestOutcome, paint: Paint): string {
  const { status, file, name, rule, message, detail } = outcome;
  const [mark, style] = MARKS[status];
  const title = rule === undefined ? '' : `  ${oneLine(rule.title)}`;
  const reason = message === '' ? '' : `: ${oneLine(message)}`;
  const tree = detail.replace(/^(?=.)/gm, '    ');
  return `${paint(style, mark)} ${oneLine(file)}${title}  ${oneLine(name)}${reason}\n${tree}`;
}

/** One line of `sigmaq test --json`. */
export interface TestRecord {
  readonly file: string;
  readonly name: string;
  readonly ruleFile: string | null;
  readonly ruleId: string | null;
  readonly title: string | null;
  readonly status: TestStatus;
  readonly events: number;
  readonly matched: number;
  readonly message: string;
}

export function formatOutcomeRecord({ file, name, rule, ...outcome }: TestOutcome): string {
  const { status, events, matched, message } = outcome;
  const record: TestRecord = {
    file,
    name,
    ruleFile: rule?.source.name ?? null,
    ruleId: rule?.id ?? null,
    title: rule?.title ?? null,
    status,
    events,
    matched,
    message,
  };
  return `${visibleJson(JSON.stringify(record))}\n`;
}

/**
 * The outcomes as JUnit's XML, a suite for each file.
 * https://github.com/testmoapp/junitxml describes what build servers agree on.
 */
export function formatJunit(outcomes: readonly TestOutcome[]): string {
  const suites = new Map<string, TestOutcome[]>();
  for (const outcome of outcomes) suites.set(outcome.file, [...(suites.get(outcome.file) ?? []), outcome]);
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="sigmaq"${countsOf(outcomes)}>`];
  for (const [file, members] of suites) {
    lines.push(`  <testsuite name="${escapeXml(file)}"${countsOf(members)}>`, ...members.map(formatCase));
    lines.push('  </testsuite>');
  }
  return `${[...lines, '</testsuites>'].join('\n')}\n`;
}

function countsOf(outcomes: readonly TestOutcome[]): string {
  const count = (status: TestStatus): number => outcomes.filter((each) => each.status === status).length;
  const seconds = outcomes.reduce((sum, each) => sum + each.seconds, 0);
  return (
    ` tests="${outcomes.length}" failures="${count('failed')}" errors="${count('error')}"` +
    ` skipped="${count('skipped')}" time="${seconds.toFixed(3)}"`
  );
}

const ELEMENTS: Readonly<Record<Exclude<TestStatus, 'passed'>, string>> = {
  failed: 'failure',
  error: 'error',
  skipped: 'skipped',
};

function formatCase({ file, name, rule, status, message, detail, seconds }: TestOutcome): string {
  const owner = rule?.title ?? file;
  const open = `    <testcase classname="${escapeXml(owner)}" name="${escapeXml(name)}" file="${escapeXml(file)}" time="${seconds.toFixed(3)}"`;
  if (status === 'passed') return `${open}/>`;
  const element = ELEMENTS[status];
  const content = detail === '' ? '/>' : `>${escapeXml(detail)}</${element}>`;
  return `${open}>\n      <${element} message="${escapeXml(message)}"${content}\n    </testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * XML 1.0 has no way to write most control characters: https://www.w3.org/TR/xml/#charsets.
 * They are shown as a terminal shows them.
 */
function escapeXml(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] as string);
}
