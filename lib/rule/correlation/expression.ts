/** Conditions that are expressions over rules. Which rules they name is looked up by a collection. */
import type { ExpressionCondition, RuleExpression } from '../../ast/correlation.ts';
import type { Collector } from '../../diagnostics/collector.ts';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import * as messages from '../../diagnostics/messages/correlation.ts';
import { parseRuleExpression } from '../../syntax/rule-expression.ts';
import type { YamlScalar } from '../../yaml/node.ts';

export function readExpression(scalar: YamlScalar, collector: Collector): ExpressionCondition | undefined {
  const { text, span, verbatim } = scalar;
  const { root, diagnostics } = parseRuleExpression({ text, span, verbatim, source: collector.source });
  collector.add(diagnostics);
  if (root === undefined || hasErrors(diagnostics)) return undefined;
  if (holdsWithout(root)) collector.report(messages.expressionMetByNothing(), span);
  return { kind: 'expression', text, root, span };
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
