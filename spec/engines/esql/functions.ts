/**
 * Functions and arithmetic of ES|QL that the backend uses, each after its page in the reference:
 * https://www.elastic.co/docs/reference/query-languages/esql/esql-functions-operators
 */
import { isIP } from 'node:net';
import { ipMatches, unmapAddress } from '../ip.ts';
import { isSeveral, type EsqlColumn, type EsqlValue, type Typed } from './values.ts';

type Type = EsqlColumn | 'span';

interface Callable {
  readonly type: Type;
  readonly run: (args: readonly EsqlValue[]) => EsqlValue;
}

const DAY = 86_400_000;

/**
 * The function for arguments of these types.
 * @throws Error where Elasticsearch finds a mistake in names, counts or types
 */
export function callFunction(name: string, types: readonly Type[]): Callable {
  const signature = `${name}(${types.join(', ')})`;
  const fits = (pattern: RegExp): void => {
    if (!pattern.test(signature)) throw new Error(`no function ${signature}`);
  };
  switch (name) {
    case 'coalesce':
      fits(/^coalesce\(boolean, boolean\)$/);
      return { type: 'boolean', run: ([first = null, second = null]) => first ?? second };
    case 'to_lower':
      fits(/\(keyword\)$/);
      return eachValue('keyword', (value) => String(value).toLowerCase());
    case 'to_string':
      fits(/\((keyword|long|boolean|ip)\)$/);
      return eachValue('keyword', String);
    case 'to_ip':
      fits(/\((keyword|ip)\)$/);
      return eachValue('ip', (value) => (isAddress(String(value)) ? String(value) : null));
    case 'to_double':
      fits(/\((keyword|long|double)\)$/);
      return eachValue('double', (value) => readDouble(String(value)));
    case 'cidr_match':
      fits(/\(ip(, keyword)+\)$/);
      return single('boolean', ([address, ...networks]) =>
        networks.some((network) => ipMatches(String(network), unmapAddress(String(address)))),
      );
    case 'starts_with':
      fits(/\(keyword, keyword\)$/);
      return single('boolean', ([text, start]) => String(text).startsWith(String(start)));
    case 'ends_with':
      fits(/\(keyword, keyword\)$/);
      return single('boolean', ([text, end]) => String(text).endsWith(String(end)));
    case 'locate':
      fits(/\(keyword, keyword\)$/);
      return single('long', ([text, part]) => String(text).indexOf(String(part)) + 1);
    case 'concat':
      fits(/\(keyword(, keyword)+\)$/);
      return single('keyword', (texts) => texts.join(''));
    case 'mv_concat':
      fits(/\(keyword, keyword\)$/);
      return {
        type: 'keyword',
        run: ([values = null, separator = null]) =>
          values === null
            ? null
            : (isSeveral(values) ? [...values].sort() : [values]).join(String(separator)),
      };
    case 'mv_min':
    case 'mv_max':
      fits(/\((long|double)\)$/);
      return {
        type: types[0] as Type,
        run([values = null]) {
          if (values === null) return null;
          const numbers = (isSeveral(values) ? values : [values]).map(Number);
          return name === 'mv_min' ? Math.min(...numbers) : Math.max(...numbers);
        },
      };
    case 'date_extract':
      fits(/\(keyword, date\)$/);
      return single('long', ([part, date]) => extract(String(part), new Date(Number(date))));
    case 'date_trunc':
      fits(/\(span, date\)$/);
      // 1970-01-01 was a Thursday, and weeks begin on Mondays.
      return single('date', ([unit, date]) => {
        if (unit !== '1 week') throw new Error(`span outside the bench: ${String(unit)}`);
        return Math.floor((Number(date) + 3 * DAY) / (7 * DAY)) * 7 * DAY - 3 * DAY;
      });
    case '+':
      if (types.join() === 'date,span') {
        return single(
          'date',
          ([date, days]) => Number(date) + Number(String(days).replace(' days', '')) * DAY,
        );
      }
      fits(/\(long, long\)$/);
      return single('long', ([a, b]) => Number(a) + Number(b));
    case '-':
      fits(/\(long, long\)$/);
      return single('long', ([a, b]) => Number(a) - Number(b));
    case '/':
      fits(/\(long, long\)$/);
      return single('long', ([a, b]) => Math.trunc(Number(a) / Number(b)));
    default:
      throw new Error(`function outside the bench: ${signature}`);
  }
}

/** Null where an argument is null or has several values. */
function single(type: Type, run: (args: readonly Typed[]) => Typed): Callable {
  return {
    type,
    run(args) {
      const known = args.filter((arg): arg is Typed => arg !== null && !isSeveral(arg));
      return known.length === args.length ? run(known) : null;
    },
  };
}

/** Conversions and `to_lower` take each of several values by itself, and leave out what is none. */
function eachValue(type: Type, convert: (value: Typed) => Typed | null): Callable {
  return {
    type,
    run([value = null]) {
      if (value === null) return null;
      if (!isSeveral(value)) return convert(value);
      const converted = value.map(convert).filter((each) => each !== null);
      return converted.length > 1 ? converted : (converted[0] ?? null);
    },
  };
}

function isAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%');
}

/** As Java reads one: exponents, hexadecimal, NaN, blanks around it, and a letter for the type behind it. */
function readDouble(text: string): number | null {
  const trimmed = text.trim().replace(/(?<=[\d.])[dDfF]$/, '');
  const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : undefined;
  return number ?? (trimmed === 'NaN' ? NaN : null);
}

function extract(part: string, date: Date): number {
  const parts: Readonly<Record<string, number>> = {
    minute_of_hour: date.getUTCMinutes(),
    hour_of_day: date.getUTCHours(),
    day_of_month: date.getUTCDate(),
    month_of_year: date.getUTCMonth() + 1,
    year: date.getUTCFullYear(),
    day_of_year: Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1,
  };
  const found = parts[part];
  if (found === undefined) throw new Error(`no part of a date: ${part}`);
  return found;
}
