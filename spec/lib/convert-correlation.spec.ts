/** Correlations on their way through pipelines: what their fields are called afterwards, and what cannot be kept. */
import { expect } from 'chai';
import { createKustoCorrelations } from '../../backends/kusto/correlations/index.ts';
import { defenderXdr } from '../../backends/pipelines/microsoft/index.ts';
import { convertCorrelation } from '../../lib/convert-correlation.ts';
import type { Conversion } from '../../lib/convert.ts';
import { readPipeline } from '../../lib/pipeline/file/read.ts';
import { correlationOf } from '../helpers/correlation-scenarios.ts';

const TWO_OF_A = 'type: event_count\nrules: [a]\ntimespan: 5m\ngroup-by: [User]\ncondition: { gte: 2 }\n';

function convertThrough(pipelineText: string): Conversion<string> {
  const { pipeline, diagnostics } = readPipeline(pipelineText);
  expect(diagnostics.map(({ message }) => message)).to.deep.equal([]);
  const pipelines = pipeline === undefined ? [] : [pipeline];
  return convertCorrelation(correlationOf(TWO_OF_A), createKustoCorrelations({ table: 'T' }), { pipelines });
}

describe('a correlation on its way through pipelines', () => {
  for (const [wanted, column] of [
    ['Kind', 'User = UserName'],
    ['Other', 'User'],
  ] as const) {
    it(`groups by what its rule's fields are called, where the rule asks for ${wanted}`, () => {
      const { queries } = convertThrough(`name: names
transformations:
  - type: field_name_mapping
    mapping: { User: UserName }
    rule_conditions:
      - { type: contains_field, field: ${wanted} }
`);
      expect(queries.map((query) => query.split('\n')[2])).to.deep.equal([
        `| project _Time = TimeGenerated, ${column}`,
      ]);
    });
  }

  it('is refused by a field with several names', () => {
    const { queries, diagnostics } = convertThrough(`name: names
transformations:
  - type: field_name_mapping
    mapping: { User: [Sender, Recipient] }
`);
    expect(queries).to.deep.equal([]);
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['unsupported-correlation']);
  });

  it('is refused where a pipeline changes the text of finished queries, which are those of single rules', () => {
    const { queries, fidelity, diagnostics } = convertThrough(`name: wrap
postprocessing:
  - { type: embed, prefix: "set notruncation; " }
`);
    expect(queries).to.deep.equal([]);
    expect(fidelity).to.equal('unsupported');
    expect(
      diagnostics.map(({ code, span, source }) => [code, source.text.slice(span.start, span.end)]),
    ).to.deep.equal([['unsupported-correlation', 'a']]);
  });

  for (const [what, image, groupBy, isConverted] of [
    ['no computed column', 'Image', 'Computer', true],
    ['a computed column in its rule', 'QueryName', 'Computer', false],
    ['a computed column as its group', 'Image', 'QueryName', false],
  ] as const) {
    it(`${isConverted ? 'is converted with' : 'is refused for'} ${what}`, () => {
      const rule = `title: A
name: a
logsource: { product: windows, category: dns_query }
detection: { s: { ${image}: x }, condition: s }
---
`;
      const section = `type: event_count\nrules: [a]\ntimespan: 5m\ngroup-by: [${groupBy}]\ncondition: { gte: 2 }\n`;
      const { queries, diagnostics } = convertCorrelation(
        correlationOf(section, rule),
        createKustoCorrelations({ time: 'Timestamp' }),
        { pipelines: [defenderXdr] },
      );
      expect(queries).to.have.length(isConverted ? 1 : 0);
      expect(diagnostics.map(({ code }) => code)).to.deep.equal(
        isConverted ? [] : ['unsupported-correlation'],
      );
    });
  }
});
