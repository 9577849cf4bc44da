/** Conditions in words and as normal forms. */
import { expect } from 'chai';
import { normalForm, sentenceOf, usesOf } from '../../../lib/analysis/condition.ts';
import type { ConditionNode } from '../../../lib/ast/condition.ts';
import { parseCondition } from '../../../lib/syntax/condition.ts';
import { embed } from '../../helpers/embedded.ts';

const NAMES = ['sel', 'filter_a', 'filter_b'];

function parse(text: string): ConditionNode {
  return parseCondition(embed(text)).condition!.root;
}

describe('conditions', () => {
  const EXAMPLES: readonly (readonly [condition: string, normal: string, sentence: string])[] = [
    ['sel', 'sel', 'sel matches'],
    [
      'sel and not 1 of filter_*',
      'sel and not filter_a and not filter_b',
      'sel matches, and none of filter_a, filter_b matches',
    ],
    [
      'sel and not all of filter_*',
      'sel and (not filter_a or not filter_b)',
      'sel matches, and not all of filter_a, filter_b match',
    ],
    ['1 of s*', 'sel', 'sel matches'],
    [
      'sel and (filter_a or not filter_b)',
      'sel and (filter_a or not filter_b)',
      'sel matches, and (filter_a matches, or filter_b does not match)',
    ],
    ['not (sel and filter_a)', 'not sel or not filter_a', 'sel does not match, or filter_a does not match'],
    ['not not sel', 'sel', 'sel matches'],
  ];
  for (const [condition, normal, sentence] of EXAMPLES) {
    it(`say ${condition}`, () => {
      expect(normalForm(parse(condition), NAMES)).to.equal(normal);
      expect(sentenceOf(parse(condition), NAMES)).to.equal(sentence);
    });
  }

  it('mention searches in order, negated under an odd number of nots', () => {
    expect(usesOf(parse('not (not sel and 1 of filter_*)'), NAMES)).to.deep.equal([
      { name: 'sel', negated: false },
      { name: 'filter_a', negated: true },
      { name: 'filter_b', negated: true },
    ]);
  });
});
