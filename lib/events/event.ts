/** An event after reading: what rules look at, and apart from it where the event comes from. */
import type { EventRecord } from '../query/event.ts';

export type { EventRecord } from '../query/event.ts';

/**
 * Where a Windows event comes from, as its header says. Kept apart from the fields, because data may bear the same
 * names: when a log is cleared, the event's data has the `Channel` that was cleared, its header the log it is in.
 */
export interface Route {
  /** As written: `Security`, and sometimes `security`. Compare without case. */
  readonly channel?: string;
  readonly eventId?: number;
  readonly provider?: string;
}

/**
 * How a record was written:
 * - `evtx`: the XML of the event log as JSON (evtx_dump, `{ Event: { System, EventData } }`).
 * - `winlogbeat`: Winlogbeat 7 and later, Elastic Agent. `winlogbeat-6`: before that.
 * - `nxlog`, `splunk`: as these collectors name things.
 * - `flat`: fields of a Windows event side by side, header names among them.
 * - `read`: what {@link ReadEvent} is, written to a file.
 * - `plain`: anything else; fields as they are.
 */
export type EventShape =
  'evtx' | 'winlogbeat' | 'winlogbeat-6' | 'nxlog' | 'splunk' | 'flat' | 'read' | 'plain';

export interface ReadEvent {
  readonly shape: EventShape;
  readonly route: Route;
  readonly fields: EventRecord;
}

export interface ReadOptions {
  /**
   * Whether the text that Windows renders for people becomes the field `Message`. It repeats all the fields inside
   * a fixed text, whose words keyword rules would find, and event log files do not hold it.
   *
   * @default false
   */
  readonly message?: boolean;
}
