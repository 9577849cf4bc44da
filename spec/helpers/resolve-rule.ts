/** A rule's detection section, from YAML to what it means. */
import { parseSigma } from '../../lib/parse.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { toQueries, type ResolveOptions, type ResolveResult } from '../../lib/resolve/to-queries.ts';
import { marked } from './embedded.ts';
import { showQuery } from './show-query.ts';

const HEAD = 'title: A rule\nlogsource:\n    product: windows\ndetection:\n';

/** The rule with this detection section, a line each; the condition is `condition: …`. */
export function ruleOf(lines: readonly string[]): SigmaRule {
  const text = HEAD + lines.map((line) => `    ${line}\n`).join('');
  const { rules, diagnostics } = parseSigma(text, { name: 'rule.yml' });
  const [rule] = rules;
  if (rule === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return rule;
}

export function resolveRule(lines: readonly string[], options?: ResolveOptions): ResolveResult {
  return toQueries(ruleOf(lines), options);
}

/** What the conditions of a rule without errors mean, a line each. */
export function queriesOf(lines: readonly string[]): readonly string[] {
  const { queries, diagnostics } = resolveRule(lines);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  return queries.map(showQuery);
}

/** `code at what it points to`, for each diagnostic; checks that errors leave no query. */
export function troubleOf(lines: readonly string[]): readonly string[] {
  const { queries, diagnostics } = resolveRule(lines);
  if (diagnostics.some(({ severity }) => severity === 'error') !== (queries.length === 0)) {
    throw new Error('a rule has either queries or errors');
  }
  return diagnostics.map((diagnostic) => `${diagnostic.code} at ${marked(diagnostic)}`);
}
