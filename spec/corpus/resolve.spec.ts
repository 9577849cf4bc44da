/** Every public rule, from its detection section to queries. */
import { expect } from 'chai';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import { parseSigma } from '../../lib/parse.ts';
import { toQueries } from '../../lib/resolve/to-queries.ts';
import { parseCondition } from '../../lib/syntax/condition.ts';
import { printCondition } from '../../lib/syntax/print-condition.ts';
import { describeCorpus, readRuleFiles, RULE_FOLDERS } from '../helpers/corpus.ts';
import { embed } from '../helpers/embedded.ts';

describeCorpus('resolving the public rules', (corpus) => {
  const rules: { readonly path: string; readonly rule: SigmaRule }[] = [];

  before(() => {
    for (const { path, text } of readRuleFiles(corpus, [...RULE_FOLDERS, 'deprecated', 'unsupported']))
      for (const rule of parseSigma(text, { name: path }).rules) rules.push({ path, rule });
  });

  /** Diagnostics by path, those of placeholders without values aside. */
  function trouble(): readonly string[] {
    const lines = (path: string, diagnostics: readonly Diagnostic[]): readonly string[] =>
      diagnostics
        .filter(({ code }) => code !== 'placeholder-unresolved')
        .map(({ code }) => `${path}: ${code}`);
    return rules.flatMap(({ path, rule }) => lines(path, toQueries(rule).diagnostics));
  }

  it('finds nothing wrong but placeholders that nobody gave', () => {
    expect(trouble()).to.deep.equal([]);
  });

  it('gives a query for each condition once placeholders have values', () => {
    const any = {
      get: (): readonly string[] => ['x'],
      has: () => true,
      getOwnPropertyDescriptor: describeAny,
    };
    const placeholders = new Proxy<Record<string, readonly string[]>>({}, any);
    for (const { path, rule } of rules) {
      const { queries, diagnostics } = toQueries(rule, { placeholders });
      expect(diagnostics, path).to.deep.equal([]);
      expect(queries, path).to.have.length(rule.detection.conditions.length);
    }
  });

  it('prints every condition so that it reads the same', () => {
    const texts = new Set(rules.flatMap(({ rule }) => rule.detection.conditions.map(({ text }) => text)));
    expect(texts.size).to.be.above(300);
    for (const text of texts) {
      const root = parseCondition(embed(text)).condition?.root;
      const printed = root && printCondition(root);
      const again = printed === undefined ? undefined : parseCondition(embed(printed)).condition?.root;
      expect(again && printCondition(again), text).to.equal(printed);
    }
  });
});

/** For `Object.hasOwn` of a proxy that has every key. */
function describeAny(): PropertyDescriptor {
  return { value: ['x'], enumerable: true, configurable: true };
}
