/**
 * Explanations for people: the tree of a condition, beside it what the event has, the verdict, and the line of the rule.
 *
 * Values of a list stand in one line while none of them matches, or with those that do; a whole search that decides
 * nothing is still shown, since what a reader doubts is often there.
 */
import { basename } from 'node:path';
import type { ReadEvent } from '../../lib/events/index.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type {
  ExplainedCondition,
  ExplainedNode,
  ExplainedTest,
  Explanation,
} from '../../lib/explain/index.ts';
import { oneLine, type Paint } from './terminal.ts';

/** Texts longer than these are cut: the record of `--json` has them whole. */
const [MAX_EXPECTED, MAX_VALUE, MAX_LABEL_WIDTH, MAX_VALUE_WIDTH] = [60, 60, 84, 62];

/** How many values of a list are named. */
const SHOWN_VALUES = 3;

/** One line of the tree. */
interface Row {
  readonly label: string;
  readonly value: string;
  readonly verdict: boolean;
  readonly note: string;
}

/** A node with what stands below it, ready to be drawn. */
interface Branch extends Omit<Row, 'label'> {
  readonly label: string;
  readonly branches: readonly Branch[];
}

/** @param place - The event, as `events.ndjson#4`. */
export function describeExplanation(
  explanation: Explanation,
  rule: SigmaRule,
  event: ReadEvent,
  place: string,
  paint: Paint,
): string {
  const { matches, concerned, conditions, filters } = explanation;
  const verdict = matches ? paint('bold', 'MATCH') : paint('bold', 'NO MATCH');
  const lines = [`${verdict}  ${oneLine(rule.title)} · ${oneLine(rule.source.name)} · ${oneLine(place)}`];
  if (!concerned) lines.push(describeRoute(rule, event));
  // The heading has the whole path; beside each line it would only push the rest away.
  const file = basename(rule.source.name);
  const rows = [
    ...conditions.flatMap((each) => drawCondition(each, each.text, file)),
    ...filters.flatMap((each) =>
      drawCondition(each, `filter ${each.title}: ${each.text}`, basename(each.source)),
    ),
  ];
  return `${[...lines, ...align(rows, paint)].join('\n')}\n`;
}

function drawCondition(
  { verdict, root, line }: ExplainedCondition,
  label: string,
  file: string,
): readonly Row[] {
  const branches = childrenOf(root, file);
  return draw({ label: oneLine(label), value: '', verdict, note: `${file}:${line}`, branches }, '', true);
}

function describeRoute({ logsource }: SigmaRule, { route }: ReadEvent): string {
  const wanted = (['product', 'category', 'service'] as const)
    .filter((name) => logsource[name] !== undefined)
    .map((name) => `${name} ${logsource[name] as string}`);
  const { channel, provider, eventId } = route;
  const from = channel ?? provider;
  const origin = [
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(eventId === undefined ? [] : [`event id ${eventId}`]),
  ];
  const found = origin.length === 0 ? 'it is not one as the hint says' : origin.join(', ');
  return oneLine(`not an event of the rule’s log source (${wanted.join(', ')}): ${found}`);
}

/** What is drawn below a node whose own line is drawn already. */
function childrenOf(node: ExplainedNode, file: string): readonly Branch[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return condense(node.operands, node.kind, file);
    case 'selector':
      return node.searches.map((each) => branchOf(each, file));
    case 'search':
      return node.body.kind === 'and' || node.body.kind === 'or'
        ? childrenOf(node.body, file)
        : [branchOf(node.body, file)];
    case 'not':
    case 'test':
    case 'constant':
      return [branchOf(node, file)];
  }
}

function branchOf(node: ExplainedNode, file: string): Branch {
  const { verdict } = node;
  switch (node.kind) {
    case 'and':
    case 'or': {
      const branches = childrenOf(node, file);
      const [only] = branches;
      // What a list of values comes to is often one line, which says it all.
      if (only !== undefined && branches.length === 1) return only;
      return { label: node.kind === 'and' ? 'all of' : 'any of', value: '', verdict, note: '', branches };
    }
    case 'not': {
      const note = verdict ? '' : '← excluded here';
      return { label: 'not', value: '', verdict, note, branches: [branchOf(node.operand, file)] };
    }
    case 'selector':
      return { label: node.text, value: '', verdict, note: '', branches: childrenOf(node, file) };
    case 'search': {
      const branches = childrenOf(node, file);
      // Without a word, what stands below a search has to be true together.
      const isChoice = node.body.kind === 'or' && branches.length > 1;
      const label = oneLine(isChoice ? `${node.name}: any of` : node.name);
      return { label, value: '', verdict, note: `${file}:${node.line}`, branches };
    }
    case 'test':
      return testBranch(node, [node.expected], file);
    case 'constant':
      return { label: verdict ? 'always' : 'never', value: '', verdict, note: '', branches: [] };
  }
}

/** Tests of one field that differ in their value alone are one line, or a line for each that counts. */
function condense(operands: readonly ExplainedNode[], kind: 'and' | 'or', file: string): readonly Branch[] {
  const branches: Branch[] = [];
  for (let i = 0; i < operands.length;) {
    const run = runOfTests(operands, i);
    const [first] = run;
    if (kind === 'and' || first === undefined || run.length === 1) {
      branches.push(branchOf(operands[i] as ExplainedNode, file));
      i++;
      continue;
    }
    const holding = run.filter(({ verdict }) => verdict);
    const expected = run.map((test) => test.expected);
    if (holding.length === 0) branches.push(testBranch(first, expected, file));
    else
      for (const test of holding.slice(0, SHOWN_VALUES))
        branches.push(testBranch(test, [test.expected], file));
    i += run.length;
  }
  return branches;
}

/** From `start` on, the tests of the same field in the same words. */
function runOfTests(operands: readonly ExplainedNode[], start: number): readonly ExplainedTest[] {
  const run: ExplainedTest[] = [];
  for (const node of operands.slice(start)) {
    const first = run[0] ?? node;
    if (node.kind !== 'test' || first.kind !== 'test') break;
    if (node.field !== first.field || node.test !== first.test) break;
    run.push(node);
  }
  return run;
}

function testBranch(node: ExplainedTest, expected: readonly (string | null)[], file: string): Branch {
  const { field, test, verdict, values, line } = node;
  const texts = expected.filter((text) => text !== null);
  const shown = texts
    .slice(0, SHOWN_VALUES)
    .map((text) => (text === '' ? '""' : shorten(text, MAX_EXPECTED)));
  const more = texts.length > shown.length ? `, … ${texts.length - shown.length} more` : '';
  const label = oneLine(`${field ?? 'the event'} ${test} ${shown.join(' | ')}${more}`);
  return { label, value: describeValues(node, values), verdict, note: `${file}:${line}`, branches: [] };
}

function describeValues({ field, verdict }: ExplainedTest, values: readonly string[]): string {
  if (values.length === 0) return field === null && !verdict ? '(nowhere)' : '(absent)';
  const shown = values.slice(0, SHOWN_VALUES).map((text) => `"${shorten(text, MAX_VALUE)}"`);
  const more = values.length > shown.length ? `, … ${values.length - shown.length} more` : '';
  return oneLine(shown.join(', ') + more);
}

function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Both ends say something: paths end with what rules look for.
  const half = (limit - 1) >> 1;
  return `${text.slice(0, half)}…${text.slice(-half)}`;
}

function draw(
  { label, value, verdict, note, branches }: Branch,
  indent: string,
  isLast: boolean,
): readonly Row[] {
  const below = `${indent}${isLast ? '  ' : '│ '}`;
  return [
    { label: `${indent}${isLast ? '└ ' : '├ '}${label}`, value, verdict, note },
    ...branches.flatMap((branch, index) => draw(branch, below, index === branches.length - 1)),
  ];
}

function align(rows: readonly Row[], paint: Paint): readonly string[] {
  const width = (texts: readonly string[], limit: number): number =>
    Math.min(limit, Math.max(0, ...texts.map((text) => text.length)));
  const labels = width(
    rows.map(({ label }) => label),
    MAX_LABEL_WIDTH,
  );
  const values = width(
    rows.map(({ value }) => value),
    MAX_VALUE_WIDTH,
  );
  return rows.map(({ label, value, verdict, note }) => {
    const word = paint(verdict ? 'cyan' : 'yellow', String(verdict).padEnd('false'.length));
    return [label.padEnd(labels), value.padEnd(values), word, oneLine(note)].join('  ').trimEnd();
  });
}
