/** Subsumption: what is claimed holds on every event; what is obvious is claimed. */
import { expect } from 'chai';
import fc from 'fast-check';
import { isSubsumedBy, relationOf, unreachableSearches } from '../../../lib/analysis/subsume/index.ts';
import { toFormula } from '../../../lib/analysis/subsume/formula.ts';
import { implies } from '../../../lib/analysis/subsume/prove.ts';
import { and, not, or } from '../../../lib/query/build.ts';
import type { Query } from '../../../lib/query/query.ts';
import { foldLists } from '../../../lib/query/rewrite/fold-lists.ts';
import { arbitraryEventNear, arbitraryLeaf, arbitraryQuery } from '../../helpers/arbitrary.ts';
import { evaluate } from '../../helpers/evaluate.ts';
import { ruleOf } from '../../helpers/resolve-rule.ts';

function proves(a: Query, b: Query): boolean {
  return implies([toFormula(a)], toFormula(b));
}

/** Whether a rule with the first selection matches only what a rule with the second does. */
function within(narrow: readonly string[], wide: readonly string[]): boolean {
  return isSubsumedBy(toRule(narrow), toRule(wide));
}

function toRule(lines: readonly string[]): ReturnType<typeof ruleOf> {
  return ruleOf(['sel:', ...lines.map((line) => `    ${line}`), 'condition: sel']);
}

describe('subsumption', () => {
  const PROVED: readonly (readonly [narrow: string, wide: string])[] = [
    ['F: abc', 'F|contains: B'],
    ['F: abc', 'F|endswith: bc'],
    ['F|endswith: abc', 'F|endswith: c'],
    ['F|startswith: abc', 'F|startswith: ab'],
    ["F: 'a*b*c'", "F: 'a*c'"],
    ["F: 'a?c'", "F: 'a*'"],
    ["F: 'abc'", "F: 'a?c'"],
    ['F|contains|cased: Abc', 'F|contains: bC'],
    ['F|contains|cased: Abc', 'F|contains|cased: bc'],
    ['F|contains: 123', 'F|contains|cased: 23'],
    ['F: [a, b]', 'F: [c, b, a]'],
    ['F|contains|all: [a, b]', 'F|contains: b'],
    ['F: 4688', "F: '4688'"],
    ["F: '4688'", 'F: 4688'],
    ['F: 5', 'F|gt: 4'],
    ['F|gt: 5', 'F|gte: 5'],
    ['F|cidr: 10.1.0.0/16', 'F|cidr: 10.0.0.0/8'],
    ['F: 10.1.2.3', 'F|cidr: 10.0.0.0/8'],
    ["F|re: 'foo[a-z]+\\.exe$'", 'F|contains: .exe'],
    ["F|re: 'a+'", "F|re: 'a+'"],
    ['F: x', 'F|exists: true'],
    ['F: null', 'F|exists: false'],
    ['F|exists: false', 'F: null'],
    ['F|neq: a', 'F|neq: a'],
    ['F|contains|neq: a', 'F|neq: abc'],
    ['F|hour|gte: 22', 'F|hour|gt: 20'],
  ];
  for (const [narrow, wide] of PROVED) {
    it(`proves ${narrow} ⊑ ${wide}`, () => expect(within([narrow], [wide])).to.equal(true));
  }

  const UNPROVED: readonly (readonly [narrow: string, wide: string])[] = [
    ['F: abc', 'G: abc'],
    ['F|contains: abc', 'F|contains|cased: abc'],
    ['F|contains: b', 'F|contains: abc'],
    ['F|endswith: b', 'F|startswith: b'],
    ["F: 'a*'", "F: 'a?'"],
    ['F: 4688', "F: '04688'"],
    ['F|gt: 5', 'F|gt: 6'],
    ['F|cidr: 10.0.0.0/8', 'F|cidr: 10.1.0.0/16'],
    // A list can hold both.
    ['F: a', 'F|neq: b'],
    ["F|re|i: 'a+'", "F|re: 'a+'"],
    ["F|re|i: 'abc'", 'F|contains|cased: abc'],
    ['F|exists: true', 'F: null'],
  ];
  for (const [narrow, wide] of UNPROVED) {
    it(`does not claim ${narrow} ⊑ ${wide}`, () => expect(within([narrow], [wide])).to.equal(false));
  }

  it('sees through and, or, and filters', () => {
    expect(within(['F: a', 'G: b'], ['F: a'])).to.equal(true);
    expect(within(['F: a'], ['F: a', 'G: b'])).to.equal(false);
    expect(within(['- F: a', '  G: b', '- F: c'], ['F: [a, c]'])).to.equal(true);
    const narrow = ruleOf(['s: { F: a }', 'f: { G: [x, y] }', 'condition: s and not f']);
    const wide = ruleOf(['s: { F: a }', 'f: { G: x, H: z }', 'condition: s and not f']);
    expect(relationOf(narrow, wide)).to.equal('narrower');
    expect(relationOf(wide, narrow)).to.equal('wider');
  });

  it('tells rules that differ in metadata and spelling alone', () => {
    const a = ruleOf(["s: { F: ['*x*', b] }", 'condition: s']);
    const b = ruleOf(['p: { F: [B] }', 'q: { F|contains: X }', 'condition: 1 of them']);
    expect(relationOf(a, b)).to.equal('same');
  });

  it('gives up on what grows beyond bounds, and claims nothing', () => {
    const wide = Array.from({ length: 40 }, (_, i) => `s${i}: { F${i}: [a, b, c], G${i}: [a, b, c] }`);
    const rule = ruleOf([...wide, 'condition: all of them']);
    const other = ruleOf([...wide, 't: { Z: 1 }', 'condition: all of them']);
    const start = performance.now();
    expect(isSubsumedBy(rule, other)).to.equal(false);
    expect(performance.now() - start).to.be.below(2000);
  });

  const CONTRADICTED = { numRuns: 1500 };

  it('is never contradicted by an event: leaves', () => {
    const pair = fc.tuple(arbitraryLeaf({ fields: ['Image'] }), arbitraryLeaf({ fields: ['Image'] }));
    const cases = pair.chain(([a, b]) =>
      fc.tuple(fc.constant(a), fc.constant(b), arbitraryEventNear(and([a, b]))),
    );
    fc.assert(
      fc.property(cases, ([a, b, event]) => {
        if (proves(a, b) && evaluate(a, event)) expect(evaluate(b, event)).to.equal(true);
        if (proves(not(a), not(b)) && !evaluate(a, event)) expect(evaluate(b, event)).to.equal(false);
      }),
      { numRuns: 4000 },
    );
  });

  it('is never contradicted by an event: queries, and others made of their parts', () => {
    const options = { fields: ['Image', 'User'] };
    const pair = fc
      .tuple(arbitraryQuery(options), arbitraryQuery(options), arbitraryQuery(options))
      .chain(([p, q, r]) =>
        fc.constantFrom<readonly [Query, Query]>(
          [and([p, q]), p],
          [and([p, or([q, r])]), or([and([p, q]), r])],
          [p, or([q, p])],
          [and([p, not(q)]), not(and([q, r]))],
          [and([p, q]), or([r, q])],
          [p, q],
        ),
      );
    const cases = pair.chain(([a, b]) =>
      fc.tuple(fc.constant(a), fc.constant(b), arbitraryEventNear(and([a, b]))),
    );
    let claims = 0;
    fc.assert(
      fc.property(cases, ([a, b, event]) => {
        if (!proves(foldLists(a), foldLists(b))) return;
        claims++;
        if (evaluate(a, event)) expect(evaluate(b, event)).to.equal(true);
      }),
      CONTRADICTED,
    );
    expect(claims).to.be.above(CONTRADICTED.numRuns / 3);
  });
});

describe('unreachable searches', () => {
  it('are those that what stands beside them rules out, with the reason', () => {
    const rule = ruleOf([
      's: { Image: a.exe }',
      'f_null: { Image: null }',
      'f_wide: { User|contains: system }',
      'f_narrow: { User: system32 }',
      'condition: s and not 1 of f_*',
    ]);
    expect(unreachableSearches(rule)).to.deep.equal([
      { search: 'f_null', negated: true, because: ['s'] },
      { search: 'f_narrow', negated: true, because: ['f_wide'] },
    ]);
  });

  it('can be selections', () => {
    const rule = ruleOf(['s: { Image: null }', 't: { Image: x }', 'condition: s and t']);
    expect(unreachableSearches(rule).map(({ search }) => search)).to.deep.equal(['s', 't']);
  });

  it('are none where nothing is proved', () => {
    const rule = ruleOf(['s: { Image: x }', 'f: { Image: y }', 'condition: s and not f']);
    expect(unreachableSearches(rule)).to.deep.equal([]);
  });
});
