/** Sets of events as a table by log source. */
import type { LogSource } from '../../../lib/ast/rule.ts';
import type { EventSet, EventSetOf } from './event-set.ts';

/** A set of events, or a clause that says why there is none. */
export type TableEntry = EventSet | string;

/**
 * Looks a log source up by `product/category/service`, each part `-` where the rule says nothing; all in lower case.
 *
 * @example { 'aws/-/cloudtrail': CLOUDTRAIL, 'azure/-/pim': 'alerts of … are not collected' }
 */
export function fromTable(table: Readonly<Record<string, TableEntry>>): EventSetOf {
  return (logsource) => {
    const key = keyOf(logsource);
    const entry = Object.hasOwn(table, key) ? table[key] : undefined;
    return typeof entry === 'string' ? { none: entry } : entry;
  };
}

/** @example { product: aws, service: cloudtrail } → aws/-/cloudtrail */
export function keyOf({ product, category, service }: LogSource): string {
  return [product, category, service].map((part) => (part ?? '-').toLowerCase()).join('/');
}
