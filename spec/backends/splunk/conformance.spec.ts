/** The conformance cases of correlations, run as SPL. */
import type { ResolvedCorrelation } from '../../../lib/collection/index.ts';
import { startPcre } from '../../engines/pcre.ts';
import { holdAgainstCases } from '../../helpers/conformance-targets.ts';
import { fireInSplunk, toSplunk } from '../../helpers/splunk-correlation.ts';

/** A search has its events from the index, which holds no matches of other correlations. */
function hasInner({ members }: ResolvedCorrelation): boolean {
  return members.some(({ target }) => target.kind === 'resolved-correlation');
}

describe('conformance cases in SPL', () => {
  before(startPcre);

  holdAgainstCases({ convert: toSplunk, fire: fireInSplunk, isBeyond: hasInner });
});
