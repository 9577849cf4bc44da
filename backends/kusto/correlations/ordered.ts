/**
 * Rules whose events follow each other: the matches of the first rule are joined with later ones of the second, and so on.
 *
 * Of all beginnings that lead to an event, the latest is the best one to have, so only that is kept: the tables stay
 * as long as there are matches.
 */
import { sequencesOf, type Alternative, type CorrelationRequest } from '../../../lib/backend/correlation.ts';
import { groupColumns, ruleColumn, TIME, timespan } from './columns.ts';
import { windows } from './window.ts';
import { nameTable, refuse, type Writer } from './writer.ts';

export function orderedQuery(
  request: CorrelationRequest,
  matches: string,
  writer: Writer,
): string | undefined {
  const alternatives = sequencesOf(request);
  if (alternatives === undefined) {
    refuse(
      writer,
      'KQL has sequences of all the rules, or of those that an expression names, but not of some number of them',
      request.correlation.correlation.condition.span,
      ['use `temporal` if the order does not matter, or write an expression over the rules'],
    );
    return undefined;
  }
  const groups = groupColumns(request.correlation.correlation);
  if (alternatives.length === 0) return `${matches}\n| where false\n| distinct ${TIME}, ${groups}`;
  const [only, ...more] = alternatives.map((each) => sequenceQuery(request, each, matches, writer));
  if (more.length === 0) return only;
  const tables = [only ?? '', ...more].map((query) => nameTable(writer, 'Sequence', query));
  return `union ${tables.join(', ')}\n| distinct ${TIME}, ${groups}`;
}

function sequenceQuery(
  request: CorrelationRequest,
  { occur, absent }: Alternative,
  matches: string,
  writer: Writer,
): string {
  const { correlation } = request.correlation;
  const groups = groupColumns(correlation);
  const span = timespan(correlation);
  const [first = 0, ...others] = occur;
  let chain = nameTable(
    writer,
    'Chain',
    `${matches}\n| where ${ruleColumn(first)}\n| project ${groups}, _First = ${TIME}, _Last = ${TIME}`,
  );
  for (const index of others) {
    const next = `${matches} | where ${ruleColumn(index)} | project ${groups}, _Next = ${TIME}`;
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
  const flags = absent.map((index) => `${ruleColumn(index)} = countif(${ruleColumn(index)}) > 0`).join(', ');
  const ends =
    absent.length === 0
      ? [matches, `| distinct ${TIME}, ${groups}`]
      : [...windows(request, matches, flags), `| where not(${absent.map(ruleColumn).join(' or ')})`];
  return [
    ...ends,
    `| join kind=inner ${chain} on ${groups}`,
    `| where _First >= ${TIME} - ${span} and _Last <= ${TIME}`,
    `| distinct ${TIME}, ${groups}`,
  ].join('\n');
}
