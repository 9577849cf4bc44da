/** The conformance cases of correlations, run as KQL. */
import type { ResolvedCorrelation } from '../../../lib/collection/index.ts';
import { holdAgainstCases } from '../../helpers/conformance-targets.ts';
import { fireInKusto, toKusto } from '../../helpers/kusto-correlation.ts';

/**
 * A match of an inner correlation has no fields but its groups, and one event of a table has one row for each name that its
 * fields have, so that events under several names cannot be counted.
 */
function isBeyond({ members, correlation }: ResolvedCorrelation): boolean {
  const isInnerField = members.some(({ target, groupBy, fields }) => {
    if (target.kind !== 'resolved-correlation') return false;
    if (isBeyond(target)) return true;
    const groups = target.correlation.correlation.groupBy.map(({ name }) => name);
    return [...groupBy, ...fields].some((field) => !groups.includes(field));
  });
  const names = new Set(members.map(({ groupBy }) => groupBy.join()));
  return isInnerField || (correlation.correlation.type === 'event_count' && names.size > 1);
}

describe('conformance cases in KQL', () => {
  holdAgainstCases({ convert: toKusto, fire: fireInKusto, isBeyond });
});
