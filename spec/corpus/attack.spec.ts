/** The ATT&CK tags of every public rule. */
import { expect } from 'chai';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { resolveTags, type AttackCoverage } from '../../lib/analysis/attack/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import { describeCorpus, readRuleFiles, RULE_FOLDERS } from '../helpers/corpus.ts';

interface Resolved {
  readonly rule: SigmaRule;
  readonly coverage: AttackCoverage;
}

/** Software, groups and the like, which are listed and nothing more. */
const OTHER_OBJECT = /^attack\.(?:[sgc]|ds)\d{4}$/;

describeCorpus('ATT&CK tags of the public rules', (corpus) => {
  let inForce: readonly Resolved[] = [];
  let others: readonly Resolved[] = [];

  const resolveAll = (folders: readonly string[]): readonly Resolved[] =>
    readRuleFiles(corpus, folders)
      .flatMap(({ path, text }) => parseSigma(text, { name: path }).rules)
      .map((rule) => ({ rule, coverage: resolveTags(rule) }));

  before(() => {
    inForce = resolveAll(RULE_FOLDERS);
    others = resolveAll(['deprecated', 'unsupported']);
  });

  it('all resolve, or are named in a diagnostic', () => {
    const missed: string[] = [];
    let count = 0;
    for (const { rule, coverage } of [...inForce, ...others]) {
      const named = new Set(
        coverage.diagnostics.map(({ span }) => rule.source.text.slice(span.start, span.end)),
      );
      const covered = new Set([
        ...coverage.tactics.filter(({ implied }) => !implied).map(({ tag }) => tag),
        ...coverage.tactics.flatMap(({ techniques }) =>
          techniques.map(({ id }) => `attack.${id.toLowerCase()}`),
        ),
      ]);
      for (const tag of rule.tags.filter((each) => each.startsWith('attack.'))) {
        count++;
        if (!covered.has(tag) && !named.has(tag) && !OTHER_OBJECT.test(tag))
          missed.push(`${rule.source.name}: ${tag}`);
      }
    }
    expect(missed).to.deep.equal([]);
    expect(count).to.be.above(10_000);
  });

  it('need no diagnostic in the rules that are in force: they are written for version 19', () => {
    expect(inForce.length).to.be.above(3_700);
    expect(
      inForce.flatMap(({ coverage }) => coverage.diagnostics.map(({ message }) => message)),
    ).to.deep.equal([]);
  });

  it('pair each technique with a tactic it belongs to: the rules in force imply none', () => {
    const implied = inForce.filter(({ coverage }) => coverage.tactics.some((tactic) => tactic.implied));
    expect(implied.map(({ rule }) => `${rule.source.name}: ${rule.tags.join(' ')}`)).to.deep.equal([]);
  });

  it('have old names and old numbers among the rules out of force, and all of them are known', () => {
    const codes = new Set(others.flatMap(({ coverage }) => coverage.diagnostics.map(({ code }) => code)));
    expect([...codes].sort()).to.deep.equal(['attack-renamed', 'attack-revoked', 'attack-spelling']);
  });
});
