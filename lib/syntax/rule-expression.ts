/**
 * Extended conditions of correlations: boolean expressions over rules.
 *
 * They are written like detection conditions and parsed by the same grammar, with two differences: `AND`, `OR` and
 * `NOT` are welcome in capitals, as the specification's own examples have them
 * (https://github.com/SigmaHQ/sigma-specification/tree/main/tests/schema/correlation), and there are no selectors.
 */
import type { ConditionNode } from '../ast/condition.ts';
import type { RuleExpression, RuleReference } from '../ast/correlation.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { expressionSelector } from '../diagnostics/messages/correlation.ts';
import type { EmbeddedText } from '../source/embedded.ts';
import { parseCondition } from './condition.ts';

export interface RuleExpressionResult {
  /** Undefined when the text is no expression over rules; the diagnostics then say why. */
  readonly root: RuleExpression | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whole words only; each as long as what it stands for, so that places stay right. */
const CAPITALS = /(?<![\p{L}\p{N}_.*-])(?:AND|OR|NOT)(?![\p{L}\p{N}_.*-])/gu;

/**
 * @example
 * parseRuleExpression(embedded('recon AND NOT backup')).root
 * // { kind: 'and', operands: [{ kind: 'rule', reference: 'recon', … }, { kind: 'not', … }], … }
 */
export function parseRuleExpression(embedded: EmbeddedText): RuleExpressionResult {
  const text = embedded.text.replace(CAPITALS, (word) => word.toLowerCase());
  const { condition, diagnostics } = parseCondition({ ...embedded, text });
  if (condition === undefined) return { root: undefined, diagnostics };
  const selectors: ConditionNode[] = [];
  const root = toExpression(condition.root, selectors);
  return {
    root,
    diagnostics: selectors.map(({ span }) => diagnose(expressionSelector(), embedded.source, span)),
  };
}

/** The parser bounds the depth. */
function toExpression(node: ConditionNode, selectors: ConditionNode[]): RuleExpression {
  const { span } = node;
  switch (node.kind) {
    case 'and':
    case 'or':
      return { kind: node.kind, operands: node.operands.map((each) => toExpression(each, selectors)), span };
    case 'not':
      return { kind: 'not', operand: toExpression(node.operand, selectors), span };
    case 'identifier':
      return { kind: 'rule', reference: node.name, span };
    case 'selector':
      selectors.push(node);
      return { kind: 'rule', reference: node.pattern, span };
  }
}

/** The rules that an expression names, each once, in the order of the text. */
export function rulesOf(root: RuleExpression): readonly RuleReference[] {
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
