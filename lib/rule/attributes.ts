/** Every attribute of the specification and how it is read; nothing else knows the list. */
import type { RuleLevel, RuleStatus, SigmaRule } from '../ast/rule.ts';
import type { Collector } from '../diagnostics/collector.ts';
import type { YamlNode, YamlScalar } from '../yaml/node.ts';
import { readDate } from './dates.ts';
import { readDetection } from './detection.ts';
import { readId, readRelated } from './identity.ts';
import { MAX_DESCRIPTION_LENGTH, MAX_NAME_LENGTH, MAX_TAXONOMY_LENGTH, MAX_TITLE_LENGTH } from './limits.ts';
import { readLogSource } from './logsource.ts';
import { readTags } from './tags.ts';
import { readAuthor, readText, readTexts, readWord } from './text.ts';

export type AttributeName = Exclude<
  keyof SigmaRule,
  'kind' | 'filters' | 'custom' | 'tree' | 'source' | 'span'
>;

/** The value of an attribute; undefined when it could not be used, which has then been reported. */
type Reader<Name extends AttributeName> = (
  node: YamlNode,
  collector: Collector,
  key: YamlScalar,
) => NonNullable<SigmaRule[Name]> | undefined;

const STATUSES: readonly RuleStatus[] = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'];
const LEVELS: readonly RuleLevel[] = ['informational', 'low', 'medium', 'high', 'critical'];

/** In the order of the specification. */
export const READERS: { readonly [Name in AttributeName]: Reader<Name> } = {
  title: (node, collector) => readText('title', node, collector, MAX_TITLE_LENGTH),
  id: (node, collector) => readId('id', node, collector),
  name: (node, collector) => readText('name', node, collector, MAX_NAME_LENGTH),
  related: readRelated,
  taxonomy: (node, collector) => readText('taxonomy', node, collector, MAX_TAXONOMY_LENGTH),
  status: (node, collector) => readWord('status', node, STATUSES, collector),
  description: (node, collector) => readText('description', node, collector, MAX_DESCRIPTION_LENGTH),
  license: (node, collector) => readText('license', node, collector),
  references: (node, collector) => readTexts('references', node, collector),
  author: readAuthor,
  date: (node, collector) => readDate('date', node, collector),
  modified: (node, collector) => readDate('modified', node, collector),
  logsource: readLogSource,
  detection: readDetection,
  fields: (node, collector) => readTexts('fields', node, collector),
  falsepositives: (node, collector) => readTexts('falsepositives', node, collector),
  level: (node, collector) => readWord('level', node, LEVELS, collector),
  tags: readTags,
  scope: (node, collector) => readTexts('scope', node, collector),
};

export const ATTRIBUTE_NAMES: readonly string[] = /* @__PURE__ */ Object.keys(READERS);
