/** Runs correlations in SPL: printed, and run over events by the interpreter of the bench. */
import { expect } from 'chai';
import { createSplunkCorrelations } from '../../backends/splunk/correlations/index.ts';
import type { ResolvedCorrelation } from '../../lib/collection/index.ts';
import { convertCorrelation } from '../../lib/convert-correlation.ts';
import type { Conversion } from '../../lib/convert.ts';
import { runSpl } from '../engines/spl/tables.ts';
import type { TimedEvent } from './conformance.ts';
import { firingsOf, type Firing } from './firings.ts';

export function toSplunk(correlation: ResolvedCorrelation): Conversion {
  return convertCorrelation(correlation, createSplunkCorrelations());
}

/** The firings of a correlation over events, in order. */
export function fireInSplunk(
  correlation: ResolvedCorrelation,
  events: readonly TimedEvent[],
): readonly Firing[] {
  const { queries, diagnostics } = toSplunk(correlation);
  expect(diagnostics.map(({ message }) => message)).to.deep.equal([]);
  const [query = ''] = queries;
  const groups = correlation.correlation.correlation.groupBy.map(({ name }) => name);
  const rows = runSpl(
    query,
    events.map(({ at, fields }) => ({ ...fields, _time: at })),
  );
  return firingsOf(
    rows.map(({ fields }) => [
      Number(fields.get('_time')?.[0]),
      ...groups.map((name) => fields.get(name)?.[0] ?? ''),
    ]),
  );
}
