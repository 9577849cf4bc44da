/** Conditions that are expressions over rules: parsed, and held against the rules the correlation refers to. */
import type { ExpressionCondition, RuleExpression, RuleReference } from '../../ast/correlation.ts';
import type { Collector } from '../../diagnostics/collector.ts';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import * as messages from '../../diagnostics/messages/correlation.ts';
import { parseRuleExpression } from '../../syntax/rule-expression.ts';
import type { YamlScalar } from '../../yaml/node.ts';

/** The rules that an expression names, each once, in the order of the text. */
export function rulesOfExpression(root: RuleExpression): readonly RuleReference[] {
  const rules = new Map<string, RuleReference>();
  const visit = (node: RuleExpression): void => {
    if (node.kind === 'rule') {
      if (!rules.has(node.reference)) rules.set(node.reference, { text: node.reference, span: node.span });
    } else if (node.kind === 'not') visit(node.operand);
    else node.operands.forEach(visit);
  };
  visit(root);
  return [...rules.values()];
}

export function readExpression(scalar: YamlScalar, collector: Collector): ExpressionCondition | undefined {
  const { text, span, verbatim } = scalar;
  const { root, diagnostics } = parseRuleExpression({ text, span, verbatim, source: collector.source });
  collector.add(diagnostics);
  if (root === undefined || hasErrors(diagnostics)) return undefined;
  if (holdsWithout(root)) collector.report(messages.expressionMetByNothing(), span);
  return { kind: 'expression', text, root, span };
}

/** Both directions: a rule the expression forgets is as much a slip as one that is not listed. */
export function checkExpressionRules(
  { root, span }: ExpressionCondition,
  rules: readonly RuleReference[],
  collector: Collector,
): void {
  const listed = rules.map(({ text }) => text);
  const named = rulesOfExpression(root);
  for (const { text, span: place } of named) {
    if (!listed.includes(text)) collector.report(messages.expressionUnknownRule(text, listed), place);
  }
  for (const text of listed) {
    if (!named.some((each) => each.text === text)) collector.report(messages.expressionOmitsRule(text), span);
  }
}

/** Whether the expression holds of a window in which no rule occurs; such windows have no event to report. */
function holdsWithout(node: RuleExpression): boolean {
  switch (node.kind) {
    case 'rule':
      return false;
    case 'not':
      return !holdsWithout(node.operand);
    case 'and':
      return node.operands.every(holdsWithout);
    case 'or':
      return node.operands.some(holdsWithout);
  }
}
