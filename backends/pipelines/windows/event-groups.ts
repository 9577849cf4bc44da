/**
 * Which events of the Windows event log a rule is about: the log-source tables of `lib/events`, read as conditions.
 *
 * Only events under the names that rules use count here. Process creations of the Security log, where `Image` is
 * `NewProcessName`, are for `audit.ts`.
 */
import type { LogSource } from '../../../lib/ast/rule.ts';
import { channelsOf, feedsOf, type Feed } from '../../../lib/events/log-sources.ts';

/** Events that belong together: in any of these channels, with any of these ids. */
export interface EventGroup {
  /** Empty for every channel. */
  readonly channels: readonly string[];
  /** Empty for every id. */
  readonly eventIds: readonly number[];
  /** Fields that must hold one of these texts. */
  readonly where: Readonly<Record<string, readonly string[]>>;
}

/** The groups of a rule: any of them will do. Or why there is none, a clause. */
export type WindowsEvents = readonly EventGroup[] | { readonly none: string };

const EVERY_EVENT: readonly EventGroup[] = [{ channels: [], eventIds: [], where: {} }];

/**
 * The events that a log source stands for.
 *
 * @example windowsEventsOf({ product: 'windows', category: 'pipe_created', … })
 * // [{ channels: ['Microsoft-Windows-Sysmon/Operational'], eventIds: [17, 18], where: {} }]
 */
export function windowsEventsOf(logsource: LogSource): WindowsEvents {
  const product = logsource.product?.toLowerCase();
  if (product !== 'windows') return { none: `${describe(logsource)} is not the Windows event log` };

  const service = logsource.service?.toLowerCase();
  const channels = service === undefined ? undefined : channelsOf('windows', service);
  if (channels === 'elsewhere' || channels === 'unknown') {
    return { none: `no channel is known for the service ${logsource.service ?? ''}` };
  }
  const category = logsource.category?.toLowerCase();
  if (category === undefined) {
    return channels === undefined ? EVERY_EVENT : [{ channels, eventIds: [], where: {} }];
  }
  const feeds = feedsOf('windows', category);
  if (feeds === 'elsewhere' || feeds === 'unknown') {
    return { none: `no Windows events are known for the category ${logsource.category ?? ''}` };
  }
  const usable = feeds.filter(
    ({ channel, view, optional }) =>
      channel !== null &&
      view === undefined &&
      optional !== true &&
      (channels === undefined || channels.includes(channel)),
  );
  return usable.length === 0 ? { none: reasonFor(category, feeds, service) } : groupByConditions(usable);
}

/** The log source in its own words: `linux / auditd`. */
export function describe({ product, category, service }: LogSource): string {
  return [product, category, service].filter((each) => each !== undefined).join(' / ');
}

function reasonFor(category: string, feeds: readonly Feed[], service: string | undefined): string {
  if (service !== undefined) return `no events of the service ${service} are of the category ${category}`;
  return feeds.some(({ channel }) => channel !== null)
    ? `events of the category ${category} have other field names there`
    : `no channel records events of the category ${category}, only a trace session does`;
}

/** Feeds that differ in their channel alone are one group. */
function groupByConditions(feeds: readonly Feed[]): readonly EventGroup[] {
  const groups = new Map<string, EventGroup & { readonly channels: string[] }>();
  for (const { channel, eventIds, where = {} } of feeds) {
    const key = JSON.stringify([eventIds, where]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { channels: [channel ?? ''], eventIds, where });
    else group.channels.push(channel ?? '');
  }
  return [...groups.values()];
}
