/** The public rules, read from the folder that SIGMA_CORPUS names. */
import { expect } from 'chai';
import { loadAll, Schema, timestampTag, YAML11_SCHEMA } from 'js-yaml';
import type { DetectionValue, SearchNode } from '../../lib/ast/detection.ts';
import { hasErrors } from '../../lib/diagnostics/diagnostic.ts';
import { parseSigma } from '../../lib/parse.ts';
import { toPlain } from '../../lib/yaml/plain.ts';
import { readYaml } from '../../lib/yaml/read.ts';
import { describeCorpus, readRuleFiles, type RuleFile } from '../helpers/corpus.ts';
import { findings } from '../helpers/reading.ts';

/** Folders whose rules are in use, with the number of files that the folder has at least. */
const IN_USE = {
  rules: 3000,
  'rules-emerging-threats': 400,
  'rules-threat-hunting': 100,
  'rules-compliance': 1,
  'rules-placeholder': 10,
};

const OUT_OF_USE = ['deprecated', 'unsupported'];

describeCorpus('reading the public rules', (corpus) => {
  const rulesIn = (...folders: readonly string[]): readonly RuleFile[] => readRuleFiles(corpus, folders);

  for (const [folder, atLeast] of Object.entries(IN_USE)) {
    it(`finds no fault in ${folder}`, () => {
      const files = rulesIn(folder);
      expect(files.length).to.be.at.least(atLeast);
      for (const { path: name, text } of files) {
        const { rules, diagnostics } = parseSigma(text, { name });
        expect(findings(diagnostics), name).to.deep.equal([]);
        expect(rules, name).to.have.length(1);
      }
    });
  }

  it('gives a rule or a reason for what is out of use', () => {
    for (const { path: name, text } of rulesIn(...OUT_OF_USE)) {
      const { documents } = parseSigma(text, { name });
      expect(documents, name).to.not.have.length(0);
      for (const { kind, rule, diagnostics } of documents) {
        // An action of a collection gives its attributes to the documents behind it and is no rule itself.
        const isRule = kind === 'rule';
        expect(isRule && rule === undefined, name).to.equal(hasErrors(diagnostics));
      }
    }
  });

  it('types every value as YAML 1.1 does, dates aside', () => {
    const schema = new Schema(YAML11_SCHEMA.tags.filter((tag) => tag !== timestampTag));
    for (const { path: name, text } of rulesIn(...Object.keys(IN_USE), ...OUT_OF_USE)) {
      expect(readYaml({ name, text }).documents.map(toPlain), name).to.deep.equal(loadAll(text, { schema }));
    }
  });

  it('points at every condition, and at every value that is written without escapes', () => {
    const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
    let values = 0;
    for (const { path: name, text } of rulesIn('rules')) {
      for (const { detection } of parseSigma(text, { name }).rules) {
        for (const condition of detection.conditions) {
          const { start, end } = condition.span;
          expect(oneLine(text.slice(start, end)), name).to.equal(oneLine(condition.text));
        }
        for (const { body } of detection.searches.values()) {
          for (const value of valuesOf(body)) {
            const { start, end } = value.span;
            if (value.verbatim) expect(text.slice(start, end), name).to.equal(value.text);
            values++;
          }
        }
      }
    }
    expect(values).to.be.at.least(30_000);
  });
});

function valuesOf(node: SearchNode): readonly DetectionValue[] {
  return node.kind === 'item' ? node.values : node.nodes.flatMap(valuesOf);
}
