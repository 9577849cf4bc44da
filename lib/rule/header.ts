/** What all kinds of documents have in common: attributes read one by one, the rest kept, what is required looked for. */
import type { SigmaRule } from '../ast/rule.ts';
import type { Collector } from '../diagnostics/collector.ts';
import * as messages from '../diagnostics/messages/rule.ts';
import type { YamlMapping, YamlPair } from '../yaml/node.ts';
import { READERS, type AttributeName } from './attributes.ts';
import { keepCustom } from './custom.ts';
import type { DocumentShape } from './shapes.ts';
import { likelyMeant } from './typos.ts';

export type Attributes = { -readonly [Name in AttributeName]?: SigmaRule[Name] };

export interface Header {
  readonly attributes: Attributes;
  readonly custom: ReadonlyMap<string, unknown>;
  /** The pairs of the sections that the kind has of its own. */
  readonly own: ReadonlyMap<string, YamlPair>;
}

/** Lists that every kind of document has, empty where it does not say. */
export const EMPTY_LISTS: Pick<
  SigmaRule,
  'related' | 'references' | 'fields' | 'falsepositives' | 'tags' | 'scope'
> = { related: [], references: [], fields: [], falsepositives: [], tags: [], scope: [] };

export function readHeader(tree: YamlMapping, shape: DocumentShape, collector: Collector): Header {
  const attributes: Attributes = {};
  const custom = new Map<string, unknown>();
  const own = new Map<string, YamlPair>();
  for (const pair of tree.pairs) {
    const name = pair.key.text;
    if (shape.own.includes(name)) own.set(name, pair);
    else if (shape.attributes.has(name)) readAttribute(attributes, name as AttributeName, pair, collector);
    else keepCustom(pair, shape, custom, collector);
  }
  return { attributes, custom, own };
}

function readAttribute<Name extends AttributeName>(
  attributes: Pick<Attributes, Name>,
  name: Name,
  { key, value: node }: YamlPair,
  collector: Collector,
): void {
  const value = READERS[name](node, collector, key);
  if (value !== undefined) attributes[name] = value;
}

/** Sections that are there and unusable have been reported; an unusable title has only been warned about. */
export function checkRequired(
  tree: YamlMapping,
  shape: DocumentShape,
  { attributes, own }: Header,
  collector: Collector,
): void {
  for (const name of shape.required) {
    if (own.has(name) || attributes[name as AttributeName] !== undefined) continue;
    const pair = tree.pairs.find(({ key }) => key.text === name);
    if (pair !== undefined && name !== 'title') continue;
    const near = tree.pairs.find(({ key }) => likelyMeant(key.text, [name]) !== undefined);
    const misspelt = pair === undefined ? near?.key.text : undefined;
    const place = pair?.key ?? tree.pairs[0]?.key;
    collector.report(messages.missingAttribute(shape.noun, name, misspelt), place?.span ?? tree.span);
  }
}
