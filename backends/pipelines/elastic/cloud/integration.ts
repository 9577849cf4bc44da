/** Events of one integration of Elastic: a data stream of its own, and a dataset that Filebeat's module shares. */
import type { EventFields } from '../../field-table.ts';
import { holds, type EventSet } from '../event-set.ts';

export function integration(dataset: string, fields: EventFields): EventSet {
  return {
    ...fields,
    indices: [`logs-${dataset}-*`, 'filebeat-*'],
    condition: holds({ 'event.dataset': dataset }),
  };
}
