/** Runs correlations in ES|QL: printed, and run over documents by the bench. */
import { expect } from 'chai';
import { createEsqlCorrelations } from '../../backends/esql/correlations.ts';
import type { ResolvedCorrelation } from '../../lib/collection/index.ts';
import { convertCorrelation } from '../../lib/convert-correlation.ts';
import type { Conversion } from '../../lib/convert.ts';
import { runWindows, type EsqlWindow } from '../engines/esql/windows.ts';
import type { TimedEvent } from './conformance.ts';

export function toEsql(correlation: ResolvedCorrelation): Conversion {
  return convertCorrelation(correlation, createEsqlCorrelations());
}

/** The windows and groups that the correlation's query finds. */
export function windowsInEsql(
  correlation: ResolvedCorrelation,
  events: readonly TimedEvent[],
): readonly EsqlWindow[] {
  const { queries } = toEsql(correlation);
  expect(queries).to.have.length(1);
  const names = [...events.flatMap(({ fields }) => Object.keys(fields)), ...fieldsOf(correlation)];
  const mapping = new Map(names.map((field) => [field, 'keyword'] as const));
  const documents = events.map(({ at, fields: document }) => ({ at, document }));
  return runWindows(queries[0] ?? '', documents, mapping);
}

/** Whether one of the windows is about the group and holds the time. */
export function isFound(
  windows: readonly EsqlWindow[],
  { at, group }: { readonly at: number; readonly group: readonly string[] },
): boolean {
  return windows.some(
    ({ from, seconds, groups }) =>
      from <= at && at < from + seconds && groups.join('\n') === group.join('\n'),
  );
}

/** An index maps fields that no event of a case may have a value in. */
function fieldsOf({ members }: ResolvedCorrelation): readonly string[] {
  return members.flatMap(({ target, groupBy, fields }) => [
    ...groupBy,
    ...fields,
    ...(target.kind === 'resolved-correlation' ? fieldsOf(target) : []),
  ]);
}
