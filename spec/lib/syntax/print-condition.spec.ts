import { expect } from 'chai';
import fc from 'fast-check';
import type { ConditionNode } from '../../../lib/ast/condition.ts';
import { parseCondition } from '../../../lib/syntax/condition.ts';
import { printCondition } from '../../../lib/syntax/print-condition.ts';
import { embed } from '../../helpers/embedded.ts';

const NOWHERE = { start: 0, end: 0 };

const name = fc.oneof(
  fc.constantFrom('selection', 'notepad', 'order', 'and-more', '1', 'all', 'them', 'of_x', '_hidden', 'a.b'),
  fc.stringMatching(/^[a-z0-9_-]{1,6}$/).filter((text) => !['and', 'or', 'not', 'of'].includes(text)),
);

const leaf: fc.Arbitrary<ConditionNode> = fc.oneof(
  name.map((text): ConditionNode => ({ kind: 'identifier', name: text, span: NOWHERE })),
  fc.record({
    kind: fc.constant('selector' as const),
    quantifier: fc.constantFrom('1' as const, 'any' as const, 'all' as const),
    pattern: fc.oneof(
      fc.constantFrom('them', '*', 'sel*', '*a*b'),
      name.map((text) => `${text}*`),
    ),
    patternSpan: fc.constant(NOWHERE),
    span: fc.constant(NOWHERE),
  }),
);

const { tree } = fc.letrec<{ tree: ConditionNode }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    tie('tree').map((operand): ConditionNode => ({ kind: 'not', operand, span: NOWHERE })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('tree'), { minLength: 2, maxLength: 4 }),
      )
      .map(([kind, operands]): ConditionNode => ({ kind, operands, span: NOWHERE })),
  ),
}));

/** The tree without places. */
function bare(node: ConditionNode): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) => (key.toLowerCase().endsWith('span') ? undefined : value)),
  );
}

describe('printCondition', () => {
  it('prints what parses to the same tree', () => {
    fc.assert(
      fc.property(tree, (node) => {
        const { condition } = parseCondition(embed(printCondition(node)));
        expect(condition && bare(condition.root)).to.deep.equal(bare(node));
      }),
    );
  });

  it('prints its own output again', () => {
    fc.assert(
      fc.property(tree, (node) => {
        const text = printCondition(node);
        const root = parseCondition(embed(text)).condition?.root;
        expect(root && printCondition(root)).to.equal(text);
      }),
    );
  });

  it('writes only the parentheses that are needed', () => {
    const tidy = (text: string): string | undefined => {
      const root = parseCondition(embed(text)).condition?.root;
      return root && printCondition(root);
    };
    expect(tidy('((a)and(not(b)))or(c)')).to.equal('a and not b or c');
    expect(tidy('(a or b)and(not(b or c))')).to.equal('(a or b) and not (b or c)');
    expect(tidy('a and (b and c)')).to.equal('a and (b and c)');
    expect(tidy('not not (1 of them)')).to.equal('not not 1 of them');
  });
});
