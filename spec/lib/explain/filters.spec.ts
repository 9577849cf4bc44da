import { expect } from 'chai';
import { explainMatch } from '../../../lib/index.ts';
import { collect, filterOf, namedRule } from '../../helpers/correlating.ts';

const [RULE] = collect(namedRule('a'), filterOf('Ours', 'any')).rules;

const explain = (fields: Readonly<Record<string, unknown>>): ReturnType<typeof explainMatch> =>
  explainMatch(RULE!, { shape: 'plain', route: {}, fields });

describe('explanations of rules with filters', () => {
  it('have a verdict for each filter, and match when all of them hold', () => {
    for (const [User, verdict] of [
      ['us', false],
      ['them', true],
    ] as const) {
      const { matches, conditions, filters } = explain({ rule: 'a', User });
      expect(matches).to.equal(verdict);
      expect(conditions.map((each) => each.verdict)).to.deep.equal([true]);
      expect(filters).to.have.length(1);
      expect(filters[0]).to.include({ title: 'Ours', source: '1.yml', text: 'not ours', verdict, line: 3 });
    }
  });

  it('say which value of the event a filter found', () => {
    const [filter] = explain({ rule: 'a', User: 'us' }).filters;
    const { root } = filter!;
    expect(root.kind === 'not' && root.operand.kind === 'search' && root.operand.body).to.deep.include({
      kind: 'test',
      field: 'User',
      expected: 'us',
      values: ['us'],
    });
  });

  it('have no filters where the rule has none, or cannot be used', () => {
    const [rule] = collect(namedRule('a')).rules;
    const event = { shape: 'plain' as const, route: {}, fields: {} };
    expect(explainMatch(rule!, event).filters).to.deep.equal([]);
    const broken = collect(namedRule('a'), filterOf('Ours', 'any').replace('not ours', 'not our'));
    const { filters, diagnostics } = explainMatch(broken.rules[0]!, event);
    expect(filters).to.deep.equal([]);
    expect(diagnostics.map(({ code, source }) => [code, source.name])).to.deep.equal([
      ['condition-unknown-identifier', '1.yml'],
    ]);
  });
});
