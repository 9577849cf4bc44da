/** Every public rule as SPL, read back by a tokenizer. */
import { expect } from 'chai';
import { splunk } from '../../backends/splunk/index.ts';
import { convert } from '../../lib/convert.ts';
import { parseSigma } from '../../lib/parse.ts';
import { tokenizeSpl } from '../engines/spl-tokenizer.ts';
import { describeCorpus, readRuleFiles } from '../helpers/corpus.ts';

describeCorpus('public rules in SPL', (corpus) => {
  const queries: string[] = [];
  const inexact: string[] = [];

  before(() => {
    for (const { path, text } of readRuleFiles(corpus)) {
      for (const rule of parseSigma(text, { name: path }).rules) {
        const conversion = convert(rule, splunk);
        queries.push(...conversion.queries);
        if (conversion.fidelity !== 'exact') inexact.push(...conversion.diagnostics.map(({ code }) => code));
      }
    }
  });

  it('are exact for every rule but those whose placeholders have no values', () => {
    expect(queries.length).to.be.at.least(3_755);
    expect(new Set(inexact)).to.deep.equal(new Set(['placeholder-unresolved']));
  });

  it('are one line of search, regex and where, with every text inside its quotes', () => {
    const foreign = new Set(['subsearch', 'macro', 'comment']);
    for (const query of queries) {
      expect(query).to.not.match(/[\r\n]/);
      const commands = tokenizeSpl(query);
      expect(commands.map(({ name }) => name).join(' ')).to.match(/^search( regex)*( where)?$/);
      expect(commands.flatMap(({ tokens }) => tokens).filter(({ kind }) => foreign.has(kind))).to.deep.equal(
        [],
      );
    }
  });

  it('narrow the events by the index: none begins with every event', () => {
    expect(queries.filter((query) => query.startsWith('*'))).to.deep.equal([]);
  });

  it('need no command behind the search in 94 of 100', () => {
    const searches = queries.filter((query) => tokenizeSpl(query).length === 1);
    expect(searches.length / queries.length).to.be.at.least(0.94);
  });
});
