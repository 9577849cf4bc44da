/** A rule from its tree. */
import type { SigmaRule } from '../ast/rule.ts';
import { createCollector } from '../diagnostics/collector.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Source } from '../source/source.ts';
import type { YamlMapping } from '../yaml/node.ts';
import { checkRequired, EMPTY_LISTS, readHeader } from './header.ts';
import { RULE_SHAPE } from './shapes.ts';

export interface RuleResult {
  /** Undefined exactly when a diagnostic is an error. */
  readonly rule: SigmaRule | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

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
  const header = readHeader(tree, RULE_SHAPE, collector);
  checkRequired(tree, RULE_SHAPE, header, collector);
  const { attributes, custom } = header;
  const { title, logsource, detection } = attributes;
  if (title === undefined || logsource === undefined || detection === undefined || hasErrors(diagnostics)) {
    return { rule: undefined, diagnostics };
  }
  const rule: SigmaRule = {
    kind: 'rule',
    ...EMPTY_LISTS,
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
