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
  const pairs = Object.entries(pairsSetting(setting, text)).map(([name, type]): [string, Type] => {
    const found = known.find((candidate) => candidate === type);
    if (found === undefined)
      throw new RangeError(`${setting}: no type ${type}; types are ${known.join(', ')}`);
    return [name, found];
  });
  return Object.fromEntries(pairs);
}

/**
 * `name:value` pairs between commas; the last colon of a pair divides it.
 *
 * @throws RangeError for a pair without a name or a colon
 */
export function pairsSetting(setting: string, text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').map((pair): [string, string] => {
    const colon = pair.lastIndexOf(':');
    const name = pair.slice(0, colon).trim();
    if (colon < 0 || name === '') throw new RangeError(`${setting} takes name:type pairs, not '${pair}'`);
    return [name, pair.slice(colon + 1).trim()];
  });
  return Object.fromEntries(pairs);
}

/**
 * Names between commas.
 *
 * @throws RangeError for an empty name
 * @example namesSetting('multivalued', 'process.args, tags') // ['process.args', 'tags']
 */
export function namesSetting(setting: string, text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new RangeError(`${setting} takes names between commas, not '${text}'`);
  return names;
}

/** @throws RangeError for anything but `true` and `false` */
export function booleanSetting(setting: string, text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new RangeError(`${setting} is true or false, not '${text}'`);
  return text === 'true';
}
