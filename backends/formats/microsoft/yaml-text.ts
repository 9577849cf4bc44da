/**
 * YAML from plain data: maps, lists, texts, numbers. What YAML cannot show as it is goes between double quotes, where
 * JSON and YAML agree. https://yaml.org/spec/1.2.2/
 */
export type YamlValue =
  string | number | boolean | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/** Characters that a block of text may hold: all that are printable, and no line break but LF. */
const PRINTABLE = /^[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Text that no reader takes for anything else. */
const PLAIN = /^[A-Za-z][\w./-]*(?: [\w./()-]+)*$/;
const WORDS = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/** A map as a document, with a line break at its end. */
export function printYaml(value: Readonly<Record<string, YamlValue>>): string {
  return printMap(value, '');
}

function printMap(map: Readonly<Record<string, YamlValue>>, indent: string): string {
  return Object.entries(map)
    .map(([key, value]) => `${indent}${key}:${printValue(value, indent)}`)
    .join('');
}

/** What follows the colon. */
function printValue(value: YamlValue, indent: string): string {
  if (typeof value === 'string') return ` ${printText(value, indent)}\n`;
  if (typeof value !== 'object') return ` ${value}\n`;
  if (isList(value)) return value.length === 0 ? ' []\n' : `\n${printList(value, indent)}`;
  return `\n${printMap(value, `${indent}  `)}`;
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function printList(list: readonly YamlValue[], indent: string): string {
  return list
    .map((item) => {
      if (typeof item !== 'object' || isList(item)) return `${indent}  -${printValue(item, `${indent}  `)}`;
      // The first key of a map stands behind the dash.
      return `${indent}  - ${printMap(item, `${indent}    `).slice(indent.length + 4)}`;
    })
    .join('');
}

/** As JSON, with what YAML calls not printable, or a line break in one of its versions, by number. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function printText(text: string, indent: string): string {
  if (PLAIN.test(text) && !WORDS.test(text)) return text;
  const isBlock = text.includes('\n') && PRINTABLE.test(text) && !/^[\s]|\n$/.test(text);
  if (!isBlock) return quote(text);
  const lines = text.split('\n').map((line) => (line === '' ? '' : `${indent}  ${line}`));
  return `|-\n${lines.join('\n')}`;
}
