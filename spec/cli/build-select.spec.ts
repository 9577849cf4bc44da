/** Paths with wildcards, as selections of a configuration have them. */
import { expect } from 'chai';
import { pathTest } from '../../cli/build/select.ts';

describe('paths of a selection', () => {
  for (const [pattern, fitting, others] of [
    ['rules', ['rules', 'rules/a.yml', './rules/a/b.yml'], ['rules2/a.yml', 'x/rules', 'rule']],
    ['./rules/', ['rules/a.yml'], ['rulesa.yml']],
    ['rules/*.yml', ['rules/a.yml', 'rules/.yml', 'rules/a.yml/b'], ['rules/a/b.yml', 'rules/a.yaml']],
    ['rules/?.yml', ['rules/a.yml'], ['rules/ab.yml', 'rules//.yml', 'rules/.yml']],
    ['**/x.yml', ['x.yml', 'a/x.yml', 'a/b/x.yml'], ['a/yx.yml', 'x.yaml']],
    ['rules/**/test', ['rules/test/a', 'rules/a/b/test'], ['rules/a/testb', 'test']],
    ['a**b', ['ab', 'a/x/b', 'axb/c'], ['ac']],
    ['rules/*/test', ['rules/a/test/b.yml'], ['rules/test', 'rules/a/b/test']],
    ['a.b+(c)', ['a.b+(c)'], ['aXb+(c)', 'a.bb(c)']],
  ] as const) {
    it(pattern, () => {
      const test = pathTest(pattern);
      for (const path of fitting) expect(test(path), path).to.equal(true);
      for (const path of others) expect(test(path), path).to.equal(false);
    });
  }

  it('are tried in a time that many wildcards do not make longer and longer', () => {
    const started = performance.now();
    expect(pathTest('*a'.repeat(30) + '*b')('a'.repeat(200))).to.equal(false);
    expect(pathTest('**/'.repeat(30) + 'x')('a/'.repeat(200))).to.equal(false);
    expect(performance.now() - started).to.be.below(1000);
  });
});
