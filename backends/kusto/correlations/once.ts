/**
 * Events of one table that come under several names for their fields, or through inner correlations as well as by themselves,
 * where each counts once: the rows are numbered before they are read as this and that.
 *
 * https://learn.microsoft.com/kusto/query/materialize-function
 * https://learn.microsoft.com/kusto/query/row-number-function
 */
import type { CorrelationRequest } from '../../../lib/backend/correlation.ts';
import { groupNames, ID, legColumn, TIME, VALUE } from './columns.ts';
import { checksOf, narrowingSteps, type Leg } from './legs.ts';
import { createRow } from './row.ts';
import { allOf, anyOf, whereText } from './tests.ts';
import { valueKind, valueText } from './values.ts';
import { nameTable, unionOf, type Writer } from './writer.ts';

/**
 * A row for each event, group and value.
 *
 * @param legs of one source and one column with the time
 */
export function eventsOnce(
  legs: readonly [Leg, ...Leg[]],
  request: CorrelationRequest,
  writer: Writer,
): string {
  const [first] = legs;
  const keys = groupNames(request.correlation.correlation);
  const hasValue = valueKind(request) !== 'none';
  const row = createRow();
  row.set(TIME, { text: first.time });
  const matching = legs.map(({ rules }) => anyOf(rules.map(({ test }) => test)));
  const any = anyOf(matching);

  const readings = legs.map((leg, index) => {
    // What holds of every row that is left need not be asked of it again.
    const matches = matching[index]?.text === any.text ? [] : matching.slice(index, index + 1);
    const test = allOf([...matches, ...checksOf(leg)]);
    if (test.text !== 'true') row.set(legColumn(index), test);
    const columns = [ID, TIME];
    for (const [at, key] of keys.entries()) {
      const cell = leg.groups[at];
      columns.push(`${key} = ${cell === undefined ? 'true' : row.columnFor(cell)}`);
    }
    // Texts that are the same number are two values.
    const [value] = leg.values;
    if (value !== undefined) columns.push(`${VALUE} = ${row.columnFor(value)}`);
    return [
      ...(test.text === 'true' ? [] : [`| where ${legColumn(index)}`]),
      ...narrowingSteps(leg, row),
      `| project ${columns.join(', ')}`,
    ];
  });

  const events = nameTable(
    writer,
    'Events',
    [
      `materialize(${first.source}`,
      ...whereText(any),
      `| project ${row.text()}`,
      `| serialize ${ID} = row_number())`,
    ].join('\n'),
  );
  const named = [TIME, ...keys];
  const value = valueText(valueKind(request), [VALUE]);
  return [
    unionOf(readings.map((steps) => [events, ...steps].join('\n'))),
    `| distinct ${[ID, ...named, ...(hasValue ? [VALUE] : [])].join(', ')}`,
    `| project ${[...named, ...(value === undefined ? [] : [`${VALUE} = ${value}`])].join(', ')}`,
  ].join('\n');
}
