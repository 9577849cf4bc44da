/**
 * What somebody collects: a list of events and log sources, a line each.
 *
 *     Security:4688                              an event of a channel
 *     Microsoft-Windows-Sysmon/Operational:1
 *     System                                     every event of a channel
 *     aws/cloudtrail                             a log source: product, category or service, in any order
 *     # what follows a sharp is a comment
 */
import type { LogSource } from '../ast/rule.ts';
import type { EventCoverage } from './events.ts';

export interface CollectedEvents {
  /** `channel:eventId` and `channel`, in lower case. */
  readonly events: ReadonlySet<string>;
  /** The attributes of each line, in lower case, where the line may be a log source. */
  readonly logSources: readonly ReadonlySet<string>[];
  /** Lines that are neither: empty names, event ids that are no numbers. From 1. */
  readonly invalid: readonly number[];
}

/** A channel may hold colons of its own, as nothing but digits follows the last one. */
const EVENT = /^(.+):\s*(\d{1,9})$/;

/** @param text - Line breaks of any kind; a byte order mark is welcome. */
export function parseCollected(text: string): CollectedEvents {
  const events = new Set<string>();
  const logSources: Set<string>[] = [];
  const invalid: number[] = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .toLowerCase();
    if (line === '') continue;
    const event = EVENT.exec(line);
    if (event !== null) events.add(`${(event[1] as string).trim()}:${Number(event[2])}`);
    else if (line.includes(':')) invalid.push(index + 1);
    else {
      events.add(line);
      logSources.push(new Set(line.split('/').map((part) => part.trim())));
    }
  }
  return { events, logSources, invalid };
}

/**
 * Whether a rule gets any of the events it can match.
 *
 * @param events - Those of the rule; if there are none, its log source has to be named.
 */
export function collects(
  { events: collected, logSources }: CollectedEvents,
  logsource: LogSource,
  events: readonly EventCoverage[],
): boolean {
  const stated = [logsource.product, logsource.category, logsource.service].flatMap(
    (each) => each?.toLowerCase() ?? [],
  );
  // `windows` alone would be every Windows event: a line counts if it names all that the rule states but the product.
  if (logSources.some((named) => isNamed(stated, named, logsource))) return true;
  return events.some(({ channel, eventId, provider }) => {
    const origin = (channel ?? provider)?.toLowerCase();
    if (origin === undefined) return collected.size > 0;
    if (collected.has(origin)) return true;
    if (eventId !== null) return collected.has(`${origin}:${eventId}`);
    // A rule for a whole channel gets something as soon as any event of it is collected.
    return [...collected].some((each) => each.startsWith(`${origin}:`));
  });
}

function isNamed(stated: readonly string[], named: ReadonlySet<string>, { product }: LogSource): boolean {
  const needed = stated.length > 1 ? stated.filter((each) => each !== product?.toLowerCase()) : stated;
  return needed.every((each) => named.has(each)) && [...named].every((each) => stated.includes(each));
}
