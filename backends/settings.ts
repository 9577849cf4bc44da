/** Settings of a backend as a tool reads them from its user: text by name, turned into what the backend takes. */

export type TargetSettings = Readonly<Record<string, string>>;

/**
 * `name:type` pairs between commas; the last colon of a pair divides it, since field names may hold colons.
 *
 * @throws RangeError for a pair without a type, or a type that is not among `known`
 * @example typesSetting('columns', 'EventID:int', ['int', 'string']) // { EventID: 'int' }
 */
export function typesSetting<Type extends string>(
  setting: string,
  text: string,
  known: readonly Type[],
): Readonly<Record<string, Type>> {
  const pairs = text.split(',').map((pair): [string, Type] => {
    const colon = pair.lastIndexOf(':');
    const name = pair.slice(0, colon).trim();
    const type = pair.slice(colon + 1).trim();
    if (colon < 0 || name === '') throw new RangeError(`${setting} takes name:type pairs, not '${pair}'`);
    const found = known.find((candidate) => candidate === type);
    if (found === undefined)
      throw new RangeError(`${setting}: no type ${type}; types are ${known.join(', ')}`);
    return [name, found];
  });
  return Object.fromEntries(pairs);
}

/** @throws RangeError for anything but `true` and `false` */
export function booleanSetting(setting: string, text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new RangeError(`${setting} is true or false, not '${text}'`);
  return text === 'true';
}
