/** Putting a value into an event in each way that a field's name can be meant. */

export type MutableEvent = Record<string, unknown>;

/**
 * Sets the field as one key (`flat`), along its dots (`nested`), or with each step in a list next to an object
 * that lacks it (`list`).
 */
export function setField(
  event: MutableEvent,
  field: string,
  value: unknown,
  shape: 'flat' | 'nested' | 'list',
): void {
  const parts = shape === 'flat' ? [field] : field.split('.');
  let holder = event;
  for (const part of parts.slice(0, -1)) {
    const inner: MutableEvent = {};
    holder[part] = shape === 'list' ? [{ unrelated: 'x' }, inner] : inner;
    holder = inner;
  }
  holder[parts.at(-1) as string] = value;
}
