/** What the pages of rules show queries for. */
import type { Backend } from '../lib/backend/backend.ts';

export interface SiteTarget {
  /** Part of addresses: `splunk`. */
  readonly name: string;
  readonly title: string;
  readonly backend: Backend<string>;
}
