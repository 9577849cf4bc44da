/**
 * Parameters of transformations, conditions and finalizers as tables: what each is called and takes. One reader checks
 * them all, so that every key is accounted for and every mistake has its place.
 */
import { missingKey, unknownKey, wrongValue } from '../../diagnostics/messages/pipeline-file.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.ts';
import { toPlain } from '../../yaml/plain.ts';
import type { Setup } from './setup.ts';

/** How one parameter is read. */
export interface Parameter<T> {
  /** What it takes, for messages: `a text`. */
  readonly expects: string;
  /** {@link NO_VALUE} for what it does not take; what is wrong in more detail may have been reported before. */
  readonly read: (node: YamlNode, setup: Setup) => T | typeof NO_VALUE | typeof REPORTED;
  /** In its place when the key is left out; {@link NO_VALUE} when it must not be. */
  readonly fallback: T | typeof NO_VALUE;
}

export const NO_VALUE: unique symbol = /* @__PURE__ */ Symbol('no value');
/** The reader has said itself what is wrong. */
export const REPORTED: unique symbol = /* @__PURE__ */ Symbol('reported');

export type ParameterTable = Readonly<Record<string, Parameter<unknown>>>;

/** The values that a table reads. */
export type Values<P extends ParameterTable> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/**
 * The values of a map by a table; undefined, with what is wrong reported, when they cannot be used.
 *
 * @param where What the map is, for messages: `the transformation add_condition`.
 * @param others Keys that somebody else reads.
 */
export function readParameters<P extends ParameterTable>(
  table: P,
  { pairs, span }: YamlMapping,
  where: string,
  others: readonly string[],
  setup: Setup,
): Values<P> | undefined {
  let usable = true;
  const values: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const names = Object.keys(table);
  for (const { key, value } of pairs) {
    const name = key.text;
    if (others.includes(name)) continue;
    const parameter = Object.hasOwn(table, name) ? table[name] : undefined;
    if (parameter === undefined) {
      setup.report(unknownKey(where, name, [...names, ...others]), key.span);
      usable = false;
      continue;
    }
    const read = parameter.read(value, setup);
    if (read === NO_VALUE) setup.report(wrongValue(name, parameter.expects), value.span);
    if (read === NO_VALUE || read === REPORTED) usable = false;
    values[name] = read;
  }
  for (const name of names) {
    if (name in values) continue;
    const fallback = table[name]?.fallback;
    if (fallback === NO_VALUE) {
      setup.report(missingKey(where, name), pairs[0]?.key.span ?? span);
      usable = false;
    }
    values[name] = fallback;
  }
  return usable ? (values as Values<P>) : undefined;
}

// Kinds of parameters

function required<T>(expects: string, read: Parameter<T>['read']): Parameter<T> {
  return { expects, read, fallback: NO_VALUE };
}

/** The parameter with a value for when it is left out. */
export function optional<T, F>({ expects, read }: Parameter<T>, fallback: F): Parameter<T | F> {
  return { expects, read, fallback };
}

function scalar(node: YamlNode): YamlScalar | undefined {
  return node.kind === 'scalar' && node.value !== null ? node : undefined;
}

/** Numbers and booleans count by their spelling, as names of fields and parts of queries may look like them. */
export const text: Parameter<string> = /* @__PURE__ */ required(
  'a text',
  (node) => scalar(node)?.text ?? NO_VALUE,
);

export const flag: Parameter<boolean> = /* @__PURE__ */ required('true or false', (node) =>
  node.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : NO_VALUE,
);

export const integer: Parameter<number> = /* @__PURE__ */ required('a whole number', (node) =>
  node.kind === 'scalar' && Number.isSafeInteger(node.value) ? (node.value as number) : NO_VALUE,
);

export const count: Parameter<number> = /* @__PURE__ */ required('a whole number', (node) =>
  node.kind === 'scalar' &&
  typeof node.value === 'number' &&
  Number.isSafeInteger(node.value) &&
  node.value >= 0
    ? node.value
    : NO_VALUE,
);

/** A text, a number, a boolean or null. */
export type ScalarValue = string | number | boolean | null;

export const single: Parameter<ScalarValue> = /* @__PURE__ */ required('a single value', (node) =>
  node.kind === 'scalar' ? node.value : NO_VALUE,
);

/** A list of texts, or one text. */
export const texts: Parameter<readonly string[]> = /* @__PURE__ */ required(
  'a text or a list of texts',
  (node) => {
    const nodes = node.kind === 'sequence' ? node.items : [node];
    const read = nodes.map((each) => scalar(each)?.text);
    return read.length > 0 && read.every((each) => each !== undefined) ? read : NO_VALUE;
  },
);

/** Any data; it is kept and not looked at. */
export const anything: Parameter<unknown> = /* @__PURE__ */ required('any value', toPlain);

/** The tree itself, for readers of their own. */
export const tree: Parameter<YamlNode> = /* @__PURE__ */ required('any value', (node) => node);

export const map: Parameter<YamlMapping> = /* @__PURE__ */ required('a map', (node) =>
  node.kind === 'mapping' && node.pairs.length > 0 ? node : NO_VALUE,
);

/** A map with anything in it, or nothing. */
export const anyMap: Parameter<YamlMapping> = /* @__PURE__ */ required('a map', (node) =>
  node.kind === 'mapping' ? node : NO_VALUE,
);

/** One of some words. */
export function choice<T extends string>(...words: readonly T[]): Parameter<T> {
  return required(`one of ${words.join(', ')}`, (node) => {
    const word = scalar(node)?.text;
    return words.find((each) => each === word) ?? NO_VALUE;
  });
}

/** A map from names to texts or lists of texts; the name null is null. */
export const textsByName: Parameter<ReadonlyMap<string | null, readonly string[]>> = /* @__PURE__ */ required(
  'a map from names to texts or lists of texts',
  (node, setup) => {
    if (node.kind !== 'mapping') return NO_VALUE;
    const byName = new Map<string | null, readonly string[]>();
    for (const { key, value } of node.pairs) {
      const read = texts.read(value, setup);
      if (typeof read === 'symbol') {
        setup.report(wrongValue(key.text, texts.expects), value.span);
        return REPORTED;
      }
      byName.set(key.value === null ? null : key.text, read);
    }
    return byName;
  },
);
