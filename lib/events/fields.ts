/** Building the fields of an event: the first writer of a name wins, and names take the forms that rules use. */

export type Fields = Record<string, unknown>;

/** Sets a field unless it is there already. Undefined is no value; null is one that blocks later writers. */
export function put(fields: Fields, name: string, value: unknown): void {
  if (value === undefined || Object.hasOwn(fields, name)) return;
  // Plain assignment would change the object's prototype.
  if (name === '__proto__') Object.defineProperty(fields, name, { value, enumerable: true });
  else fields[name] = value;
}

const BARE_GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * A member of the event's data under the names rules know it by. Defender writes `Threat Name`, rules say
 * `ThreatName` or, once, `Feature_Name`. Identifiers stand in braces in the event's XML, which evtx_dump drops.
 */
export function putData(fields: Fields, name: string, value: unknown): void {
  const held = isGuidName(name) ? braced(value) : value;
  put(fields, name, held);
  if (name.includes(' ')) putSpaceless(fields, name, held);
}

function putSpaceless(fields: Fields, name: string, value: unknown): void {
  put(fields, name.replaceAll(' ', ''), value);
  put(fields, name.replaceAll(' ', '_'), value);
}

/** The same for fields that are all there: what {@link putData} would have made of them. */
export function completeNames(fields: Fields): void {
  for (const name of Object.keys(fields)) {
    if (isGuidName(name)) fields[name] = braced(fields[name]);
    if (name.includes(' ')) putSpaceless(fields, name, fields[name]);
  }
}

function isGuidName(name: string): boolean {
  return name.endsWith('Guid') || name.endsWith('GUID');
}

function braced(value: unknown): unknown {
  return typeof value === 'string' && BARE_GUID.test(value) ? `{${value}}` : value;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of an own property; undefined for anything that is no object. */
export function own(holder: unknown, key: string): unknown {
  return isObject(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
}

/** The value at a dotted path: the rest of the path as one key first, then step by step. */
export function valueAt(record: unknown, path: string): unknown {
  let holder = record;
  let rest = path;
  for (;;) {
    const value = own(holder, rest);
    const dot = rest.indexOf('.');
    if (value !== undefined || dot < 0) return value;
    holder = own(holder, rest.slice(0, dot));
    rest = rest.slice(dot + 1);
  }
}

/** Everything below a path, whether nested or as keys with the path in front: `winlog.event_data.Image`. */
export function membersAt(
  record: Readonly<Record<string, unknown>>,
  path: string,
): readonly (readonly [string, unknown])[] {
  const nested = valueAt(record, path);
  if (isObject(nested)) return Object.entries(nested);
  const prefix = `${path}.`;
  return Object.entries(record)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value]);
}

export function textOrUndefined(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
