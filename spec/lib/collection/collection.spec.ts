import { expect } from 'chai';
import fc from 'fast-check';
import type { ResolvedCorrelation } from '../../../lib/collection/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { createCollection } from '../../../lib/collection/index.ts';
import {
  collect,
  collectionFindings,
  correlationOf,
  filterOf,
  namedRule,
} from '../../helpers/correlating.ts';

const count = (name: string, rules: string, attributes = ''): string =>
  correlationOf(name, `type: event_count, rules: [${rules}], timespan: 1m, condition: {gte: 2}`, attributes);

const ID = '53ba33fd-3a50-4468-a5ef-c583635cfa92';

const nameOf = (each: SigmaRule | ResolvedCorrelation): string | undefined =>
  each.kind === 'rule' ? each.name : each.correlation.name;

describe('collections', () => {
  describe('look references up', () => {
    it('by name and by id, in any case, across all inputs', () => {
      const { correlations, diagnostics } = collect(
        count('c', `a, ${ID.toUpperCase()}`),
        namedRule('b', `id: ${ID}\n`),
        namedRule('a'),
      );
      expect(diagnostics).to.deep.equal([]);
      const [correlation] = correlations;
      expect(correlation?.members.map(({ target }) => nameOf(target))).to.deep.equal(['a', 'b']);
    });

    it('to correlations as well, which come behind those they refer to', () => {
      const { correlations } = collect(count('outer', 'inner'), count('inner', 'a'), namedRule('a'));
      expect(correlations.map(nameOf)).to.deep.equal(['inner', 'outer']);
      expect(correlations[1]?.members[0]?.target).to.equal(correlations[0]);
    });

    it('and report those that mean nothing, several things, or the same twice', () => {
      expect(collectionFindings(count('c', 'x'), namedRule('a'))).to.deep.equal([
        'error reference-unknown «x»',
      ]);
      expect(collectionFindings(count('c', 'a'), namedRule('a'), namedRule('a'))).to.deep.equal([
        'warning collection-duplicate-name «a»',
        'error reference-ambiguous «a»',
      ]);
      expect(collectionFindings(count('c', `a, ${ID}`), namedRule('a', `id: ${ID}\n`))).to.deep.equal([
        `error reference-ambiguous «${ID}»`,
      ]);
      expect(collectionFindings(count('c', ID), namedRule('a', `id: ${ID}\n`), namedRule(ID))).to.deep.equal([
        `error reference-ambiguous «${ID}»`,
      ]);
    });

    it('and report every circle once, where it closes, and all that depends on it', () => {
      const documents = [count('a', 'b'), count('b', 'c'), count('c', 'a'), count('d', 'a'), namedRule('r')];
      expect(collectionFindings(...documents)).to.deep.equal([
        'error reference-cycle «a»',
        'error reference-unusable «a»',
      ]);
      expect(collect(...documents).correlations).to.deep.equal([]);
      expect(collectionFindings(count('a', 'a'))).to.deep.equal(['error reference-cycle «a»']);
    });

    it('and refuse chains that are too large written out, however deep', () => {
      const levels = Array.from({ length: 10 }, (_, i) =>
        count(`c${i + 1}`, i === 0 ? 'a, b' : `c${i}, d${i}`),
      );
      const twins = Array.from({ length: 10 }, (_, i) =>
        count(`d${i + 1}`, i === 0 ? 'a, b' : `c${i}, d${i}`),
      );
      const found = collectionFindings(namedRule('a'), namedRule('b'), ...levels, ...twins);
      expect(found[0]).to.equal('error reference-cycle «event_count»');
      const deep = Array.from({ length: 5000 }, (_, i) => count(`c${i}`, i === 0 ? 'a' : `c${i - 1}`));
      expect(collect(namedRule('a'), ...deep.reverse()).correlations).to.have.length(499);
    });
  });

  it('warn of equal ids and names, at the second and with the place of the first', () => {
    const { diagnostics } = collect(
      namedRule('a', `id: ${ID}\n`),
      namedRule('b', `id: ${ID.toUpperCase()}\n`),
    );
    expect(diagnostics.map(({ code, source }) => [code, source.name])).to.deep.equal([
      ['collection-duplicate-id', '1.yml'],
    ]);
    expect(diagnostics[0]?.message).to.contain('0.yml:1');
  });

  it('take the same rule given twice for one', () => {
    const { rules } = parseSigma(namedRule('a'));
    expect(createCollection([{ rules }, { rules }]).rules).to.have.length(1);
  });

  describe('name the fields of each member', () => {
    const SECTION =
      'type: value_count, rules: [a, b], timespan: 1m, group-by: [ip, host], aliases: {ip: {a: src, b: dst}}, condition: {field: ip, gte: 2}';

    it('through aliases, for groups and for what is counted', () => {
      const [correlation] = collect(correlationOf('c', SECTION), namedRule('a'), namedRule('b')).correlations;
      expect(correlation?.members.map(({ groupBy, fields }) => [groupBy, fields])).to.deep.equal([
        [['src', 'host'], ['src']],
        [['dst', 'host'], ['dst']],
      ]);
    });

    it('where an alias calls a rule by its other name', () => {
      const section = SECTION.replace('[a, b]', `[${ID}, b]`);
      const { correlations, diagnostics } = collect(
        correlationOf('c', section),
        namedRule('a', `id: ${ID}\n`),
        namedRule('b'),
      );
      expect(diagnostics).to.deep.equal([]);
      expect(correlations[0]?.members[0]?.groupBy).to.deep.equal(['src', 'host']);
    });

    it('and report an alias for another rule, and one that leaves a rule out', () => {
      const rules = [namedRule('a'), namedRule('b'), namedRule('c')];
      const found = (aliases: string): string[] =>
        collectionFindings(correlationOf('x', SECTION.replace('{a: src, b: dst}', aliases)), ...rules);
      expect(found('{a: src, b: dst, c: f}')).to.deep.equal(['error correlation-aliases «c»']);
      expect(found('{a: src}')).to.deep.equal(['warning correlation-aliases «ip»']);
    });
  });

  describe('write expressions out', () => {
    const written = (condition: string): unknown =>
      collect(
        correlationOf('x', `type: temporal, rules: [a, b, c], timespan: 1m, condition: ${condition}`),
        ...['a', 'b', 'c'].map((name) => namedRule(name)),
      ).correlations[0]?.alternatives?.map(({ occur, absent }) => [occur, absent]);

    it('as all that occurs and all that is absent', () => {
      expect(written('a and (b or not c)')).to.deep.equal([
        [[0, 1], []],
        [[0], [2]],
      ]);
      expect(written('c and not (b or not a)')).to.deep.equal([[[0, 2], [1]]]);
      expect(written('(a or b) and (a or c)')).to.deep.equal([
        [[0], []],
        [[1, 2], []],
      ]);
    });

    it('for rules called by either name, all of them and no other', () => {
      const found = (condition: string): string[] =>
        collectionFindings(
          correlationOf('x', `type: temporal, rules: [${ID}, b], timespan: 1m, condition: ${condition}`),
          namedRule('a', `id: ${ID}\n`),
          namedRule('b'),
        );
      expect(found('a and b')).to.deep.equal([]);
      expect(found(`${ID} and b`)).to.deep.equal([]);
      expect(found('a')).to.deep.equal(['error correlation-expression «a»']);
      expect(found('a and b and c')).to.deep.equal(['error correlation-expression «c»']);
    });

    it('unless there are too many ways', () => {
      const pairs = Array.from({ length: 8 }, (_, i) => [`p${i}`, `q${i}`] as const);
      const condition = pairs.map(([p, q]) => `(${p} or ${q})`).join(' and ');
      const found = collectionFindings(
        correlationOf('x', `type: temporal, timespan: 1m, condition: ${condition}`),
        ...pairs.flat().map((name) => namedRule(name)),
      );
      expect(found).to.deep.equal([`error correlation-expression «${condition}»`]);
    });
  });

  describe('give as results', () => {
    const results = (...documents: readonly string[]): unknown => collect(...documents).results.map(nameOf);

    it('what no correlation refers to', () => {
      expect(results(namedRule('a'), namedRule('b'), count('c', 'a'))).to.deep.equal(['b', 'c']);
      expect(results(namedRule('a'), count('inner', 'a'), count('outer', 'inner'))).to.deep.equal(['outer']);
    });

    it('what a correlation generates, whatever others say', () => {
      const documents = [namedRule('a'), count('c', 'a'), count('d', 'a', 'generate: true\n')];
      expect(results(...documents)).to.deep.equal(['a', 'c', 'd']);
    });

    it('not what an unusable correlation refers to', () => {
      const { results: all, correlationEntry } = collect(namedRule('a'), count('c', 'a, x'));
      expect(all).to.deep.equal([]);
      const [correlation] = parseSigma(count('c', 'a')).correlations;
      expect(correlationEntry(correlation!)).to.deep.equal({ value: undefined, isResult: true });
    });
  });

  it('answer for hostile inputs within seconds', () => {
    const started = performance.now();
    const unknown = Array.from({ length: 100 }, (_, index) => `no_such_rule_${index}`).join(', ');
    const text = Array.from({ length: 2000 }, (_, index) => count(`c${index}`, unknown)).join('---\n');
    expect(createCollection(parseSigma(text)).correlations).to.deep.equal([]);
    const same = Array.from({ length: 3000 }, () => namedRule('a')).join('---\n');
    const ambiguous = Array.from({ length: 500 }, (_, index) => count(`c${index}`, 'a')).join('---\n');
    expect(createCollection([parseSigma(same), parseSigma(ambiguous)]).correlations).to.deep.equal([]);
    expect(performance.now() - started).to.be.below(20_000);
  });

  it('come out the same in any order of the inputs', () => {
    const documents = [
      namedRule('a'),
      namedRule('b', `id: ${ID}\n`),
      namedRule('d'),
      count('inner', `a, ${ID}`),
      count('outer', 'inner, d', 'generate: true\n'),
      filterOf('f', '[a]'),
      filterOf('g', 'any'),
    ];
    const summary = (order: readonly string[]): unknown => {
      const { rules, correlations, results, diagnostics } = collect(...order);
      return {
        rules: rules.map(({ name, filters }) => [name, filters?.map(({ title }) => title).sort()]).sort(),
        members: correlations
          .map((each) => [nameOf(each), each.members.map(({ target }) => nameOf(target))])
          .sort(),
        results: results.map(nameOf).sort(),
        diagnostics: diagnostics.map(({ code }) => code),
      };
    };
    const expected = summary(documents);
    fc.assert(
      fc.property(fc.shuffledSubarray(documents, { minLength: documents.length }), (order) => {
        expect(summary(order)).to.deep.equal(expected);
      }),
      { numRuns: 30 },
    );
  });
});
