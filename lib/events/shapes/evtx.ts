/**
 * The XML of the Windows event log as JSON, as evtx_dump writes it: attributes under `#attributes` (or beside the
 * element as `Name_attributes`), text under `#text`, a named `<Data>` as a key of its own.
 * https://learn.microsoft.com/windows/win32/wes/eventschema-elements
 */
import type { ReadEvent, ReadOptions } from '../event.ts';
import { type Fields, isObject, own, put, putData } from '../fields.ts';
import { withHeader } from '../header.ts';

export function readEvtx(event: Readonly<Record<string, unknown>>, options: ReadOptions): ReadEvent {
  const system = own(event, 'System');
  const fields: Fields = {};
  putEventData(fields, own(event, 'EventData'));
  putUserData(fields, own(event, 'UserData'));
  if (options.message === true) put(fields, 'Message', textOf(own(own(event, 'RenderingInfo'), 'Message')));
  return withHeader('evtx', fields, {
    EventID: textOf(own(system, 'EventID')),
    Channel: textOf(own(system, 'Channel')),
    Provider_Name: attribute(system, 'Provider', 'Name'),
    Provider_Guid: attribute(system, 'Provider', 'Guid'),
    EventSourceName: attribute(system, 'Provider', 'EventSourceName'),
    Computer: textOf(own(system, 'Computer')),
    Level: textOf(own(system, 'Level')),
    Task: textOf(own(system, 'Task')),
    Opcode: textOf(own(system, 'Opcode')),
    Keywords: textOf(own(system, 'Keywords')),
    Version: textOf(own(system, 'Version')),
    EventRecordID: textOf(own(system, 'EventRecordID')),
    TimeCreated: attribute(system, 'TimeCreated', 'SystemTime'),
    Security_UserID: attribute(system, 'Security', 'UserID'),
    Execution_ProcessID: attribute(system, 'Execution', 'ProcessID'),
    Execution_ThreadID: attribute(system, 'Execution', 'ThreadID'),
    Correlation_ActivityID: attribute(system, 'Correlation', 'ActivityID'),
  });
}

function putEventData(fields: Fields, data: unknown): void {
  if (!isObject(data)) return;
  for (const name of Object.keys(data)) {
    if (name === 'Data') putUnnamed(fields, data[name]);
    else if (name !== '#attributes') putData(fields, name, textOf(data[name]));
  }
}

/**
 * `<Data>` elements without a name: all their texts in the field `Data`. Other converters keep the name of each as
 * an attribute instead of making it a key.
 */
function putUnnamed(fields: Fields, value: unknown): void {
  const unnamed: unknown[] = [];
  for (const element of Array.isArray(value) ? value : [value]) {
    const name = own(own(element, '#attributes'), 'Name') ?? own(element, '@Name');
    const text = textOf(element);
    if (typeof name === 'string') putData(fields, name, text ?? null);
    else if (Array.isArray(text)) unnamed.push(...(text as unknown[]));
    else if (text !== undefined) unnamed.push(text);
  }
  if (unnamed.length > 0) put(fields, 'Data', unnamed.length === 1 ? unnamed[0] : unnamed);
}

/** Real events nest three elements deep; what lies deeper than this is left out. */
const MAX_ELEMENT_DEPTH = 32;

/**
 * `<UserData>` holds one element of the provider's making. Its members are lifted at any depth, attributes
 * included: some providers keep their values in nothing else. What occurs several times becomes a list.
 */
function putUserData(fields: Fields, userData: unknown): void {
  const found = new Map<string, unknown[]>();
  const add = (name: string, value: unknown): void => {
    const known = found.get(name);
    if (known === undefined) found.set(name, [value]);
    else known.push(value);
  };
  lift(userData, add, 0);
  for (const [name, values] of found) putData(fields, name, values.length === 1 ? values[0] : values);
}

function lift(element: unknown, add: (name: string, value: unknown) => void, depth: number): void {
  if (!isObject(element) || depth > MAX_ELEMENT_DEPTH) return;
  for (const [name, value] of Object.entries(element)) {
    if (isAttributes(name)) liftAttributes(value, add);
    else if (name !== '#text') {
      for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
        const text = textOf(each);
        if (text !== undefined) add(name, text);
        lift(each, add, depth + 1);
      }
    }
  }
}

function liftAttributes(attributes: unknown, add: (name: string, value: unknown) => void): void {
  if (!isObject(attributes)) return;
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) add(name, value);
  }
}

function isAttributes(name: string): boolean {
  return name === '#attributes' || name.endsWith('_attributes');
}

/** The value of an element: itself where it has no attributes, else its `#text`; undefined where it has only parts. */
function textOf(element: unknown): unknown {
  return isObject(element) ? own(element, '#text') : element;
}

function attribute(system: unknown, element: string, name: string): unknown {
  const attributes = own(own(system, element), '#attributes') ?? own(system, `${element}_attributes`);
  return own(attributes, name);
}
