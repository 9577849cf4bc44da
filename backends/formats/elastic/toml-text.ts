/** Values in TOML: https://toml.io/en/v1.0.0 */

export type TomlValue = string | number | readonly string[];

/** `key = value`, a list on lines of its own when it is long. */
export function keyValue(key: string, value: TomlValue): readonly string[] {
  if (typeof value === 'number') return [`${key} = ${value}`];
  if (typeof value === 'string') return [`${key} = ${quote(value)}`];
  const items = value.map(quote);
  const line = `${key} = [${items.join(', ')}]`;
  if (items.length <= 1 || line.length <= LONGEST_LINE) return [line];
  return [`${key} = [`, ...items.map((item) => `    ${item},`), ']'];
}

const LONGEST_LINE = 120;

/** Text of several lines; the line break behind the opening quotes is not part of it. */
export function printText(text: string): string {
  const escaped = escape(text, true).replaceAll('"""', '\\"\\"\\"');
  return `"""\n${escaped}\n"""`;
}

/** A query as it is, if literal quotes can hold it. */
export function printQuery(query: string): string {
  const isPlain = !query.includes("'''") && !CONTROL.test(query);
  return isPlain ? `'''\n${query}\n'''` : printText(query);
}

/** What even literal text may not hold. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f]/;

function quote(text: string): string {
  return `"${escape(text, false).replaceAll('"', '\\"')}"`;
}

const SHORT: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

function escape(text: string, keepLines: boolean): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll('\\', '\\\\').replace(/[\x00-\x1f\x7f]|\p{Cs}/gu, (unit) => {
    if (keepLines && unit === '\n') return unit;
    return SHORT[unit] ?? (/\p{Cs}/u.test(unit) ? '\\uFFFD' : `\\u${hexOf(unit)}`);
  });
}

function hexOf(unit: string): string {
  return unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}
