/** Kinds of values in a configuration, and the one reader of maps: every key is accounted for, every mistake has its place. */
import { closest } from '../../lib/diagnostics/suggest.ts';
import type { Finding } from '../../lib/diagnostics/diagnostic.ts';
import {
  configMissingKey,
  configUnknownKey,
  configUnknownName,
  configValue,
} from '../../lib/diagnostics/messages/config.ts';
import type { Span } from '../../lib/source/source.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../lib/yaml/node.ts';
import type { Placed, PlacedSettings } from './project.ts';

export type Report = (finding: Finding, span: Span) => void;

/** How the value of one key is read. */
export interface Kind<T> {
  /** For messages: `a text`. */
  readonly expects: string;
  /** Undefined for what it does not take; a reader that has said itself what is wrong gives {@link SAID}. */
  readonly read: (node: YamlNode, report: Report) => T | typeof SAID | undefined;
}

export const SAID: unique symbol = Symbol('said');

/** What a map may hold, by key. */
export type KeyTable = Readonly<Record<string, Kind<unknown>>>;

/** The values of a table; a key that is not there has none. */
export type ValuesOf<K extends KeyTable> = {
  readonly [N in keyof K]?: K[N] extends Kind<infer T> ? T : never;
};

/**
 * The values of a map by a table. What is wrong is reported and left out.
 *
 * @param where what the map is, for messages: `a target`
 */
export function readKeys<K extends KeyTable>(
  table: K,
  map: YamlMapping,
  where: string,
  required: readonly (keyof K & string)[],
  report: Report,
): ValuesOf<K> {
  const values: Record<string, unknown> = {};
  for (const { key, value } of map.pairs) {
    const kind = Object.hasOwn(table, key.text) ? table[key.text] : undefined;
    if (kind === undefined) report(configUnknownKey(where, key.text, Object.keys(table)), key.span);
    else {
      const read = readValue(kind, key.text, value, report);
      if (read !== undefined) values[key.text] = read;
    }
  }
  for (const name of required) {
    if (!map.pairs.some(({ key }) => key.text === name)) {
      report(configMissingKey(where, name), map.pairs[0]?.key.span ?? map.span);
    }
  }
  return values as ValuesOf<K>;
}

function readValue<T>(kind: Kind<T>, name: string, node: YamlNode, report: Report): T | undefined {
  const read = kind.read(node, report);
  if (read === undefined) report(configValue(name, kind.expects), node.span);
  return read === SAID ? undefined : read;
}

function scalar(node: YamlNode): YamlScalar | undefined {
  return node.kind === 'scalar' && node.value !== null ? node : undefined;
}

/** Numbers and booleans count by their spelling. */
export const text: Kind<Placed<string>> = {
  expects: 'a text',
  read(node) {
    const found = scalar(node);
    return found && found.text !== '' ? { value: found.text, span: found.span } : undefined;
  },
};

/** One text, or a list of texts. */
export const texts: Kind<readonly Placed<string>[]> = {
  expects: 'a text or a list of texts',
  read(node) {
    const nodes = node.kind === 'sequence' ? node.items : [node];
    const found = nodes.map(scalar);
    return found.some((each) => each === undefined)
      ? undefined
      : found.map((each) => ({ value: each?.text ?? '', span: each?.span ?? node.span }));
  },
};

/** One of these texts. */
export function oneOf<const T extends string>(what: string, names: readonly T[]): Kind<T> {
  return {
    expects: `one of ${names.join(', ')}`,
    read(node, report) {
      const found = scalar(node);
      if (found === undefined) return undefined;
      const name = names.find((each) => each === found.text);
      if (name === undefined) report(configUnknownName(what, found.text, names), found.span);
      return name ?? SAID;
    },
  };
}

/** Some of these texts. */
export function someOf(what: string, names: readonly string[]): Kind<readonly string[]> {
  return {
    expects: `${names.slice(0, 5).join(', ')} or a list of them`,
    read(node, report) {
      const found = texts.read(node, report);
      if (found === undefined || found === SAID) return found;
      for (const { value, span } of found) {
        if (names.includes(value)) continue;
        // A list of hundreds of names would not help.
        const known = closest(value, names) === undefined && names.length > 20 ? [] : names;
        report(configUnknownName(what, value, known), span);
      }
      return found.map(({ value }) => value);
    },
  };
}

/** A map of texts by name. */
export const settings: Kind<PlacedSettings> = {
  expects: 'a map of texts',
  read(node, report) {
    if (node.kind !== 'mapping') return undefined;
    const found = new Map<string, Placed<string>>();
    for (const { key, value } of node.pairs) {
      const single = value.kind === 'scalar' && value.value !== null ? value : undefined;
      if (single === undefined) report(configValue(key.text, 'a text'), value.span);
      else found.set(key.text, { value: single.text, span: single.span });
    }
    return found;
  },
};

/** A map of values, one or several, by name. */
export const valueLists: Kind<ReadonlyMap<string, readonly (string | number)[]>> = {
  expects: 'a map of values',
  read(node, report) {
    if (node.kind !== 'mapping') return undefined;
    const found = new Map<string, readonly (string | number)[]>();
    for (const { key, value } of node.pairs) {
      const items = value.kind === 'sequence' ? value.items : [value];
      const values = items.map((item) => scalar(item)).map((item) => item && valueOf(item));
      if (values.some((each) => each === undefined) || values.length === 0) {
        report(configValue(key.text, 'a text, a number or a list of them'), value.span);
      } else found.set(key.text, values as (string | number)[]);
    }
    return found;
  },
};

function valueOf({ value, text }: YamlScalar): string | number {
  return typeof value === 'number' && String(value) === text ? value : text;
}

/** A map of its own, read by a table. */
export function map<T>(expects: string, read: (node: YamlMapping, report: Report) => T): Kind<T> {
  return { expects, read: (node, report) => (node.kind === 'mapping' ? read(node, report) : undefined) };
}

/** A list of maps. */
export function maps<T>(
  expects: string,
  read: (node: YamlMapping, report: Report) => T | undefined,
): Kind<readonly T[]> {
  return {
    expects,
    read(node, report) {
      if (node.kind !== 'sequence') return undefined;
      return node.items.flatMap((item) => {
        if (item.kind === 'mapping') return read(item, report) ?? [];
        report(configValue('each item', 'a map'), item.span);
        return [];
      });
    },
  };
}
