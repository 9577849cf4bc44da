/**
 * The `filter` section of a filter.
 * https://sigmahq.io/sigma-specification/specification/sigma-filters-specification.html#global-filter
 *
 * Besides `rules` it is a detection. Decided where the specification leaves it open:
 *
 * - How the condition joins the rule's is not said. The schema speaks of "selection or not selection", and other
 *   tools add it with `and`; so does this one. The specification's example, whose condition is plainly `selection`
 *   although its purpose is to leave matches out, is read as it is written and warned about.
 * - The schema wants a search called `selection`; any search identifiers do.
 * - `rules: any` is every rule of the log source, as version 2.2 says. The word alone is that; `[any]` is a rule.
 */
import type { Condition, ConditionNode } from '../ast/condition.ts';
import type { FilterSection } from '../ast/filter.ts';
import type { Collector } from '../diagnostics/collector.ts';
import * as messages from '../diagnostics/messages/filter.ts';
import type { YamlMapping, YamlPair } from '../yaml/node.ts';
import { readReferences } from './correlation/references.ts';
import { readDetection } from './detection.ts';

/** Undefined, with an error reported, when the section is unusable. */
export function readFilter({ key, value }: YamlPair, collector: Collector): FilterSection | undefined {
  if (value.kind !== 'mapping') {
    collector.report(messages.notASection(value.kind), key.span);
    return undefined;
  }
  const rules = readRules(value, key, collector);
  const pairs = value.pairs.filter((pair) => pair.key.text !== 'rules');
  const detection = readDetection({ ...value, pairs }, collector, key);
  if (detection === undefined) return undefined;
  const [condition, another] = detection.conditions;
  if (another !== undefined) collector.report(messages.severalConditions(), another.span);
  if (condition !== undefined) warnAboutKeeping(condition, collector);
  return { rules, detection, span: value.span };
}

function readRules(
  { pairs }: YamlMapping,
  section: YamlPair['key'],
  collector: Collector,
): FilterSection['rules'] {
  const pair = pairs.find(({ key }) => key.text === 'rules');
  if (pair === undefined) {
    collector.report(messages.missingRules(), section.span);
    return [];
  }
  const { key, value } = pair;
  if (value.kind === 'scalar' && value.text === 'any') return 'any';
  if (value.kind === 'sequence' && value.items.length === 0) {
    collector.report(messages.missingRules(), key.span);
  }
  return readReferences(value, { notText: messages.ruleNotText, repeated: messages.repeatedRule }, collector);
}

/** A filter that leaves nothing out by a `not` narrows rules to what it describes: rarely what was meant. */
function warnAboutKeeping({ root, text, span }: Condition, collector: Collector): void {
  if (!hasNot(root)) collector.report(messages.keepsMatches(text.trim()), span);
}

/** The parser bounds the depth. */
function hasNot(node: ConditionNode): boolean {
  switch (node.kind) {
    case 'not':
      return true;
    case 'and':
    case 'or':
      return node.operands.some(hasNot);
    case 'identifier':
    case 'selector':
      return false;
  }
}
