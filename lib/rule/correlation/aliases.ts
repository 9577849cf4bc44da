/**
 * `aliases`: one name for a field that each rule has under a name of its own.
 * https://sigmahq.io/sigma-specification/specification/sigma-correlation-rules-specification.html#field-name-aliases
 */
import type { AliasedField, CorrelationAlias, FieldName } from '../../ast/correlation.ts';
import type { Collector } from '../../diagnostics/collector.ts';
import * as messages from '../../diagnostics/messages/correlation.ts';
import type { YamlNode, YamlPair } from '../../yaml/node.ts';
import { MAX_FIELDS, MAX_RULES } from './limits.ts';

/**
 * Which rules the keys name is not looked at here: an alias may call a rule by its name where `rules` has its id, so
 * that takes the rules themselves.
 */
export function readAliases(node: YamlNode, collector: Collector): ReadonlyMap<string, CorrelationAlias> {
  const aliases = new Map<string, CorrelationAlias>();
  if (node.kind !== 'mapping') {
    collector.report(messages.aliasType('aliases', node.kind), node.span);
    return aliases;
  }
  if (node.pairs.length > MAX_FIELDS) {
    collector.report(messages.tooManyAliases(MAX_FIELDS), node.span);
    return aliases;
  }
  for (const pair of node.pairs) {
    const alias = readAlias(pair, collector);
    if (alias !== undefined) aliases.set(alias.name, alias);
  }
  return aliases;
}

function readAlias({ key, value }: YamlPair, collector: Collector): CorrelationAlias | undefined {
  if (value.kind !== 'mapping') {
    collector.report(messages.aliasType('alias', value.kind), value.span);
    return undefined;
  }
  if (value.pairs.length > MAX_RULES) {
    collector.report(messages.tooManyAliases(MAX_RULES), value.span);
    return undefined;
  }
  const fields = new Map<string, AliasedField>();
  for (const { key: rule, value: field } of value.pairs) {
    if (field.kind !== 'scalar' || field.value === null || field.text.trim() === '') {
      collector.report(messages.aliasFieldNotText(), field.span);
    } else {
      const reference = { text: rule.text, span: rule.span };
      fields.set(rule.text, { reference, field: { name: field.text, span: field.span } });
    }
  }
  return { name: key.text, fields, span: key.span };
}

/** An alias that nothing uses is most likely one that is spelt differently where it should be used. */
export function checkAliasesUsed(
  aliases: ReadonlyMap<string, CorrelationAlias>,
  fields: readonly FieldName[],
  collector: Collector,
): void {
  for (const { name, span } of aliases.values()) {
    if (!fields.some((field) => field.name === name)) collector.report(messages.unusedAlias(name), span);
  }
}
