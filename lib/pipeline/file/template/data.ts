/**
 * What templates see: plain values of our own making. There is no way from them to an object or a function of the
 * program, as names are looked up in maps alone.
 */
import type { SigmaRule } from '../../../ast/rule.ts';
import type { PipelineState, PipelineVars } from '../../pipeline.ts';

export type Data = string | number | boolean | null | undefined | DataObject | readonly Data[];

/** A value with members. */
export interface DataObject {
  readonly members: ReadonlyMap<string, Data>;
  /** What it is as text, where it is one: a tag is `attack.t1059` and has the members `namespace` and `name`. */
  readonly text?: string;
  /** Whether the text needs no escaping any more. */
  readonly safe?: true;
}

/** Trouble with a template, at an offset into it where that is known. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly offset: number | undefined;

  constructor(message: string, offset?: number) {
    super(message);
    this.offset = offset;
  }
}

export function isList(value: Data): value is readonly Data[] {
  return Array.isArray(value);
}

export function isObject(value: Data): value is DataObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

export function objectOf(entries: Iterable<readonly [string, Data]>): DataObject {
  return { members: new Map(entries) };
}

/** Data of a YAML file as data of a template. */
export function toData(value: unknown): Data {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(toData);
  if (value instanceof Map) {
    return objectOf([...(value as ReadonlyMap<string, unknown>)].map(([key, each]) => [key, toData(each)]));
  }
  return objectOf(Object.entries(value).map(([key, each]) => [key, toData(each)]));
}

/** A rule by the names that templates of pySigma use; what it lacks is null. */
export function ruleData(rule: SigmaRule): DataObject {
  const { logsource, custom } = rule;
  const words = [
    'title',
    'id',
    'name',
    'taxonomy',
    'description',
    'license',
    'author',
    'date',
    'modified',
  ] as const;
  const lists = ['references', 'fields', 'falsepositives', 'scope'] as const;
  return objectOf([
    ...words.map((name): [string, Data] => [name, rule[name] ?? null]),
    ...lists.map((name): [string, Data] => [name, rule[name]]),
    ['status', wordData(rule.status)],
    ['level', wordData(rule.level)],
    ['tags', rule.tags.map(tagData)],
    [
      'logsource',
      objectOf(
        (['category', 'product', 'service', 'definition'] as const).map((name) => [
          name,
          logsource[name] ?? null,
        ]),
      ),
    ],
    ['custom_attributes', toData(custom)],
  ]);
}

/** Levels and states are enumerations in pySigma: their `name` is in capitals. */
function wordData(word: string | undefined): Data {
  if (word === undefined) return null;
  return { text: word, members: new Map<string, Data>([['name', word.toUpperCase()]]) };
}

function tagData(tag: string): DataObject {
  const dot = tag.indexOf('.');
  const [namespace, name] = dot < 0 ? ['', tag] : [tag.slice(0, dot), tag.slice(dot + 1)];
  return {
    text: tag,
    members: new Map<string, Data>([
      ['namespace', namespace],
      ['name', name],
    ]),
  };
}

/** What templates know of the pipeline; after the last query there is no state any more. */
export function pipelineData(name: string, vars: PipelineVars, state: PipelineState | undefined): DataObject {
  return objectOf([
    ['name', name],
    ['vars', toData(vars)],
    ['state', toData(state?.variables ?? new Map())],
  ]);
}

/** A value as Python would print it. */
export function textOf(value: Data): string {
  if (value === undefined) return '';
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (isObject(value) && value.text !== undefined) return value.text;
  throw new TemplateError('a list or a map cannot be printed as it is; use `join` or `tojson`');
}

/** Values in one that is written as JSON. A list may hold another one twice, which doubles with each level. */
const MAX_VALUES = 500_000;

/** A value as JSON would have it. */
export function plainOf(value: Data): unknown {
  let left = MAX_VALUES;
  const toPlain = (each: Data): unknown => {
    if (--left < 0) throw new TemplateError(`no JSON has more than ${MAX_VALUES} values`);
    if (isList(each)) return each.map(toPlain);
    if (!isObject(each)) return each ?? null;
    return each.text ?? Object.fromEntries([...each.members].map(([key, member]) => [key, toPlain(member)]));
  };
  return toPlain(value);
}

export function isTrue(value: Data): boolean {
  if (isList(value)) return value.length > 0;
  if (isObject(value)) return (value.text ?? '') !== '' || value.members.size > 0;
  return Boolean(value);
}

/** Text of templates and of all they put together. */
const MAX_TEXT = 50_000_000;

/** Texts in one, as long as that is not absurdly long. */
export function joinTexts(texts: readonly string[], separator = ''): string {
  let length = separator.length * Math.max(0, texts.length - 1);
  for (const text of texts) length += text.length;
  if (length > MAX_TEXT) throw new TemplateError(`no text is longer than ${MAX_TEXT} characters`);
  return texts.join(separator);
}
