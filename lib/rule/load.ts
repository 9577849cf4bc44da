/** A rule from its tree. */
import type { SigmaRule } from '../ast/rule.ts';
import { createCollector, type Collector } from '../diagnostics/collector.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.ts';
import * as messages from '../diagnostics/messages/rule.ts';
import type { Source } from '../source/source.ts';
import type { YamlMapping, YamlPair } from '../yaml/node.ts';
import { READERS, type AttributeName } from './attributes.ts';
import { keepCustom } from './custom.ts';
import { refuseDocument } from './document-type.ts';
import { likelyMeant } from './typos.ts';

export interface RuleResult {
  /** Undefined exactly when a diagnostic is an error. */
  readonly rule: SigmaRule | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

type Attributes = { -readonly [Name in AttributeName]?: SigmaRule[Name] };

/**
 * The rule that a document states.
 *
 * What the rule detects must be beyond doubt: any mistake in `logsource` or `detection` is an error, as is a missing
 * `title`, and then there is no rule. A mistake in any other attribute is a warning: the attribute is taken the way
 * it was most likely meant, or left out, and the rule is as usable as before.
 *
 * @example
 * const source = { name: 'rule.yml', text };
 * const [tree] = readYaml(source).documents;
 * loadRule(tree, source).rule?.title // 'PowerShell started'
 */
export function loadRule(tree: YamlMapping, source: Source): RuleResult {
  const collector = createCollector(source);
  const { diagnostics } = collector;
  const refusal = refuseDocument(tree);
  if (refusal !== undefined) {
    collector.report(refusal.finding, refusal.span);
    return { rule: undefined, diagnostics };
  }

  const attributes: Attributes = {};
  const custom = new Map<string, unknown>();
  for (const pair of tree.pairs) {
    const name = pair.key.text;
    if (isAttribute(name)) readAttribute(attributes, name, pair, collector);
    else keepCustom(pair, custom, collector);
  }
  checkRequired(tree, attributes, collector);

  const { title, logsource, detection } = attributes;
  if (title === undefined || logsource === undefined || detection === undefined || hasErrors(diagnostics)) {
    return { rule: undefined, diagnostics };
  }
  const rule: SigmaRule = {
    kind: 'rule',
    related: [],
    references: [],
    fields: [],
    falsepositives: [],
    tags: [],
    scope: [],
    ...attributes,
    title,
    logsource,
    detection,
    custom,
    tree,
    source,
    span: tree.span,
  };
  return { rule, diagnostics };
}

function isAttribute(name: string): name is AttributeName {
  return Object.hasOwn(READERS, name);
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

const REQUIRED: readonly AttributeName[] = ['title', 'logsource', 'detection'];

/** Sections that are there and unusable have been reported; an unusable title has only been warned about. */
function checkRequired(tree: YamlMapping, attributes: Attributes, collector: Collector): void {
  for (const name of REQUIRED) {
    if (attributes[name] !== undefined) continue;
    const pair = tree.pairs.find(({ key }) => key.text === name);
    if (pair !== undefined && name !== 'title') continue;
    const near = tree.pairs.find(({ key }) => likelyMeant(key.text, [name]) !== undefined);
    const misspelt = pair === undefined ? near?.key.text : undefined;
    const place = pair?.key ?? tree.pairs[0]?.key;
    collector.report(messages.missingAttribute(name, misspelt), place?.span ?? tree.span);
  }
}
