/**
 * Correlations in SPL: `sigmaq/backends/splunk/correlations`.
 *
 * One search finds the events of all rules; `streamstats` then looks back from each of them, so windows slide. Events of one
 * time see each other: only the last row of each time and group is tested. Inner correlations come first, and leave a
 * field that says which events are their matches; all events go on to what is further out.
 *
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/streamstats
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/eventstats
 */
import type { SigmaCorrelation } from '../../../lib/ast/correlation.ts';
import type {
  CorrelationBackend,
  CorrelationGap,
  CorrelationRequest,
  CorrelationResult,
} from '../../../lib/backend/correlation.ts';
import { innerCorrelations, pathsOf, tooDeep, type Passage } from '../../../lib/backend/correlation-paths.ts';
import { searchField } from '../fields.ts';
import type { SplunkOptions } from '../index.ts';
import { createNames, EVENT, isTaken, type Names } from './names.ts';
import { isWay, needsEvents, rowCommands } from './rows.ts';
import { ruleEvents } from './rules.ts';
import { wayOf, waysOf, type Way } from './ways.ts';
import { windowOf, type Window } from './window.ts';
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
    const { correlation } = request;
    const gaps: CorrelationGap[] = [];
    const inner = innerCorrelations(request);
    const isChain = inner.length > 0;
    const flags = new Map<SigmaCorrelation, ReadonlyMap<string, string>>();
    const { commands: search, ruleTest } = ruleEvents(pathsOf(request), isChain, prefix, gaps);
    const writer: Writer = {
      correlation,
      ruleTest,
      passageTest: (passage: Passage) => `${flags.get(passage.request.correlation)?.get(wayOf(passage))}=1`,
      gaps,
    };
    const deep = tooDeep(request);
    if (deep !== undefined)
      refuse(writer, 'a search for so many correlations in each other would be too large', deep.span);
    if (gaps.length > 0) return { outputs: [], gaps };

    const parts: Part[] = [];
    for (const [index, each] of inner.entries()) {
      const part = partOf(each, index + 1, { ...writer, correlation: each.correlation });
      if (part === undefined) return { outputs: [], gaps };
      flags.set(each.correlation, part.flags);
      parts.push(part);
    }
    const last = partOf(request, undefined, writer);
    const result = resultCommands(request, writer);
    if (last === undefined || gaps.length > 0) return { outputs: [], gaps };

    const hasEvents = [...parts, last].some(({ isByEvent }) => isByEvent);
    const rows = rowCommands(correlation.correlation, last.ways, last.names, false, isChain);
    const numbered = hasEvents ? [`streamstats count AS ${EVENT}`] : [];
    const commands = [
      ...search,
      ...(isChain ? ['sort 0 _time'] : []),
      ...numbered,
      ...parts.flatMap(innerCommands),
      ...rows,
      ...(isChain ? [] : ['sort 0 _time']),
      ...last.window.commands,
      'reverse',
      `dedup ${['_time', ...last.names.groups].join(' ')}`,
      `where ${last.window.test}`,
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
      'The events that the search finds fit in the memory of eventstats and mvexpand.',
    ],
    correlate,
  };
}

/** One correlation of a chain, on its way into commands. */
interface Part {
  readonly request: CorrelationRequest;
  readonly names: Names;
  readonly ways: readonly Way[];
  readonly window: Window;
  /** The fields that say which events are its matches, by the way in which they are read. */
  readonly flags: ReadonlyMap<string, string>;
  /** Whether its rows are told apart by the event that they came from. */
  readonly isByEvent: boolean;
}

/** Undefined after a refusal. */
function partOf(request: CorrelationRequest, inner: number | undefined, writer: Writer): Part | undefined {
  const { correlation } = request.correlation;
  const names = createNames(correlation, inner);
  const ways = waysOf(request, pathsOf(request), writer);
  const window = windowOf(request, names, writer);
  if (window === undefined || writer.gaps.length > 0) return undefined;
  const flags = [...ways.keys()].map(
    (way, index) => [way, `sigma_inner${inner ?? 0}${ways.size > 1 ? `_${index + 1}` : ''}`] as const,
  );
  const found = [...ways.values()];
  return {
    request,
    names,
    ways: found,
    window,
    flags: new Map(flags),
    isByEvent: needsEvents(correlation, found, inner !== undefined),
  };
}

/** Notes of each event whether it is a match. */
function innerCommands({ request, names, ways, window, flags }: Part): readonly string[] {
  const isMatch = `${names.part}=1 AND ${names.holds}=1`;
  const commands = [
    ...rowCommands(request.correlation.correlation, ways, names, true, true),
    ...window.commands,
    `eval ${names.test}=if(${window.test}, 1, 0)`,
    `eventstats last(${names.test}) AS ${names.holds} BY ${['_time', ...names.keys].join(' ')}`,
  ];
  const fields = [...flags.values()];
  if (fields.length === 1) return [...commands, `eval ${fields[0]}=if(${isMatch}, 1, 0)`];
  const noted = fields.map(
    (field, index) => `max(eval(if(${isMatch} AND ${isWay(names, index)}, 1, 0))) AS ${field}`,
  );
  return [...commands, `eventstats ${noted.join(' ')} BY ${EVENT}`, `dedup ${EVENT}`];
}

/** The names that the correlation has for its groups, for those who read the result. */
function resultCommands(request: CorrelationRequest, writer: Writer): readonly string[] {
  const { correlation } = request.correlation;
  const { groups } = createNames(correlation);
  const names = correlation.groupBy.map(({ name, span }) => {
    const field = searchField(name);
    if (field === undefined) refuse(writer, `SPL cannot name the field ${name}`, span);
    if (isTaken(name)) refuse(writer, `the search has a field of its own called ${name}`, span);
    return field ?? '';
  });
  const renames = names.map((name, index) => `${groups[index]} AS ${name}`);
  const rename = renames.length === 0 ? [] : [`rename ${renames.join(', ')}`];
  return [...rename, `table ${['_time', ...names].join(' ')}`];
}

/** {@link createSplunkCorrelations} with its defaults. */
export const splunkCorrelations: CorrelationBackend = /* @__PURE__ */ createSplunkCorrelations();
