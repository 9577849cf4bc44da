/** Attributes the specification does not name: kept, and looked at for names that are nearly ones it does. */
import type { Collector } from '../diagnostics/collector.ts';
import * as messages from '../diagnostics/messages/rule.ts';
import type { YamlPair } from '../yaml/node.ts';
import { toPlain } from '../yaml/plain.ts';
import type { DocumentShape } from './shapes.ts';
import { likelyMeant } from './typos.ts';

export function keepCustom(
  pair: YamlPair,
  shape: DocumentShape,
  custom: Map<string, unknown>,
  collector: Collector,
): void {
  const { text, span } = pair.key;
  custom.set(text, toPlain(pair.value));

  const section = shape.sectionOf.get(text);
  if (section !== undefined) {
    collector.report(messages.misplacedAttribute(text, section), span);
    return;
  }
  const meant = likelyMeant(text, shape.names);
  if (meant !== undefined) collector.report(messages.unknownAttribute(text, meant), span);
}
