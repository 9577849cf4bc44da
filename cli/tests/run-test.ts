/** A test to its outcome. */
import { createMatcher, type MatcherOptions } from '../../lib/engine/index.ts';
import { explainMatch } from '../../lib/explain/index.ts';
import { describeExplanation } from '../output/explanation.ts';
import type { Obstacle, TestCase, TestOutcome } from './test-case.ts';

export function runTest(test: TestCase | Obstacle, options: MatcherOptions): TestOutcome {
  const { file, name, rule } = test;
  const label = { file, name, rule };
  if (test.kind !== 'case') {
    const status = test.kind === 'skip' ? 'skipped' : 'error';
    return { ...label, status, message: test.message, detail: '', events: 0, matched: 0, seconds: 0 };
  }
  const started = performance.now();
  const hints = test.hints ?? options.hints;
  const settings: MatcherOptions = { ...options, ...(hints && { hints }) };
  const { events, least, most } = test;
  const matcher = createMatcher([test.rule], settings);
  const verdicts = events.map((event) => matcher.match(event).length > 0);
  const matched = verdicts.filter(Boolean).length;
  const seconds = (performance.now() - started) / 1000;
  const counts = { events: events.length, matched, seconds };

  const problem = matcher.diagnostics.find(({ severity }) => severity === 'error');
  if (problem !== undefined) {
    const message = `the rule cannot be used: ${problem.message}`;
    return { ...label, status: 'failed', message, detail: '', ...counts };
  }
  if (matched >= least && matched <= most) {
    return { ...label, status: 'passed', message: '', detail: '', ...counts };
  }
  const wrong = verdicts.indexOf(matched > most);
  const detail = explain(test, wrong, settings);
  return { ...label, status: 'failed', message: describeCounts(test, matched), detail, ...counts };
}

function describeCounts({ events, least, most }: TestCase, matched: number): string {
  if (matched > most) return `${matched} of ${plural(events.length)} matched, and none may`;
  const needed =
    least === events.length && least > 1 ? 'all have to' : `${least} ${least === 1 ? 'has' : 'have'} to`;
  return `${matched} of ${plural(events.length)} matched, and ${needed}`;
}

function plural(events: number): string {
  return `${events} event${events === 1 ? '' : 's'}`;
}

/** The first event that is to blame. */
function explain({ rule, events, file }: TestCase, index: number, options: MatcherOptions): string {
  const event = events[index];
  if (event === undefined) return '';
  const explanation = explainMatch(rule, event, options);
  return describeExplanation(explanation, rule, event, `${file}#${index}`, (_style, text) => text);
}
