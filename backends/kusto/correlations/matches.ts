/**
 * The table that everything else is computed from: a row for each event that matches a rule, with its time, its group, the
 * value that is counted, and for temporal types which of the rules it matches.
 */
import type { CorrelationRequest } from '../../../lib/backend/correlation.ts';
import { quoteName } from '../quoting.ts';
import { groupNames, isTaken, ruleColumn, TIME, VALUE } from './columns.ts';
import { checksOf, hasLists, legsOf, narrowingSteps, type Leg } from './legs.ts';
import { eventsOnce } from './once.ts';
import { createRow, setKeys } from './row.ts';
import { bySource } from './sources.ts';
import { allOf, anyOf, whereText } from './tests.ts';
import { valueKind, valueText } from './values.ts';
import { nameTable, refuse, unionOf, type Writer } from './writer.ts';

/** Types to which it makes no difference that an event has more than one row. */
const MAY_REPEAT: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'temporal',
  'temporal_ordered',
  'value_count',
  'value_min',
  'value_max',
]);

/** The name of the table; undefined after a refusal. */
export function matchesTable(request: CorrelationRequest, writer: Writer): string | undefined {
  const { groupBy, type, span } = request.correlation.correlation;
  for (const { name, span: at } of groupBy) {
    if (!isTaken(name)) continue;
    refuse(writer, `the query has a column of its own called ${name}`, at);
    return undefined;
  }
  const legs = legsOf(request, writer);
  if (legs.length === 0) return undefined;
  const readings = MAY_REPEAT.has(type) ? legs.map((leg) => [leg] as const) : bySource(legs);
  if (readings.some((together) => together.some(({ time }) => time !== together[0].time))) {
    const reason = 'an event would count at each of the times that the rules have columns for';
    refuse(writer, reason, span, ['write a correlation for each rule']);
    return undefined;
  }
  const texts = readings.map((together) =>
    together.length === 1 && (MAY_REPEAT.has(type) || !hasLists(together[0]))
      ? legText(together[0], request)
      : eventsOnce(together, request, writer),
  );
  return nameTable(writer, 'Matches', [unionOf(texts), ...emptyChecks(request)].join('\n'));
}

function legText(leg: Leg, request: CorrelationRequest): string {
  const { correlation } = request.correlation;
  const row = createRow();
  setKeys(row, leg, correlation);
  const columns = [TIME, ...groupNames(correlation)];
  const kind = valueKind(request);
  const isListed = leg.values.some(({ list }) => list !== undefined);
  if (kind !== 'none') columns.push(VALUE);
  const value = valueText(
    kind,
    leg.values.map(({ text }) => text),
  );
  if (value !== undefined && !isListed) row.set(VALUE, { text: value });
  if (correlation.type === 'temporal' || correlation.type === 'temporal_ordered') {
    for (const index of request.inputs.keys()) {
      row.set(ruleColumn(index), { text: occurrenceText(leg, index) });
      columns.push(ruleColumn(index));
    }
  }
  const narrowing = narrowingSteps(leg, row);
  const listed = isListed
    ? valueText(
        kind,
        leg.values.map((cell) => row.columnFor(cell)),
      )
    : undefined;
  const wanted = columns.join(', ');
  const tests = [anyOf(leg.rules.map(({ test }) => test)), ...checksOf(leg)];
  return [
    leg.source,
    ...whereText(allOf(tests)),
    `| project ${row.text()}`,
    ...narrowing,
    ...(listed === undefined ? [] : [`| extend ${VALUE} = ${listed}`]),
    ...(row.names() === wanted ? [] : [`| project ${wanted}`]),
  ].join('\n');
}

/** Whether a row of the leg is an event of the rule: with one rule in the leg, each is. */
function occurrenceText({ rules }: Leg, index: number): string {
  if (rules.every((each) => each.index === index)) return 'true';
  return anyOf(rules.filter((each) => each.index === index).map(({ test }) => test)).text;
}

/** Without a value for its group, or for what is counted, an event is no part of the correlation. */
function emptyChecks(request: CorrelationRequest): readonly string[] {
  const { groupBy } = request.correlation.correlation;
  const checks = groupBy.map(({ name }) => `isnotempty(${quoteName(name)})`);
  const kind = valueKind(request);
  if (kind === 'text') checks.push(`isnotempty(${VALUE})`);
  if (kind === 'number') checks.push(`isfinite(${VALUE})`);
  return checks.length === 0 ? [] : [`| where ${checks.join(' and ')}`];
}
