/** Tests in the language of a target, brought along by a pipeline: each text target puts them where the leaf stands. */
import { expect } from 'chai';
import { targets } from '../../backends/index.ts';
import { convert, parseSigma } from '../../lib/index.ts';
import { readPipeline } from '../../lib/pipeline/file/index.ts';

const { pipeline } = readPipeline(
  "transformations: [{ type: query_expression_placeholders, expression: '{field} is in {id}' }]\n",
);

const RULE = (condition: string): string => `title: T
logsource: { product: windows }
detection:
    list: { Code|expand: '%list%' }
    one: { Code: x }
    two: { User: y }
    condition: ${condition}
`;

async function queryOf(target: string, condition: string): Promise<string> {
  const backend = await targets.find(({ name }) => name === target)!.load();
  const { queries, diagnostics } = convert(parseSigma(RULE(condition)).rules[0]!, backend, {
    pipelines: [pipeline!],
  });
  expect(diagnostics.map(({ message }) => message)).to.deep.equal([]);
  expect(queries).to.have.lengthOf(1);
  return queries[0]!;
}

describe('expressions of a pipeline', () => {
  for (const { name } of targets) {
    it(`stand in brackets in ${name}, with the field as it is named there`, async () => {
      for (const condition of [
        'list',
        'list and two',
        'list or one',
        'not list',
        'two and not (list or one)',
      ]) {
        expect(await queryOf(name, condition), condition).to.match(/\(\S*Code\S* is in list[),]/);
      }
    });
  }

  it('are no part of a list of values', async () => {
    expect(await queryOf('splunk', 'one or list')).to.equal('Code="x" OR (Code is in list)');
    expect(await queryOf('kusto', 'not list')).to.equal('not((Code is in list))');
  });

  it('are refused where a target has two languages and the expression is for the other', async () => {
    const backend = await targets.find(({ name }) => name === 'splunk')!.load();
    const text = RULE('list or one').replace('Code: x', "Code|re: 'a.+b'");
    const { diagnostics } = convert(parseSigma(text).rules[0]!, backend, { pipelines: [pipeline!] });
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['unsupported-value']);
  });
});
