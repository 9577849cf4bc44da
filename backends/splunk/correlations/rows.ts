/** The rows that a correlation looks at: events, read in each way, with their groups and the value that is counted. */
import type { Correlation } from '../../../lib/ast/correlation.ts';
import { EVENT, type Names } from './names.ts';
import { isRead, type Way } from './ways.ts';
import { allOf, anyOf, type Condition } from './writer.ts';

/** Types to which it makes no difference that an event is there twice. */
const MAY_REPEAT: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'temporal',
  'temporal_ordered',
  'value_count',
  'value_min',
  'value_max',
]);

/** Whether an event has to be told from others, since it becomes several rows. */
export function needsEvents({ type }: Correlation, ways: readonly Way[], isInner: boolean): boolean {
  return ways.length > 1 && (isInner || !MAY_REPEAT.has(type));
}

/**
 * @param isInner whether all rows are kept, since a correlation further out may be about them
 * @param isChain whether there are rows that are no part of the correlation
 */
export function rowCommands(
  correlation: Correlation,
  ways: readonly Way[],
  names: Names,
  isInner: boolean,
  isChain: boolean,
): readonly string[] {
  const several = ways.length > 1;
  const commands: string[] = [];
  if (several) {
    const numbers = ways.map((way, index) => `if(${isRead(way) ?? 'true()'}, "${index + 1}", null())`);
    const list = `mvappend(${numbers.join(', ')})`;
    // What is in no way still needs a value: the manual does not say what becomes of rows without one.
    const way = isChain ? `coalesce(${list}, "0")` : list;
    commands.push(`eval ${names.way}=${way}`, `mvexpand ${names.way}`);
  }
  const made: string[] = [];
  const present: Condition[] = [
    isChain ? (several ? `${names.way}!="0"` : ways[0] && isRead(ways[0])) : undefined,
  ];
  for (const [index, group] of names.groups.entries()) {
    made.push(`${group}=${byWay(ways, names, ({ groups }) => groups[index] ?? '')}`);
    present.push(`isnotnull(${group})`, `${group}!=""`);
  }
  const { value } = names;
  const isCounted = ways.some((way) => way.value !== undefined);
  if (isCounted) {
    made.push(`${value}=${byWay(ways, names, (way) => way.value ?? '')}`);
    present.push(`isnotnull(${value})`);
  }
  if (correlation.type.startsWith('temporal')) {
    for (const index of correlation.rules.keys())
      made.push(`${names.rule(index)}=${flag(ways, names, index)}`);
  }
  const condition = allOf(present.map(bracketed));
  if (isInner) {
    made.push(`${names.part}=${condition === undefined ? '1' : `if(${condition}, 1, 0)`}`);
    // Rows with a missing field would not be looked at.
    for (const field of [...names.groups, ...(several && isCounted ? [value] : [])]) {
      made.push(`${field}=if(${names.part}=1, ${field}, "-")`);
    }
  }
  if (made.length > 0) commands.push(`eval ${made.join(', ')}`);
  if (!isInner && condition !== undefined) commands.push(`where ${condition}`);
  if (several && !MAY_REPEAT.has(correlation.type)) {
    commands.push(`dedup ${[EVENT, ...names.keys, ...(isCounted ? [value] : [])].join(' ')}`);
  }
  return commands;
}

function bracketed(condition: Condition): Condition {
  return condition?.includes(' OR ') ? `(${condition})` : condition;
}

/** An expression that all ways have in common, or one for each of them. */
function byWay(ways: readonly Way[], names: Names, textOf: (way: Way) => string): string {
  const texts = ways.map(textOf);
  const [first = ''] = texts;
  if (texts.every((text) => text === first)) return first;
  return `case(${texts.map((text, index) => `${isWay(names, index)}, ${text}`).join(', ')})`;
}

export function isWay({ way }: Names, index: number): string {
  return `${way}="${index + 1}"`;
}

/** Whether the row is about the rule at this position. */
function flag(ways: readonly Way[], names: Names, input: number): string {
  const conditions = ways.flatMap((way, index) => {
    const own = way.inputs.get(input);
    if (own === undefined) return [];
    const condition = anyOf(own);
    return ways.length === 1 ? [condition] : [allOf([isWay(names, index), bracketed(condition)])];
  });
  if (conditions.length === 0) return '0';
  const condition = anyOf(conditions);
  return condition === undefined ? '1' : `if(${condition}, 1, 0)`;
}
