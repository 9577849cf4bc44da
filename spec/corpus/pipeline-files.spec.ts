/** Pipeline files over the public rules: every rule goes through, and verdicts on events renamed alike stay what they were. */
import { expect } from 'chai';
import { predicate } from '../../backends/predicate/index.ts';
import { splunk } from '../../backends/splunk/index.ts';
import { convert, parseSigma, type SigmaRule } from '../../lib/index.ts';
import { readPipeline } from '../../lib/pipeline/file/index.ts';
import { witnesses } from '../../lib/witness/index.ts';
import { describeCorpus, readRuleFiles } from '../helpers/corpus.ts';

const MAPPING = `name: Names
vars: { Administrators: [root] }
transformations:
    - id: names
      type: field_name_mapping
      mapping:
          Image: process.path
          CommandLine: [process.args, process.title]
    - type: field_name_prefix
      prefix: data.
      field_name_cond_not: true
      field_name_conditions:
          - { type: processing_item_applied, processing_item_id: names }
    - { type: value_placeholders, include: [Administrators] }
    - { type: wildcard_placeholders }
`;

/** Each of these leaves the meaning of texts without case as it is. */
const SPELLING = `name: Spelling
transformations:
    - { type: replace_string, regex: '(\\w)', replacement: '\\1' }
    - { type: map_string, mapping: { 'there is no such value': x } }
    - { type: convert_type, target_type: str, detection_item_conditions: [{ type: match_value, cond: any, value: none }] }
    - { type: wildcard_placeholders }
`;

function read(text: string): NonNullable<ReturnType<typeof readPipeline>['pipeline']> {
  const { pipeline, diagnostics } = readPipeline(text);
  expect(diagnostics).to.deep.equal([]);
  return pipeline!;
}

/** An event in the names of the mapping; the two names of the command line take turns. */
function rename(event: object, turn: number): Readonly<Record<string, unknown>> {
  const nameOf = (field: string): string => {
    if (field === 'Image') return 'process.path';
    if (field === 'CommandLine') return turn % 2 === 0 ? 'process.args' : 'process.title';
    return `data.${field}`;
  };
  return Object.fromEntries(Object.entries(event).map(([field, value]) => [nameOf(field), value]));
}

describeCorpus('pipeline files over the public rules', (corpus) => {
  let rules: readonly SigmaRule[];
  before(() => {
    rules = readRuleFiles(corpus).flatMap(({ text }) => parseSigma(text).rules);
  });

  it('lose no rule', () => {
    const pipelines = [read(MAPPING)];
    const lost = rules.filter((rule) => {
      const { diagnostics } = convert(rule, splunk, { pipelines });
      return diagnostics.some(
        ({ code }) => code.startsWith('pipeline-') || code === 'placeholder-unresolved',
      );
    });
    expect(rules.length).to.be.above(3000);
    expect(lost.map(({ title }) => title)).to.deep.equal([]);
  });

  it('leave queries alone when they have nothing to change', () => {
    const [spelling, nothing] = [
      [read(SPELLING)],
      [read('transformations: [{ type: wildcard_placeholders }]\n')],
    ];
    for (const rule of rules) {
      const [changed, kept] = [spelling, nothing].map(
        (pipelines) => convert(rule, splunk, { pipelines }).queries,
      );
      expect(changed, rule.title).to.deep.equal(kept);
    }
  });

  it('keep verdicts on witnesses of the rules, renamed as the mapping says', () => {
    const pipelines = [read(MAPPING)];
    let checked = 0;
    for (const rule of rules.filter((_rule, index) => index % 8 === 0)) {
      const mapped = convert(rule, predicate, { pipelines }).queries;
      const placeholders = pipelines[0]!.placeholders!(rule, pipelines[0]!.vars!);
      for (const [index, { matching, missing }] of witnesses(rule, { placeholders }).conditions.entries()) {
        for (const [turn, event] of [...matching, ...missing].entries()) {
          expect(mapped[index]!(rename(event, turn)), `${rule.title}: ${JSON.stringify(event)}`).to.equal(
            matching.includes(event),
          );
          checked++;
        }
      }
    }
    expect(checked).to.be.above(5000);
  });
});
