/**
 * Rules whose events follow each other: the matches of the first rule are joined with later ones of the second, and so on.
 *
 * Of all beginnings that lead to an event, the latest is the best one to have, so only that is kept: the tables stay
 * as long as there are matches.
 */
import type { ThresholdBound } from '../../../lib/ast/correlation.ts';
import {
  sequencesOfSome,
  type Alternative,
  type CorrelationRequest,
} from '../../../lib/backend/correlation.ts';
import { groupColumns, ruleColumn, TIME, timespan } from './columns.ts';
import { isWithin, windows } from './window.ts';
import { nameTable, refuse, unionOf, type Writer } from './writer.ts';

export function orderedQuery(
  request: CorrelationRequest,
  matches: string,
  writer: Writer,
): string | undefined {
  const { alternatives } = request;
  if (alternatives !== undefined) return anyQuery(request, alternatives, matches, writer);
  const { condition, span } = request.correlation.correlation;
  const total = request.inputs.length;
  const ranges = rangesOf(condition.kind === 'threshold' ? condition.bounds : [], total);
  const numbers = new Set(ranges.flatMap(({ least, below }) => (below > total ? [least] : [least, below])));
  if ([...numbers].some((number) => sequencesOfSome(number, total) === undefined)) {
    refuse(writer, 'there are too many ways in which so many of the rules may follow each other', span, [
      'use `temporal` if the order does not matter, or write an expression over the rules',
    ]);
    return undefined;
  }
  const atLeast = (number: number): string =>
    anyQuery(request, sequencesOfSome(number, total) ?? [], matches, writer);
  const groups = groupColumns(request.correlation.correlation);
  const queries = ranges.map(({ least, below }) => {
    if (below > total) return atLeast(least);
    const more = nameTable(writer, 'More', atLeast(below));
    return `${atLeast(least)}\n| join kind=leftanti ${more} on ${TIME}, ${groups}`;
  });
  return unionOf(queries.length === 0 ? [anyQuery(request, [], matches, writer)] : queries);
}

/** Numbers from `least` to one before `below`. */
interface Range {
  readonly least: number;
  readonly below: number;
}

/** Which numbers of rules the bounds let through. A window has at least the event that it ends at. */
function rangesOf(bounds: readonly ThresholdBound[], total: number): readonly Range[] {
  const ranges: Range[] = [];
  for (let number = 1; number <= total; number++) {
    if (!isWithin(number, bounds)) continue;
    const last = ranges.at(-1);
    if (last?.below === number) ranges[ranges.length - 1] = { ...last, below: number + 1 };
    else ranges.push({ least: number, below: number + 1 });
  }
  return ranges;
}

/** A row for each time and group at which one of the sequences is complete. */
function anyQuery(
  request: CorrelationRequest,
  alternatives: readonly Alternative[],
  matches: string,
  writer: Writer,
): string {
  const groups = groupColumns(request.correlation.correlation);
  // An expression may contradict itself.
  if (alternatives.length === 0) return `${matches}\n| where false\n| distinct ${TIME}, ${groups}`;
  const [only = '', ...more] = alternatives.map((each) => sequenceQuery(request, each, matches, writer));
  if (more.length === 0) return only;
  const tables = [only, ...more].map((query) => nameTable(writer, 'Sequence', query));
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
