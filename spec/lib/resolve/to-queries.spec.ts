import { expect } from 'chai';
import fc from 'fast-check';
import { toQueries } from '../../../lib/resolve/to-queries.ts';
import { marked } from '../../helpers/embedded.ts';
import { queriesOf, resolveRule, ruleOf, troubleOf } from '../../helpers/resolve-rule.ts';

describe('toQueries', () => {
  it('ands the items of a map and ors the maps of a list', () => {
    expect(queriesOf(['sel:', '    a: 1', '    b|contains: x', 'condition: sel'])).to.deep.equal([
      'a = 1 and b contains "x"',
    ]);
    expect(queriesOf(['sel:', '    - a: 1', '      b: 2', '    - c: 3', 'condition: sel'])).to.deep.equal([
      '(a = 1 and b = 2) or c = 3',
    ]);
  });

  it('gathers or-ed leaves of one field', () => {
    expect(queriesOf(['sel:', '    a: [1, x, "*y"]', 'condition: sel'])).to.deep.equal([
      'a any-of [= 1, = "x", endsWith "y"]',
    ]);
    expect(queriesOf(['x:', '    a: 1', 'y:', '    a: 2', 'condition: x or y'])).to.deep.equal([
      'a any-of [= 1, = 2]',
    ]);
    expect(queriesOf(['keywords:', '    - a', '    - b', 'condition: keywords'])).to.deep.equal([
      '(any) any-of [contains "a", contains "b"]',
    ]);
  });

  const searches = ['sel_a:', '    a: 1', 'sel_b:', '    b: 2', '_c:', '    c: 3', 'notfilter:', '    d: 4'];

  it('puts searches in the place of names and selectors', () => {
    const query = (condition: string): string | undefined =>
      queriesOf([...searches, `condition: ${condition}`])[0];
    expect(query('sel_a and not sel_b')).to.equal('a = 1 and not b = 2');
    expect(query('sel_a and notfilter')).to.equal('a = 1 and d = 4');
    expect(query('sel_a or sel_b and _c')).to.equal('a = 1 or (b = 2 and c = 3)');
    expect(query('1 of sel_*')).to.equal('a = 1 or b = 2');
    expect(query('any of sel_*')).to.equal('a = 1 or b = 2');
    expect(query('all of sel_*')).to.equal('a = 1 and b = 2');
    expect(query('all of them')).to.equal('a = 1 and b = 2 and d = 4');
    expect(query('1 of _*')).to.equal('c = 3');
    expect(query('sel_a and not 1 of sel_*')).to.equal('a = 1 and not (a = 1 or b = 2)');
    expect(query('not not sel_a')).to.equal('a = 1');
  });

  it('gives one query for each condition of a list', () => {
    expect(queriesOf([...searches, 'condition: [sel_a, not sel_b]'])).to.deep.equal(['a = 1', 'not b = 2']);
  });

  it('reads conditions that YAML folds over lines', () => {
    expect(queriesOf([...searches, 'condition: >', '    sel_a', '    and not sel_b'])).to.deep.equal([
      'a = 1 and not b = 2',
    ]);
  });

  it('refuses names nobody defined and suggests what was meant', () => {
    expect(troubleOf([...searches, 'condition: sel_a and (sel_x or notfiter)'])).to.deep.equal([
      'condition-unknown-identifier at sel_x',
      'condition-unknown-identifier at notfiter',
    ]);
    const [first, second] = resolveRule([...searches, 'condition: selektion or notfiter']).diagnostics;
    expect(first?.hints).to.deep.equal(['the rule has `sel_a`, `sel_b`, `_c`, `notfilter`']);
    expect(second?.hints).to.deep.equal(['did you mean `notfilter`?']);
    expect(troubleOf([...searches, 'condition: constructor'])).to.have.length(1);
  });

  it('reports a name once, however often it is there', () => {
    expect(troubleOf([...searches, 'condition: x or x or x'])).to.deep.equal([
      'condition-unknown-identifier at x',
    ]);
  });

  it('refuses selectors that select nothing', () => {
    expect(troubleOf([...searches, 'condition: sel_a and not 1 of filter_*'])).to.deep.equal([
      'condition-selector-no-match at filter_*',
    ]);
    expect(troubleOf(['_a:', '    a: 1', 'condition: all of them'])).to.deep.equal([
      'condition-selector-no-match at them',
    ]);
    const [diagnostic] = resolveRule([...searches, 'condition: 1 of c*']).diagnostics;
    expect(diagnostic?.hints).to.include('names that start with `_` match only patterns that start with `_`');
    expect(troubleOf([...searches, 'condition: 1 of THEM'])).to.deep.equal([
      'condition-keyword-case at THEM',
    ]);
  });

  it('gives no query when any search is wrong, named or not', () => {
    expect(troubleOf(['a:', '    f|contain: x', 'b:', '    g: 1', 'condition: b'])).to.deep.equal([
      'modifier-unknown at contain',
    ]);
    expect(troubleOf(['a:', '    f|cidr: x', '    g|lt: x', 'condition: a'])).to.deep.equal([
      'modifier-value-invalid at x',
      'modifier-value-type at x',
    ]);
  });

  it('gives queries along with warnings', () => {
    expect(troubleOf(['a:', '    f|contains|all: x', 'condition: a'])).to.deep.equal([
      'modifier-single-value at all',
    ]);
  });

  it('takes the values of placeholders from the caller', () => {
    const lines = ['a:', '    f|expand: "%who%"', 'condition: a'];
    expect(resolveRule(lines, { placeholders: { who: ['x'] } }).queries).to.have.length(1);
    expect(troubleOf(lines)).to.deep.equal(['placeholder-unresolved at %who%']);
  });

  it('gives equal queries for equal rules, and changes neither rule nor options', () => {
    const value = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', '*', '?', '-', ' '), maxLength: 6 }),
      fc.integer(),
      fc.boolean(),
    );
    const modifiers = fc.constantFrom('', '|contains', '|windash', '|contains|all', '|neq', '|cased', '|re');
    const condition = fc.constantFrom('s', 'not s', '1 of *', 'all of them and not t');
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 3 }),
        modifiers,
        condition,
        (values, suffix, text) => {
          const lines = [
            's:',
            `    "f${suffix}": ${JSON.stringify(values)}`,
            't:',
            '    g: 1',
            `condition: ${text}`,
          ];
          const rule = ruleOf(lines);
          const before =
            JSON.stringify(rule.detection.conditions) + JSON.stringify([...rule.detection.searches]);
          const first = toQueries(rule);
          const after =
            JSON.stringify(rule.detection.conditions) + JSON.stringify([...rule.detection.searches]);
          expect(after).to.equal(before);
          expect(toQueries(rule)).to.deep.equal(first);
          expect(toQueries(ruleOf(lines)).queries).to.deep.equal(first.queries);
        },
      ),
    );
  });

  it('refuses conditions that would repeat values without end', () => {
    const values = Array.from({ length: 500 }, (_, i) => `      - v${i}`);
    const condition = new Array<string>(1000).fill('1 of s*').join(' or ');
    const lines = ['s:', '    f:', ...values, `condition: ${condition}`];
    const { queries, diagnostics } = resolveRule(lines);
    expect(queries).to.deep.equal([]);
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['query-too-large']);
  });

  it('refuses spellings without end, at the value where it is too much', () => {
    const values = Array.from({ length: 200 }, (_, i) => `      - -a -b -c -d -e ${i}`);
    const { queries, diagnostics } = resolveRule(['s:', '    f|windash:', ...values, 'condition: s']);
    expect(queries).to.deep.equal([]);
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['query-too-large']);
    // 80 values of 3,125 spellings are 250,000.
    expect(diagnostics.map(marked)).to.deep.equal(['-a -b -c -d -e 80']);
  });

  it('refuses a list that is too long, and drops no value in silence', () => {
    const list = `[${new Array<string>(250_001).fill('v').join(',')}]`;
    const { queries, diagnostics } = resolveRule(['s:', `    f: ${list}`, 'condition: s']);
    expect(queries).to.deep.equal([]);
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['query-too-large']);
  }).timeout(20_000);

  it('refuses more text of expressions than can be parsed in time', () => {
    const values = Array.from({ length: 9 }, (_, i) => `      - ${'ab'.repeat(2250)}${i}`);
    const { diagnostics } = resolveRule(['s:', '    f|re:', ...values, 'condition: s']);
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['query-too-large']);
  });

  it('takes long lists however they are joined', () => {
    const list = `[${new Array<string>(130_000).fill('v').join(',')}]`;
    for (const key of ['f', 'f|contains|all', '"|all"']) {
      const { queries } = resolveRule(['s:', `    ${key}: ${list}`, 't:', '    g: 1', 'condition: s or t']);
      expect(queries).to.have.length(1);
    }
  }).timeout(20_000);

  it('refuses more searches than a rule can have', () => {
    const many = Array.from({ length: 1001 }, (_, i) => [`s${i}:`, '    f: 1']).flat();
    expect(resolveRule([...many, 'condition: 1 of them']).diagnostics.map(({ code }) => code)).to.deep.equal([
      'query-too-large',
    ]);
  });
});
