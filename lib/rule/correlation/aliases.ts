/**
 * `aliases`: one name for a field that each rule has under a name of its own.
 * https://sigmahq.io/sigma-specification/specification/sigma-correlation-rules-specification.html#field-name-aliases
 */
import type { CorrelationAlias, FieldName, RuleReference } from '../../ast/correlation.ts';
import type { Collector } from '../../diagnostics/collector.ts';
import * as messages from '../../diagnostics/messages/correlation.ts';
import type { YamlNode, YamlPair } from '../../yaml/node.ts';

export function readAliases(
  node: YamlNode,
  rules: readonly RuleReference[],
  collector: Collector,
): ReadonlyMap<string, CorrelationAlias> {
  const aliases = new Map<string, CorrelationAlias>();
  if (node.kind !== 'mapping') {
    collector.report(messages.aliasType('aliases', node.kind), node.span);
    return aliases;
  }
  for (const pair of node.pairs) {
    const alias = readAlias(pair, rules, collector);
    if (alias !== undefined) aliases.set(alias.name, alias);
  }
  return aliases;
}

function readAlias(
  { key, value }: YamlPair,
  rules: readonly RuleReference[],
  collector: Collector,
): CorrelationAlias | undefined {
  if (value.kind !== 'mapping') {
    collector.report(messages.aliasType('alias', value.kind), value.span);
    return undefined;
  }
  const known = rules.map(({ text }) => text);
  const fields = new Map<string, FieldName>();
  for (const { key: rule, value: field } of value.pairs) {
    if (!known.includes(rule.text)) collector.report(messages.aliasOfOtherRule(rule.text, known), rule.span);
    if (field.kind !== 'scalar' || field.value === null || field.text.trim() === '') {
      collector.report(messages.aliasFieldNotText(), field.span);
    } else fields.set(rule.text, { name: field.text, span: field.span });
  }
  const without = known.find((rule) => !fields.has(rule));
  if (without !== undefined) collector.report(messages.aliasWithoutRule(key.text, without), key.span);
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
