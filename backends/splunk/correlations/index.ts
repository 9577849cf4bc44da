/**
 * Correlations in SPL: `sigmaq/backends/splunk/correlations`.
 *
 * One search finds the events of all rules; `streamstats` then looks back from each of them, so windows slide. Events of one
 * time see each other: only the last row of each time and group is tested.
 *
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/streamstats
 */
import type {
  CorrelationBackend,
  CorrelationRequest,
  CorrelationResult,
} from '../../../lib/backend/correlation.ts';
import { searchField } from '../fields.ts';
import type { SplunkOptions } from '../index.ts';
import { eventCommands } from './events.ts';
import { groupField, groupFields, isTaken } from './names.ts';
import { windowOf } from './window.ts';
import { refuse, type Writer } from './writer.ts';

/**
 * A backend for correlations in SPL.
 *
 * @example
 * // type: event_count, group-by: [User], timespan: 5m, condition: { gte: 10 }, over a rule with EventCode: 4625:
 * // EventCode=4625
 * // | eval sigma_group1='User'
 * // | where isnotnull(sigma_group1) AND sigma_group1!=""
 * // | sort 0 _time
 * // | streamstats window=10 global=false count AS sigma_count10 min(_time) AS sigma_from10 BY sigma_group1
 * // | reverse
 * // | dedup _time sigma_group1
 * // | where (sigma_count10=10 AND if(sigma_from10>=_time-300, 1, 0)=1)
 * // | rename sigma_group1 AS User
 * // | table _time User
 */
export function createSplunkCorrelations(options: SplunkOptions = {}): CorrelationBackend {
  const { prefix = '' } = options;

  function correlate(request: CorrelationRequest): CorrelationResult<string> {
    const writer: Writer = { prefix, gaps: [] };
    const { gaps } = writer;
    const { correlation } = request.correlation;
    const events = eventCommands(request, writer);
    const window = windowOf(request, writer);
    const result = resultCommands(request, writer);
    if (events === undefined || window === undefined || gaps.length > 0) return { outputs: [], gaps };
    const commands = [
      ...events,
      ...window.commands,
      'reverse',
      `dedup ${['_time', ...groupFields(correlation)].join(' ')}`,
      `where ${window.test}`,
      ...result,
    ];
    return { outputs: [commands.join('\n| ')], gaps };
  }

  return {
    name: 'splunk',
    title: 'Splunk SPL',
    assumptions: [
      'Fields that are grouped by or counted have one value.',
      'The time of an event is in _time, in seconds.',
      'The time_window of streamstats holds an event that is exactly as old as the window is long.',
      'limits.conf has its defaults: percentiles by the nearest rank, at most 10,000 events in a window of streamstats.',
    ],
    correlate,
  };
}

/** The names that the correlation has for its groups, for those who read the result. */
function resultCommands(request: CorrelationRequest, writer: Writer): readonly string[] {
  const { groupBy } = request.correlation.correlation;
  const names = groupBy.map(({ name, span }) => {
    const field = searchField(name);
    if (field === undefined) refuse(writer, `SPL cannot name the field ${name}`, span);
    if (isTaken(name)) refuse(writer, `the search has a field of its own called ${name}`, span);
    return field ?? '';
  });
  const renames = names.map((name, index) => `${groupField(index)} AS ${name}`);
  const rename = renames.length === 0 ? [] : [`rename ${renames.join(', ')}`];
  return [...rename, `table ${['_time', ...names].join(' ')}`];
}

/** {@link createSplunkCorrelations} with its defaults. */
export const splunkCorrelations: CorrelationBackend = /* @__PURE__ */ createSplunkCorrelations();
