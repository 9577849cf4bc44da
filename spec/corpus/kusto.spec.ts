/** Every public rule as KQL, read by Microsoft's own parser. */
import { expect } from 'chai';
import { kusto } from '../../backends/kusto/index.ts';
import { convert } from '../../lib/convert.ts';
import { parseSigma } from '../../lib/parse.ts';
import { toQueries } from '../../lib/resolve/to-queries.ts';
import { fieldsOf } from '../backends/kusto/helpers.ts';
import { createKustoParser, mixedTypes } from '../engines/kusto-parser.ts';
import { regexesOf, refusesRegex } from '../engines/kusto-regex.ts';
import { describeCorpus, readRuleFiles } from '../helpers/corpus.ts';

describeCorpus('public rules in KQL', (corpus) => {
  const bodies = new Map<string, readonly string[]>();
  const columns: Record<string, 'string'> = {};
  const inexact: string[] = [];

  before(() => {
    for (const { path, text } of readRuleFiles(corpus)) {
      for (const rule of parseSigma(text, { name: path }).rules) {
        const { queries, fidelity, diagnostics } = convert(rule, kusto);
        if (queries.length > 0) bodies.set(path, queries);
        if (fidelity !== 'exact') inexact.push(...diagnostics.map(({ code }) => code));
        for (const query of toQueries(rule).queries)
          for (const field of fieldsOf(query)) columns[field] = 'string';
      }
    }
  });

  it('are exact for every rule but those whose placeholders have no values', () => {
    expect(bodies.size).to.be.at.least(3_755);
    expect(new Set(inexact)).to.deep.equal(new Set(['placeholder-unresolved']));
  });

  it('have no diagnostic, no comparison of two types and no expression that Rust or RE2 refuses', function () {
    this.timeout(600_000);
    const parser = createKustoParser(columns);
    const findings: string[] = [];
    for (const [path, queries] of bodies) {
      for (const query of queries) {
        const { diagnostics, tree } = parser.analyze(`T | where ${query}`);
        const regexes = regexesOf(tree).filter((regex) => refusesRegex(regex) !== undefined);
        for (const each of [...diagnostics.map(({ message }) => message), ...mixedTypes(tree), ...regexes]) {
          findings.push(`${path}: ${each}`);
        }
      }
    }
    expect(findings).to.deep.equal([]);
  });
});
