/**
 * A condition tree as text, in the specification's spelling and with no parentheses but those it needs.
 *
 * Law: parsing the text gives the same tree, places aside.
 */
import type { ConditionNode } from '../ast/condition.ts';

/**
 * @example printCondition(parseCondition(embedded('(a)  and not(b or c)')).condition.root) // 'a and not (b or c)'
 */
export function printCondition(node: ConditionNode): string {
  switch (node.kind) {
    case 'identifier':
      return node.name;
    case 'selector':
      return `${node.quantifier} of ${node.pattern}`;
    case 'not':
      return `not ${printOperand(node.operand, 'not')}`;
    case 'and':
    case 'or':
      return node.operands.map((operand) => printOperand(operand, node.kind)).join(` ${node.kind} `);
  }
}

/** How tightly each kind binds; the parser makes lists of one kind flat, so equals need parentheses as well. */
const TIGHTNESS: Readonly<Record<ConditionNode['kind'], number>> = {
  or: 0,
  and: 1,
  not: 2,
  identifier: 3,
  selector: 3,
};

function printOperand(node: ConditionNode, parent: 'and' | 'or' | 'not'): string {
  const text = printCondition(node);
  const fits = TIGHTNESS[node.kind] > TIGHTNESS[parent] || (node.kind === 'not' && parent === 'not');
  return fits ? text : `(${text})`;
}
