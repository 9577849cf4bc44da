/**
 * Which plain scalars are more than text.
 *
 * Sigma tools read YAML 1.1, so its words for true, false and null count (`yes`, `off`, `~` …). Of its numbers only
 * the decimal notation does. Everything else that YAML 1.1 would turn into a number or a date stays text, because a
 * rule quotes what a log shows, and the number would no longer show it:
 *
 * | written            | YAML 1.1 means         | a rule means                             |
 * | ------------------ | ---------------------- | ---------------------------------------- |
 * | `00000429`         | text                   | a keyboard layout; YAML 1.2 makes it 429 |
 * | `0644`, `0b101`    | 420, 5                 | the digits                               |
 * | `0x1F0FFF`         | 2035711                | an access mask as Windows writes it      |
 * | `12:30`            | 750 (base 60)          | a time                                   |
 * | `1_000`, `+1`      | 1000, 1                | the characters                           |
 * | `.inf`, `.nan`     | infinity, not a number | file name extensions                     |
 * | `2024-01-05`       | a timestamp            | the characters                           |
 *
 * An integer beyond 2^53 is a number whose `value` is only near it; `YamlScalar.text` keeps the digits.
 *
 * Specifications: https://yaml.org/type/ (1.1), https://yaml.org/spec/1.2.2/#103-core-schema (1.2).
 */
import type { YamlScalar } from './node.ts';

export type ScalarValue = YamlScalar['value'];

/**
 * The value of a plain scalar without a tag.
 *
 * @example typePlain('4625') // 4625
 * @example typePlain('00000429') // '00000429'
 */
export function typePlain(text: string): ScalarValue {
  const first = text.charCodeAt(0);
  if (isDigit(first) || first === HYPHEN) return typeDecimal(text) ?? text;
  if (text.length > LONGEST_WORD) return text;
  const word = typeWord(text);
  return word === undefined ? text : word;
}

const HYPHEN = 0x2d;
const LONGEST_WORD = 5;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** The number a decimal notation stands for; undefined for other notations and for what is infinite as a double. */
function typeDecimal(text: string): number | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * The truth value or null a word stands for; undefined for other words.
 *
 * YAML 1.1 also lists `y` and `n`; PyYAML, which most Sigma tools use, reads them as text, and so do we.
 */
function typeWord(text: string): boolean | null | undefined {
  switch (text) {
    case 'true':
    case 'True':
    case 'TRUE':
    case 'yes':
    case 'Yes':
    case 'YES':
    case 'on':
    case 'On':
    case 'ON':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
    case 'no':
    case 'No':
    case 'NO':
    case 'off':
    case 'Off':
    case 'OFF':
      return false;
    case 'null':
    case 'Null':
    case 'NULL':
    case '~':
    case '':
      return null;
    default:
      return undefined;
  }
}

/**
 * The value of a scalar with a tag: `!!str 4625`.
 *
 * Only the tags of the values a rule can hold are known, in their short form and spelt out.
 *
 * @returns Undefined when the tag is unknown or does not fit the text.
 */
export function typeTagged(tag: string, text: string): ScalarValue | undefined {
  switch (standardName(tag)) {
    case 'str':
      return text;
    case 'null':
      return typeWord(text) === null ? null : undefined;
    case 'bool': {
      const word = typeWord(text);
      return word === null ? undefined : word;
    }
    case 'int': {
      const number = typeDecimal(text);
      return Number.isInteger(number) ? number : undefined;
    }
    case 'float':
      return typeDecimal(text);
    default:
      return undefined;
  }
}

/** Whether a collection may carry the tag. */
export function fitsCollection(tag: string, kind: 'sequence' | 'mapping'): boolean {
  return standardName(tag) === (kind === 'sequence' ? 'seq' : 'map');
}

const STANDARD_TAG = /^(?:!!|!<tag:yaml\.org,2002:)([a-z]+)>?$/;

function standardName(tag: string): string | undefined {
  return STANDARD_TAG.exec(tag)?.[1];
}
