/** Stages, their YAML, and the rows and exclusions made of them. */
import { expect } from 'chai';
import { exclusionsOf, soughtRows } from '../../../lib/analysis/rows.ts';
import { searchStagesOf } from '../../../lib/analysis/stages.ts';
import { ruleOf } from '../../helpers/resolve-rule.ts';

describe('stages', () => {
  it('are in order of use, whatever the order of the file', () => {
    const rule = ruleOf(['b: { F: 1 }', 'a: { F: 2 }', 'unused: { F: 3 }', 'condition: a and not b']);
    expect(searchStagesOf(rule).map(({ stage, name }) => [stage, name])).to.deep.equal([
      [1, 'a'],
      [2, 'not b'],
    ]);
  });

  it('show the YAML of the file without its comments', () => {
    const rule = ruleOf([
      'a: # why',
      '    # a line of its own',
      "    F|contains: ' # not one'   # one",
      '    G:',
      '        - plain#text',
      '        # another',
      '        - "two # three"',
      'condition: a',
    ]);
    expect(searchStagesOf(rule)[0]!.yaml).to.equal(
      [
        'a:',
        "    F|contains: ' # not one'",
        '    G:',
        '        - plain#text',
        '        - "two # three"',
      ].join('\n'),
    );
  });

  it('know a search that is both asked for and excluded', () => {
    const rule = ruleOf(['a: { F: 1 }', 'b: { G: 1 }', 'condition: (a and not b) or (b and not a)']);
    expect(searchStagesOf(rule).map(({ polarity }) => polarity)).to.deep.equal(['both', 'both']);
  });
});

describe('exclusions', () => {
  const SEARCHES = ['sel: { F: 1 }', 'f_a: { G: 1 }', 'f_b: { H: 1 }', 'f_c: { I: 1 }'];
  const EXAMPLES: readonly (readonly [condition: string, filters: readonly string[]])[] = [
    ['sel', []],
    ['sel and not f_a', ['f_a']],
    ['sel and not 1 of f_*', ['f_a', 'f_b', 'f_c']],
    ['sel and not (f_a or f_b)', ['f_a', 'f_b']],
    ['sel and not (f_a and f_b)', ['f_a and f_b']],
    ['sel and not all of f_*', ['f_a and f_b and f_c']],
    ['sel and not (f_a and (f_b or f_c))', ['f_a and (f_b or f_c)']],
    ['not f_a', ['f_a']],
    ['f_b or (sel and not f_a)', []],
  ];
  for (const [condition, filters] of EXAMPLES) {
    it(`of ${condition}: ${filters.join('; ') || 'none'}`, () => {
      const rule = ruleOf([...SEARCHES, `condition: ${condition}`]);
      expect(exclusionsOf(rule).map(({ filter }) => filter)).to.deep.equal(filters);
    });
  }

  it('come from neq as well', () => {
    const rule = ruleOf(['sel:', '    F: 1', '    G|neq: 2', 'condition: sel']);
    expect(exclusionsOf(rule)).to.deep.equal([
      {
        filter: 'sel',
        searches: ['sel'],
        predicates: [{ field: 'G', kind: 'equals', values: ['2'], cased: false }],
      },
    ]);
    expect(soughtRows(rule).map(({ predicate }) => predicate.field)).to.deep.equal(['F']);
  });
});
