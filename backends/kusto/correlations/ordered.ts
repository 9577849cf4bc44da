/**
 * Rules whose events follow each other: the matches of the first rule are joined with later ones of the second, and so on.
 *
 * Of all beginnings that lead to an event, the latest is the best one to have, so only that is kept: the tables stay
 * as long as there are matches.
 */
import type { Correlation, RuleExpression } from '../../../lib/ast/correlation.ts';
import type { CorrelationRequest } from '../../../lib/backend/correlation.ts';
import { groupColumns, ruleColumn, TIME, timespan } from './columns.ts';
import { nameTable, refuse, type Writer } from './writer.ts';

export function orderedQuery(
  { correlation: { correlation } }: CorrelationRequest,
  matches: string,
  writer: Writer,
): string | undefined {
  const positions = sequenceOf(correlation);
  if (positions === undefined) {
    refuse(
      writer,
      'a sequence in KQL has all of its rules, without alternatives or absences',
      correlation.condition.span,
      ['use `temporal` if the order does not matter'],
    );
    return undefined;
  }
  const groups = groupColumns(correlation);
  const span = timespan(correlation);
  const [first = 0, ...others] = positions;
  let chain = nameTable(
    writer,
    'Chain',
    `${matches}\n| where ${ruleColumn(first)}\n| project ${groups}, _First = ${TIME}, _Last = ${TIME}`,
  );
  for (const position of others) {
    const next = `${matches} | where ${ruleColumn(position)} | project ${groups}, _Next = ${TIME}`;
    chain = nameTable(
      writer,
      'Chain',
      [
        chain,
        `| join kind=inner (${next}) on ${groups}`,
        `| where _Next between (_Last .. (_First + ${span}))`,
        `| summarize _First = max(_First) by ${groups}, _Last = _Next`,
      ].join('\n'),
    );
  }
  return [
    matches,
    `| distinct ${TIME}, ${groups}`,
    `| join kind=inner ${chain} on ${groups}`,
    `| where _First >= ${TIME} - ${span} and _Last <= ${TIME}`,
    `| distinct ${TIME}, ${groups}`,
  ].join('\n');
}

/** The positions of the rules that must follow each other; undefined where that is not all that is asked for. */
export function sequenceOf({ rules, condition }: Correlation): readonly number[] | undefined {
  const all = rules.map((_, index) => index);
  if (condition.kind === 'threshold') {
    const [bound, ...more] = condition.bounds;
    if (bound === undefined || more.length > 0) return undefined;
    const { operator, value } = bound;
    const isAll =
      (operator === 'gte' && value === rules.length) ||
      (operator === 'eq' && value === rules.length) ||
      (operator === 'gt' && value === rules.length - 1);
    return isAll ? all : undefined;
  }
  const wanted = conjunctionOf(condition.root);
  return wanted && all.filter((index) => wanted.has((rules[index] as { text: string }).text));
}

function conjunctionOf(root: RuleExpression): ReadonlySet<string> | undefined {
  if (root.kind === 'rule') return new Set([root.reference]);
  if (root.kind !== 'and') return undefined;
  const references = new Set<string>();
  for (const operand of root.operands) {
    if (operand.kind !== 'rule') return undefined;
    references.add(operand.reference);
  }
  return references;
}
