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
  expect(diagnostics.filter(({ code }) => code !== 'approximate-correlation')).to.deep.equal([]);
  const fields = new Set(events.flatMap((event) => Object.keys(event.fields)));
  const mapping = new Map([...fields].map((name) => [name, 'keyword'] as const));
  const documents = events.map(({ at, fields: document }) => ({ at, document }));
  return firingsOf(
    queries.flatMap((query) =>
      runSequence(query, documents, mapping).map(({ at, key, document }) => {
        // A plain query finds events; their groups stand in them.
        const groups = groupFields(correlation).map((field) => String(document[field]));
        return [at, ...(query.startsWith('sequence') ? key : groups)] as const;
      }),
    ),
  );
}

function groupFields({ members: [first] }: ResolvedCorrelation): readonly string[] {
  return first?.groupBy ?? [];
}

/** Whether a sequence that is found is one of the match: it ends where the match has its events. */
export function isFoundInEql(
  found: readonly Firing[],
  { at, group }: { readonly at: number; readonly group: readonly string[] },
  seconds: number,
): boolean {
  return found.some((firing) => {
    const [end, ...key] = firing.split(' ');
    return Number(end) <= at && Number(end) >= at - seconds && key.join(' ') === group.join(' ');
  });
}

/** How long the sequences of the correlation's queries are; nothing for plain queries. */
export function spanInEql(correlation: ResolvedCorrelation): number {
  return Number(/maxspan=(\d+)s/.exec(toEql(correlation).queries[0] ?? '')?.[1] ?? 0);
}
