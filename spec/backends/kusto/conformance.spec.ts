/** The conformance cases of correlations, run as KQL. */
import { expect } from 'chai';
import { createCollection } from '../../../lib/collection/index.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { holdAgainstCases } from '../../helpers/conformance-targets.ts';
import { readConformanceCases, type ConformanceCase } from '../../helpers/conformance.ts';
import { expectedFirings } from '../../helpers/firings.ts';
import { fireInKusto, toKusto } from '../../helpers/kusto-correlation.ts';

/** Fields of which some event has several values. */
function listsOf({ events }: ConformanceCase): readonly string[] {
  const held = events.flatMap(({ fields }) => Object.entries(fields));
  return [...new Set(held.filter(([, value]) => Array.isArray(value)).map(([name]) => name))];
}

describe('conformance cases in KQL', () => {
  holdAgainstCases({ convert: toKusto, fire: fireInKusto, isBeyond: () => false });

  for (const each of readConformanceCases()) {
    const lists = listsOf(each);
    if (lists.length === 0 || each.matches === undefined) continue;
    it(`with lists: ${each.name}`, () => {
      const { correlations } = createCollection(parseSigma(each.sigma));
      const correlation = correlations.find(({ correlation: { title } }) => title === 'Correlated');
      expect(fireInKusto(correlation!, each.events, { lists }), each.why).to.deep.equal(
        expectedFirings(each),
      );
    });
  }
});
