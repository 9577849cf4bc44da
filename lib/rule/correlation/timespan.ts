/**
 * `timespan`: a number and a letter.
 * https://sigmahq.io/sigma-specification/specification/sigma-correlation-rules-specification.html#time-selection
 *
 * The specification has `s`, `m`, `h` and `d`. Weeks are read as well, since other tools do; months and years are
 * not, since they have no fixed length.
 */
import type { Timespan } from '../../ast/correlation.ts';
import type { Collector } from '../../diagnostics/collector.ts';
import * as messages from '../../diagnostics/messages/correlation.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { MAX_TIMESPAN_DAYS } from './limits.ts';

const SECONDS: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ['s', 1],
  ['m', 60],
  ['h', 3600],
  ['d', 86_400],
  ['w', 604_800],
]);

/** Ten digits are more seconds than {@link MAX_TIMESPAN_DAYS} has. */
const TIMESPAN = /^(\d{1,10})([smhdw])$/;

export function readTimespan(node: YamlNode, collector: Collector): Timespan | undefined {
  if (node.kind !== 'scalar') {
    collector.report(messages.timespanNotText(node.kind), node.span);
    return undefined;
  }
  const { text, span } = node;
  const match = TIMESPAN.exec(text);
  const seconds = Number(match?.[1]) * (SECONDS.get(match?.[2] ?? '') ?? 0);
  if (match === null || seconds === 0) {
    collector.report(messages.badTimespan(text), span);
    return undefined;
  }
  if (seconds > MAX_TIMESPAN_DAYS * 86_400) {
    collector.report(messages.timespanTooLong(MAX_TIMESPAN_DAYS), span);
    return undefined;
  }
  return { seconds, text, span };
}
