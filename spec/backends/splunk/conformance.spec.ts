/** The conformance cases of correlations, run as SPL. */
import { startPcre } from '../../engines/pcre.ts';
import { holdAgainstCases } from '../../helpers/conformance-targets.ts';
import { fireInSplunk, toSplunk } from '../../helpers/splunk-correlation.ts';

describe('conformance cases in SPL', () => {
  before(startPcre);

  holdAgainstCases({ convert: toSplunk, fire: fireInSplunk, isBeyond: () => false });
});
