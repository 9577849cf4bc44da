/** Attributes the specification does not name: kept, and looked at for names that are nearly ones it does. */
import type { Collector } from '../diagnostics/collector.ts';
import * as messages from '../diagnostics/messages/rule.ts';
import type { YamlPair } from '../yaml/node.ts';
import { toPlain } from '../yaml/plain.ts';
import { ATTRIBUTE_NAMES } from './attributes.ts';
import { likelyMeant } from './typos.ts';

export function keepCustom(pair: YamlPair, custom: Map<string, unknown>, collector: Collector): void {
  const { text, span } = pair.key;
  custom.set(text, toPlain(pair.value));

  const section = sectionOf(text);
  if (section !== undefined) {
    collector.report(messages.misplacedAttribute(text, section), span);
    return;
  }
  const meant = likelyMeant(text, ATTRIBUTE_NAMES);
  if (meant !== undefined) collector.report(messages.unknownAttribute(text, meant), span);
}

/** The section that an attribute belongs in when it does not belong at the top. */
function sectionOf(name: string): 'detection' | 'logsource' | undefined {
  switch (name) {
    case 'condition':
    case 'timeframe':
      return 'detection';
    case 'category':
    case 'product':
    case 'service':
      return 'logsource';
    default:
      return undefined;
  }
}
