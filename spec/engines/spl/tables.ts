/**
 * A whole SPL search over many events: the commands that correlations are written with, each from rows to rows.
 *
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/streamstats
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/eventstats
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/dedup
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/sort
 */
import { toSplEvent, type SplEvent } from './event.ts';
import { splitCommands } from './lexer.ts';
import { parseFilter } from './run.ts';
import { parseExpression, type EvalValue } from './where.ts';

type Rows = readonly SplEvent[];

/**
 * The rows that the search ends with.
 *
 * @param events with their time in `_time`, in seconds; a search finds the latest first
 * @throws Error for anything outside the documented subset
 */
export function runSpl(query: string, events: readonly Readonly<Record<string, unknown>>[]): Rows {
  const [first = '', ...rest] = splitCommands(query);
  const found = events.map(toSplEvent).sort((a, b) => timeOf(b) - timeOf(a));
  const filter = parseFilter(`search ${first}`);
  return rest.reduce(apply, filter === undefined ? found : found.filter(filter));
}

function timeOf(row: SplEvent): number {
  return numberIn(row, '_time') ?? Number.NaN;
}

function textIn({ fields }: SplEvent, name: string): string | undefined {
  const values = fields.get(name);
  if (values !== undefined && values.length > 1) throw new Error(`several values of ${name}`);
  return values?.[0];
}

function numberIn(row: SplEvent, name: string): number | undefined {
  const text = textIn(row, name);
  return text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text);
}

function apply(rows: Rows, command: string): Rows {
  const filter = parseFilter(command);
  if (filter !== undefined) return rows.filter(filter);
  const [, name = '', body = ''] = /^(\w+)\s*([\s\S]*)$/.exec(command) ?? [];
  switch (name) {
    case 'eval':
      return evaluate(rows, body);
    case 'mvexpand':
      return rows.flatMap((row) => (row.fields.get(body) ?? []).map((value) => withField(row, body, value)));
    case 'sort':
      return sort(rows, body);
    case 'reverse':
      return [...rows].reverse();
    case 'dedup':
      return dedup(rows, body.split(' '));
    case 'streamstats':
      return streamstats(rows, body);
    case 'eventstats':
      return eventstats(rows, body);
    case 'rename':
      return rename(rows, body);
    case 'table':
      return rows;
    default:
      throw new Error(`unknown command: ${command}`);
  }
}

function withField({ fields, raw }: SplEvent, name: string, value: EvalValue): SplEvent {
  const changed = new Map(fields);
  if (value === null) changed.delete(name);
  else changed.set(name, Array.isArray(value) ? (value as readonly string[]) : [String(value)]);
  return { fields: changed, raw };
}

/** Assignments stand in order, and a later one sees what an earlier one made. */
function evaluate(rows: Rows, body: string): Rows {
  const assignments = splitList(body).map((text) => {
    const [, name = '', expression = ''] = /^(\w+)=([\s\S]+)$/.exec(text) ?? [];
    return { name, value: parseExpression(expression) };
  });
  return rows.map((row) =>
    assignments.reduce((changed, { name, value }) => withField(changed, name, value(changed)), row),
  );
}

/** Parts between commas that stand in no brackets and no quotes. */
function splitList(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text[i] as string;
    if (quote !== '') {
      if (unit === '\\') i++;
      else if (unit === quote) quote = '';
    } else if (unit === '"' || unit === "'") quote = unit;
    else if (unit === '(') depth++;
    else if (unit === ')') depth--;
    else if (unit === ',' && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return [...parts, text.slice(start).trim()];
}

/** `sort 0 a num(b)`: ascending, all rows, and equal rows stay in their order. */
function sort(rows: Rows, body: string): Rows {
  const [limit, ...keys] = body.split(' ').map((key) => key.replace(/^num\((\w+)\)$/, '$1'));
  if (limit !== '0') throw new Error('a sort that cuts off rows');
  return [...rows].sort((a, b) => {
    for (const key of keys) {
      const difference = (numberIn(a, key) ?? 0) - (numberIn(b, key) ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** The first row of each combination of values; rows without one of the fields are dropped. */
function dedup(rows: Rows, names: readonly string[]): Rows {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const values = names.map((name) => textIn(row, name));
    if (values.includes(undefined)) return false;
    const key = JSON.stringify(values);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

interface Aggregate {
  readonly name: string;
  readonly compute: (rows: Rows) => EvalValue;
}

/** Default of `max_stream_window`: what a `streamstats` without a window looks back on. */
const MOST_ROWS = 10_000;

function streamstats(rows: Rows, body: string): Rows {
  const options = new Map<string, string>();
  const text = body.replace(/\b(window|time_window|global)=(\S+)\s*/g, (_, name: string, value: string) => {
    options.set(name, value);
    return '';
  });
  const [aggregates = '', by = ''] = text.split(/ BY (?=[\w ]+$)/);
  const wanted = parseAggregates(aggregates);
  const names = by === '' ? [] : by.split(' ');
  const size = Number(options.get('window') ?? MOST_ROWS);
  if (options.has('window') && options.get('global') !== 'false')
    throw new Error('one window for all groups');
  const seconds = Number(/^(\d+)s$/.exec(options.get('time_window') ?? '')?.[1] ?? Infinity);
  const groups = new Map<string, SplEvent[]>();
  return rows.map((row) => {
    const values = names.map((name) => textIn(row, name));
    if (values.includes(undefined)) return row;
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? [];
    group.push(row);
    groups.set(key, group);
    const window = group.slice(-size).filter((other) => timeOf(row) - timeOf(other) <= seconds);
    return wanted.reduce((changed, { name, compute }) => withField(changed, name, compute(window)), row);
  });
}

/** Every row of a group gets what comes out for all of them; rows without one of the fields are not looked at. */
function eventstats(rows: Rows, body: string): Rows {
  const [aggregates = '', by = ''] = body.split(/ BY (?=[\w ]+$)/);
  const wanted = parseAggregates(aggregates);
  const names = by === '' ? [] : by.split(' ');
  const groups = new Map<string, SplEvent[]>();
  const keys = rows.map((row) => {
    const values = names.map((name) => textIn(row, name));
    if (values.includes(undefined)) return undefined;
    const key = JSON.stringify(values);
    groups.set(key, [...(groups.get(key) ?? []), row]);
    return key;
  });
  return rows.map((row, index) => {
    const group = groups.get(keys[index] ?? '');
    return group === undefined
      ? row
      : wanted.reduce((changed, { name, compute }) => withField(changed, name, compute(group)), row);
  });
}

/** `count AS n max(f) AS m max(eval(…)) AS k`. */
function parseAggregates(text: string): readonly Aggregate[] {
  const found: Aggregate[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const [head = '', functionName = ''] = /^(\w+(?:\.\d+)?)/.exec(rest) ?? [];
    rest = rest.slice(head.length);
    let argument = '';
    if (rest.startsWith('(')) {
      const end = closing(rest);
      argument = rest.slice(1, end);
      rest = rest.slice(end + 1);
    }
    const [as = '', name = ''] = /^ AS (\w+)\s*/.exec(rest) ?? [];
    if (as === '') throw new Error(`no name for ${functionName}`);
    rest = rest.slice(as.length);
    const inner = /^eval\(([\s\S]*)\)$/.exec(argument)?.[1] ?? argument;
    const value = inner === '' ? undefined : parseExpression(inner);
    found.push({
      name,
      compute: (rows) => aggregate(functionName, value === undefined ? rows.length : present(rows, value)),
    });
  }
  return found;
}

function closing(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')' && --depth === 0) return i;
  }
  throw new Error(`a bracket is missing: ${text}`);
}

function present(rows: Rows, value: (row: SplEvent) => EvalValue): readonly EvalValue[] {
  return rows.map(value).filter((each) => each !== null);
}

function aggregate(name: string, values: readonly EvalValue[] | number): EvalValue {
  if (typeof values === 'number') return values;
  const numbers = values.map(Number);
  const percentile = /^exactperc([\d.]+)$/.exec(name)?.[1];
  if (percentile !== undefined) {
    // https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/statistical-and-charting-functions/aggregate-functions
    const sorted = [...numbers].sort((a, b) => a - b);
    const rank = Math.floor((Number(percentile) * sorted.length) / 100);
    return sorted[Math.min(rank, sorted.length - 1)] ?? null;
  }
  // In the order in which rows are seen, not of their times:
  // https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/statistical-and-charting-functions/event-order-functions
  if (name === 'last') return values.at(-1) ?? null;
  if (name === 'dc') return new Set(values.map(String)).size;
  if (numbers.length === 0) return null;
  const sum = numbers.reduce((all, each) => all + each, 0);
  switch (name) {
    case 'sum':
      return sum;
    case 'avg':
      return sum / numbers.length;
    case 'min':
      return Math.min(...numbers);
    case 'max':
      return Math.max(...numbers);
    default:
      throw new Error(`unknown function: ${name}`);
  }
}

function rename(rows: Rows, body: string): Rows {
  const names = new Map(
    splitList(body).map((part) => {
      const [, from = '', to = ''] = /^(\w+) AS (.+)$/.exec(part) ?? [];
      return [from, to.replace(/^"(.*)"$/, '$1')] as const;
    }),
  );
  return rows.map(({ fields, raw }) => ({
    fields: new Map([...fields].map(([name, values]) => [names.get(name) ?? name, values])),
    raw,
  }));
}
