/** The first table of a correlation: a row for each event that matches a rule, as text of SQL. */
import type { CorrelationRequest } from '../../../lib/backend/correlation.ts';
import { pathsOf } from '../../../lib/backend/correlation-paths.ts';
import { legsOf, legText, type Leg } from './legs.ts';
import { refuse, type Writer } from './writer.ts';

/** Types to which it makes no difference that an event has more than one row. */
const MAY_REPEAT: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'temporal',
  'temporal_ordered',
  'value_count',
  'value_min',
  'value_max',
]);

/** The body of the table; undefined after a refusal. */
export function matchesText(request: CorrelationRequest, writer: Writer): string | undefined {
  const { type } = request.correlation.correlation;
  const legs = legsOf(request, pathsOf(request), writer);
  if (writer.gaps.length > 0) return undefined;
  const texts = legs.map((leg, index) => {
    const earlier = MAY_REPEAT.has(type)
      ? []
      : legs.slice(0, index).filter((each) => each.table === leg.table);
    return legText(leg, earlier, request, writer);
  });
  const apart = legs.find((leg) => legs.some((each) => isApart(each, leg)));
  if (apart !== undefined && !MAY_REPEAT.has(type)) {
    refuse(
      writer,
      'an event would count at each of the times that the rules have columns for',
      request.correlation.correlation.span,
      ['write a correlation for each rule'],
    );
    return undefined;
  }
  return texts.join('\n  UNION ALL\n  ');
}

/** Whether two legs read one table with times of their own. */
function isApart(a: Leg, b: Leg): boolean {
  return a.table === b.table && a.time !== b.time;
}
