/**
 * The part that knows no broker: a message becomes an event, the event becomes alerts, and when these are written the
 * message is acknowledged. What is not acknowledged, the broker delivers again: each event is matched at least once.
 */
import type { RuleMatch } from 'sigmaq/engine';

/** A message as brokers with acknowledgements have it; one holds one event. */
export interface Message {
  readonly data: Uint8Array;
  /** The same when the message is delivered again. */
  readonly id: string;
  /** It is done. */
  ack(): void;
  /** It is to be delivered again. */
  nak(): void;
  /** It will never be done: not to be delivered again. */
  term(reason: string): void;
}

export interface Alert {
  /** The same when the message is delivered again, so that whoever stores alerts can drop the second one. */
  readonly id: string;
  readonly ruleId: string | undefined;
  readonly title: string;
  readonly level: string | undefined;
  readonly matched: { readonly searches: readonly string[]; readonly fields: readonly string[] };
  readonly event: unknown;
}

export interface Counts {
  events: number;
  alerts: number;
  /** Messages that are no events. */
  broken: number;
  /** Messages whose alerts could not be written: they will come again. */
  failed: number;
}

/**
 * Consumes messages until there are no more.
 *
 * Alerts of many messages are written at once; how many messages may be under way is the broker's setting
 * (`max_ack_pending` in JetStream), which so bounds the memory as well.
 *
 * @param match - The rules that a record matches; undefined for what is no event.
 * @param write - Resolves when the alert is stored, rejects when it is not.
 */
export async function consume(
  messages: AsyncIterable<Message>,
  match: (record: unknown) => readonly RuleMatch[] | undefined,
  write: (alert: Alert) => Promise<unknown>,
): Promise<Counts> {
  const counts: Counts = { events: 0, alerts: 0, broken: 0, failed: 0 };
  const underWay = new Set<Promise<void>>();
  for await (const message of messages) {
    const record = parse(message.data);
    const matches = match(record);
    if (matches === undefined) {
      counts.broken++;
      message.term('not a JSON object in UTF-8');
      continue;
    }
    counts.events++;
    if (matches.length === 0) {
      message.ack();
      continue;
    }
    const alerts = matches.map(({ rule, searches, fields }, index): Alert => {
      const { id: ruleId, title, level } = rule;
      return {
        id: `${message.id}/${ruleId ?? index}`,
        ruleId,
        title,
        level,
        matched: { searches, fields },
        event: record,
      };
    });
    const written = Promise.all(alerts.map(write)).then(
      () => {
        counts.alerts += alerts.length;
        message.ack();
      },
      () => {
        counts.failed++;
        message.nak();
      },
    );
    underWay.add(written);
    void written.finally(() => underWay.delete(written));
  }
  await Promise.all(underWay);
  return counts;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Undefined for what is not JSON in UTF-8. */
function parse(data: Uint8Array): unknown {
  try {
    return JSON.parse(UTF8.decode(data)) as unknown;
  } catch {
    return undefined;
  }
}
