/** Holds a target against the conformance cases of correlations: each fires as worked out by hand, or is refused. */
import { expect } from 'chai';
import { createCollection, type ResolvedCorrelation } from '../../lib/collection/index.ts';
import type { Conversion } from '../../lib/convert.ts';
import { parseSigma } from '../../lib/parse.ts';
import { readConformanceCases, type TimedEvent } from './conformance.ts';
import { expectedFirings, type Firing } from './firings.ts';

export interface CorrelationBench {
  readonly convert: (correlation: ResolvedCorrelation) => Conversion;
  readonly fire: (
    correlation: ResolvedCorrelation,
    events: readonly TimedEvent[],
  ) => readonly Firing[] | Promise<readonly Firing[]>;
  /** Whether the target has no form for the correlation, for the reason stated where this is given. */
  readonly isBeyond: (correlation: ResolvedCorrelation) => boolean;
}

export function holdAgainstCases({ convert, fire, isBeyond }: CorrelationBench): void {
  for (const each of readConformanceCases()) {
    if (each.matches === undefined) continue;
    // Both languages state it as an assumption that a field has one value.
    if (each.events.some(({ fields }) => Object.values(fields).some(Array.isArray))) continue;
    it(`${each.file.replace('.yml', '')}: ${each.name}`, async () => {
      const { correlations } = createCollection(parseSigma(each.sigma));
      const correlation = correlations.find(({ correlation: { title } }) => title === 'Correlated');
      if (correlation === undefined) {
        // A case about a correlation that is not usable.
        expect(each.matches).to.deep.equal([]);
        return;
      }
      const { queries, diagnostics } = convert(correlation);
      const codes = diagnostics.map(({ code }) => code);
      if (isBeyond(correlation)) {
        expect(queries).to.deep.equal([]);
        expect(codes).to.include('unsupported-correlation');
      } else {
        expect(codes, each.why).to.deep.equal([]);
        expect(await fire(correlation, each.events), each.why).to.deep.equal(expectedFirings(each));
      }
    });
  }
}
