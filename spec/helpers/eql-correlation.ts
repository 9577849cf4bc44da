/** Runs correlations in EQL: printed, and run over documents by the bench. */
import { expect } from 'chai';
import { createEqlCorrelations } from '../../backends/eql/correlations.ts';
import type { ResolvedCorrelation } from '../../lib/collection/index.ts';
import { convertCorrelation } from '../../lib/convert-correlation.ts';
import type { Conversion } from '../../lib/convert.ts';
import { runSequence } from '../engines/eql/sequence.ts';
import type { TimedEvent } from './conformance.ts';
import { firingsOf, type Firing } from './firings.ts';

export function toEql(correlation: ResolvedCorrelation): Conversion {
  return convertCorrelation(correlation, createEqlCorrelations());
}

/** What any of its queries finds, in order. */
export function fireInEql(
  correlation: ResolvedCorrelation,
  events: readonly TimedEvent[],
): readonly Firing[] {
  const { queries, diagnostics } = toEql(correlation);
  expect(diagnostics.map(({ message }) => message)).to.deep.equal([]);
  const fields = new Set(events.flatMap((event) => Object.keys(event.fields)));
  const mapping = new Map([...fields].map((name) => [name, 'keyword'] as const));
  const documents = events.map(({ at, fields: document }) => ({ at, document }));
  return firingsOf(
    queries.flatMap((query) =>
      runSequence(query, documents, mapping).map(({ at, key, document }) => {
        // A plain query finds events; their groups stand in them.
        const groups = (correlation.members[0]?.groupBy ?? []).map((field) => String(document[field]));
        return [at, ...(query.startsWith('sequence') ? key : groups)] as const;
      }),
    ),
  );
}
