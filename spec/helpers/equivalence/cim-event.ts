/** Events as the data sets of Splunk's Common Information Model have them; what each field holds is in `cim-fields.ts`. */
import type { LogSource } from '../../../lib/ast/rule.ts';
import {
  BY_SUBJECT,
  CHANGE,
  CHANGED_ACCOUNTS,
  CONNECTION,
  files,
  LOGON,
  LOOKUP,
  MALWARE,
  PROCESS,
  registry,
  request,
  SERVICE,
  text,
  TWO_VALUES,
  type Fields,
  type PlainEvent,
} from './cim-fields.ts';
import type { FlatEvent, FlatValue, Scalar } from './flat-event.ts';

type DataSet = readonly [name: string, fields: Fields];

const BY_CATEGORY: Readonly<Record<string, DataSet>> = {
  process_creation: ['Processes', PROCESS],
  registry_add: ['Registry', registry('CreateKey')],
  registry_delete: ['Registry', registry('DeleteValue')],
  registry_event: ['Registry', registry('SetValue')],
  registry_set: ['Registry', registry('SetValue')],
  file_change: ['Filesystem', files(() => 'modified')],
  file_delete: ['Filesystem', files(() => 'deleted')],
  file_event: ['Filesystem', files((path) => (path.length % 2 === 0 ? 'created' : 'modified'))],
  network_connection: ['All_Traffic', CONNECTION],
  firewall: ['All_Traffic', CONNECTION],
  dns: ['DNS', LOOKUP],
  dns_query: ['DNS', LOOKUP],
  proxy: ['Web', request(['web', 'proxy'])],
  webserver: ['Web', request('web')],
  antivirus: ['Malware_Attacks', MALWARE],
};

function byNumber(service: string | undefined, id: string): DataSet | undefined {
  if (service === 'system') return id === '7045' ? ['Services', SERVICE] : undefined;
  if (id === '4624' || id === '4625') return ['Authentication', LOGON];
  return CHANGED_ACCOUNTS.test(id) || BY_SUBJECT.test(id) ? ['All_Changes', CHANGE] : undefined;
}

const PROVIDERS: Readonly<Record<string, string>> = {
  system: 'Service Control Manager',
  '1102': 'Microsoft-Windows-Eventlog',
  security: 'Microsoft-Windows-Security-Auditing',
};

/** The event with its provider, which events of Windows have; undefined for one of another provider, which is another event. */
export function withProvider(event: FlatEvent, { service = '', category }: LogSource): FlatEvent | undefined {
  const provider = PROVIDERS[String(event.EventID)] ?? PROVIDERS[service];
  if (category !== undefined || provider === undefined) return event;
  const given = event.Provider_Name ?? provider;
  return String(given).toLowerCase() === provider.toLowerCase()
    ? { ...event, Provider_Name: given }
    : undefined;
}

/** Whether some data set has events of the log source. */
export function isInCim({ product, category, service }: LogSource): boolean {
  if (category !== undefined) return Object.hasOwn(BY_CATEGORY, category);
  return product === 'windows' && (service === 'security' || service === 'system');
}

/**
 * The event as a data set has it; undefined if none can have it.
 *
 * @param filled Whether the model has a word for no value, as its calculated fields do, or leaves the field out.
 */
export function toCim(event: FlatEvent, logsource: LogSource, filled: boolean): FlatEvent | undefined {
  const plain = plainOf(event);
  if (plain === undefined || isLikeNumber(text(plain, 'Details') ?? '')) return undefined;
  const { category, service } = logsource;
  const found =
    category === undefined ? byNumber(service, text(plain, 'EventID') ?? '') : BY_CATEGORY[category];
  if (found === undefined) return undefined;
  const [name, fields] = found;
  try {
    const values = Object.entries(fields).map(([field, valueOf]): [string, FlatValue | undefined] => [
      `${name}.${field}`,
      valueOf(plain) ?? (filled ? 'unknown' : undefined),
    ]);
    const held = Object.fromEntries(values.filter((entry) => entry[1] !== undefined)) as FlatEvent;
    return isLeftOut(held) ? undefined : held;
  } catch (error) {
    if (error === TWO_VALUES) return undefined;
    throw error;
  }
}

/** A text in the registry that looks like what is made of a number, or like something from which a number is taken. */
function isLikeNumber(details: string): boolean {
  return (
    /^(?:\w+\s\(.+\)|0x[\da-f-x]+)$/i.test(details) &&
    !/^(?:DWORD|QWORD) \(0x[\da-f]{8}(?:-0x[\da-f]{8})?\)$/i.test(details)
  );
}

/** `tag=authentication NOT (action=success user=*$)`, of the data model. */
function isLeftOut(held: FlatEvent): boolean {
  return held['Authentication.action'] === 'success' && String(held['Authentication.user']).endsWith('$');
}

/** Undefined for several values, and for those that are none in the model. */
function plainOf(event: FlatEvent): PlainEvent | undefined {
  const plain = new Map<string, Scalar>();
  for (const [field, value] of Object.entries(event)) {
    if (value === null) continue;
    if (typeof value === 'object' || value === '' || /^unknown$/i.test(String(value))) return undefined;
    plain.set(field, value);
  }
  return plain;
}
