import { expect } from 'chai';
import fc from 'fast-check';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { toQueries } from '../../../lib/resolve/to-queries.ts';
import { witnesses, type WitnessEvent } from '../../../lib/witness/index.ts';
import { makeWitnesses } from '../../../lib/witness/make.ts';
import { arbitraryQuery } from '../../helpers/arbitrary.ts';
import { evaluate } from '../../helpers/evaluate.ts';

function readRule(detection: string): SigmaRule {
  const { rules } = parseSigma(`title: T\nlogsource: { product: windows }\ndetection: ${detection}\n`);
  return rules[0]!;
}

describe('witnesses', () => {
  it('stand on the side that they are said to stand on', () => {
    fc.assert(
      fc.property(arbitraryQuery(), (query) => {
        const { matching, missing } = makeWitnesses(query, evaluate, { branches: 4 });
        expect(matching.every((event) => evaluate(query, event))).to.equal(true);
        expect(missing.some((event) => evaluate(query, event))).to.equal(false);
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);

  it('differ from one another, and are the same each time', () => {
    const rule = readRule(String.raw`{ s: { A: [a, b*], B|re: 'x+y' }, condition: s }`);
    const [condition] = witnesses(rule).conditions;
    const all = [...condition!.matching, ...condition!.missing].map(inOrder);
    expect(new Set(all).size).to.equal(all.length);
    expect(witnesses(rule)).to.deep.equal(witnesses(rule));
  });

  it('show for each leaf an event that matches and one that only this leaf keeps out', () => {
    const rule = readRule(
      String.raw`{ s: { A|endswith: '\cmd.exe', B|cidr: 10.0.0.0/8, C|gte: 5, D|re: '^x[0-9]$' }, f: { E: y }, condition: s and not f }`,
    );
    const { matching, missing } = witnesses(rule).conditions[0]!;
    for (const field of ['A', 'B', 'C', 'D', 'E']) {
      const rest = new Set(matching.map((event) => inOrder({ ...event, [field]: null })));
      const near = missing.filter(
        (event) => field in event && rest.has(inOrder({ ...event, [field]: null })),
      );
      expect(near, field).to.not.have.lengthOf(0);
    }
  });

  it('try the edges: the other case, the value before and behind, no value, a list', () => {
    const { matching, missing } = witnesses(
      readRule(String.raw`{ s: { Image|endswith: '\cmd.exe' }, condition: s }`),
    ).conditions[0]!;
    expect(matching).to.deep.include.members([
      { Image: '\\cmd.exe' },
      { Image: 'x\\cmd.exe' },
      { Image: '\\CMD.EXE' },
      { Image: ['x', '\\cmd.exe'] },
    ]);
    expect(missing).to.deep.include.members([
      {},
      { Image: null },
      { Image: '' },
      { Image: 'cmd.exe' },
      { Image: '\\cmd.exex' },
      { Image: '\\cmd.exe\n' },
    ]);
  });

  it('come for each condition of a rule', () => {
    const rule = readRule('{ s: { A: x }, t: { A: y }, condition: [s, t] }');
    expect(witnesses(rule).conditions).to.have.lengthOf(toQueries(rule).queries.length).and.lengthOf(2);
  });

  it('follow placeholders, and without their values say what is missing', () => {
    const rule = readRule("{ s: { A|expand: '%admins%' }, condition: s }");
    const without = witnesses(rule);
    expect(without.conditions).to.deep.equal([]);
    expect(without.diagnostics.map(({ code }) => code)).to.deep.equal(['placeholder-unresolved']);
    const [condition] = witnesses(rule, { placeholders: { admins: ['ann'] } }).conditions;
    expect(condition!.matching).to.deep.include({ A: 'ann' });
  });

  it('are none where no predicate can label them', () => {
    const rule = readRule(String.raw`{ s: { A|re: '^(?:(a)|b)\1' }, condition: s }`);
    const [condition] = witnesses(rule).conditions;
    expect(condition!.gaps).to.have.lengthOf(1);
    expect([...condition!.matching, ...condition!.missing]).to.deep.equal([]);
  });
});

function inOrder(event: WitnessEvent): string {
  return JSON.stringify(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)));
}
