/** The conformance cases of correlations, run as KQL. */
import { holdAgainstCases } from '../../helpers/conformance-targets.ts';
import { fireInKusto, toKusto } from '../../helpers/kusto-correlation.ts';

describe('conformance cases in KQL', () => {
  holdAgainstCases({ convert: toKusto, fire: fireInKusto, isBeyond: () => false });
});
