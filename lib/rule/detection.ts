/** The detection section: searches, conditions, and the `timeframe` of old rules. */
import type { Condition } from '../ast/condition.ts';
import type { Detection, Search } from '../ast/detection.ts';
import type { Collector } from '../diagnostics/collector.ts';
import type { Finding } from '../diagnostics/diagnostic.ts';
import { conditionTooLong } from '../diagnostics/messages/condition.ts';
import * as messages from '../diagnostics/messages/rule.ts';
import { MAX_CONDITION_LENGTH } from '../syntax/condition-limits.ts';
import { parseCondition } from '../syntax/condition.ts';
import type { YamlNode, YamlPair, YamlScalar } from '../yaml/node.ts';
import { MAX_CONDITIONS } from './limits.ts';
import { readSearch } from './search.ts';
import { likelyMeant } from './typos.ts';

/** The detection of a rule; undefined, with an error reported, when it has no search or no condition. */
export function readDetection(node: YamlNode, collector: Collector, key: YamlScalar): Detection | undefined {
  if (node.kind !== 'mapping') {
    collector.report(messages.sectionType('detection', node.kind), key.span);
    return undefined;
  }
  const searches = new Map<string, Search>();
  let conditions: readonly Condition[] | undefined;
  let timeframe: string | undefined;
  let searchCount = 0;
  for (const pair of node.pairs) {
    const name = pair.key.text;
    if (name === 'condition') conditions = readConditions(pair.value, collector);
    else if (name === 'timeframe') timeframe = readTimeframe(pair, collector);
    else {
      searchCount++;
      const search = readSearch(pair, collector);
      if (search !== undefined) searches.set(name, search);
    }
  }

  if (searchCount === 0) collector.report(messages.noSearch(), key.span);
  if (conditions === undefined) {
    const names = node.pairs.map(({ key }) => key.text);
    const misspelt = names.find((name) => likelyMeant(name, ['condition']) !== undefined);
    collector.report(messages.missingCondition(misspelt), key.span);
    return undefined;
  }
  return { searches, conditions, ...(timeframe !== undefined && { timeframe }), span: node.span };
}

/** One condition, or several that give a query each. */
function readConditions(node: YamlNode, collector: Collector): readonly Condition[] {
  const nodes = node.kind === 'sequence' ? node.items : [node];
  if (nodes.length === 0) collector.report(messages.emptyCondition(), node.span);
  const tooMuch = checkConditions(nodes);
  if (tooMuch !== undefined) {
    collector.report(tooMuch, node.span);
    return [];
  }
  return nodes.flatMap((each) => {
    if (each.kind === 'scalar') return readCondition(each, collector) ?? [];
    collector.report(messages.conditionType(each.kind), each.span);
    return [];
  });
}

/** What one condition may measure, all of a rule may measure together; see `condition-limits.ts` for the reason. */
function checkConditions(nodes: readonly YamlNode[]): Finding | undefined {
  if (nodes.length === 1) return undefined;
  if (nodes.length > MAX_CONDITIONS) return messages.tooManyConditions(nodes.length, MAX_CONDITIONS);
  const length = nodes.reduce((sum, node) => sum + (node.kind === 'scalar' ? node.text.length : 0), 0);
  return length > MAX_CONDITION_LENGTH ? conditionTooLong(length, MAX_CONDITION_LENGTH) : undefined;
}

function readCondition(scalar: YamlScalar, collector: Collector): Condition | undefined {
  if (scalar.value === null || scalar.text.trim() === '') {
    collector.report(messages.emptyCondition(), scalar.span);
    return undefined;
  }
  const { text, span, verbatim } = scalar;
  const { condition, diagnostics } = parseCondition({ text, span, verbatim, source: collector.source });
  collector.add(diagnostics);
  return condition;
}

function readTimeframe({ key, value }: YamlPair, collector: Collector): string | undefined {
  collector.report(messages.deprecatedTimeframe(), key.span);
  return value.kind === 'scalar' && value.value !== null ? value.text : undefined;
}
