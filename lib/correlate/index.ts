/**
 * `sigmaq/correlate`: correlations in a stream of events.
 *
 * @example
 * import { createCollection, parseSigma } from 'sigmaq';
 * import { createCorrelator } from 'sigmaq/correlate';
 * import { readEvent } from 'sigmaq/engine';
 *
 * const correlator = createCorrelator(createCollection(parseSigma(text)), { lateness: 60 });
 * const event = readEvent(JSON.parse(line));
 * if (event !== undefined) console.log(correlator.process(event).correlations);
 */
export type {
  Correlated,
  Correlator,
  CorrelatorCounts,
  CorrelatorOptions,
  CorrelatorSnapshot,
} from './correlator.ts';
export { createCorrelator } from './correlator.ts';
export type { ContributingEvent, CorrelationMatch, GroupValue } from './match.ts';
export { TIME_FIELDS } from './time.ts';
export type { Json } from './windows/kind.ts';
