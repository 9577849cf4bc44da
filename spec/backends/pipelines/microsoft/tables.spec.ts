/** The data of Microsoft's pipelines, and what the README says of it. */
import { expect } from 'chai';
import { format } from 'prettier';
import { between, formatMapping, MICROSOFT_PIPELINES } from '../../../../bench/microsoft-tables.ts';
import { defineSource } from '../../../../backends/pipelines/microsoft/event-source.ts';
import { always } from '../../../../backends/pipelines/values/always.ts';
import { defineTable } from '../../../../backends/pipelines/microsoft/table.ts';
import { leaf } from '../../../../lib/query/build.ts';
import type { Matcher } from '../../../../lib/query/query.ts';
import { readProjectFile } from '../../../helpers/project.ts';

describe('the tables of Microsoft’s pipelines', () => {
  for (const each of MICROSOFT_PIPELINES) {
    it(`are in the README as ${each.pipeline.name} has them`, async () => {
      const { found } = between(
        readProjectFile('backends/pipelines/microsoft/README.md'),
        `${each.pipeline.name} mapping`,
      );
      expect(found).to.equal((await format(formatMapping(each), { parser: 'markdown' })).trim());
    });
  }

  it('have one set of columns for each name', () => {
    for (const { sources } of MICROSOFT_PIPELINES) {
      const columns = new Map<string, unknown>();
      for (const [, { table }] of sources) {
        expect(table.columns, table.name).to.equal(columns.get(table.name) ?? table.columns);
        columns.set(table.name, table.columns);
      }
    }
  });

  it('are checked when they are made: a column that is not there is a mistake', () => {
    const table = defineTable('T', { string: 'A', dynamic: 'D' });
    expect(() => defineSource({ table, fields: { x: 'B' } })).to.throw(RangeError, 'T has no column B');
    expect(() => defineSource({ table, rows: { C: ['x'] }, fields: {} })).to.throw(
      RangeError,
      'T has no column C',
    );
    expect(defineSource({ table, fields: { x: 'D.y' } }).schema.sources).to.deep.equal(['T']);
  });
});

describe('a field that always has one value', () => {
  const span = { start: 0, end: 0 };
  const answer = (matcher: Matcher): unknown => always('4688').translate(leaf('EventID', matcher, span));

  it('answers every question about it, and refuses those that it cannot', () => {
    const yes = { kind: 'constant', value: true };
    const no = { kind: 'constant', value: false };
    expect(answer({ kind: 'number', value: 4688, text: '4688' })).to.deep.equal(yes);
    expect(answer({ kind: 'number', value: 1, text: '1' })).to.deep.equal(no);
    expect(answer({ kind: 'equals', value: '4688', cased: false })).to.deep.equal(yes);
    expect(answer({ kind: 'contains', value: '68', cased: false })).to.deep.equal(yes);
    expect(answer({ kind: 'startsWith', value: '5', cased: true })).to.deep.equal(no);
    expect(answer({ kind: 'endsWith', value: '88', cased: false })).to.deep.equal(yes);
    expect(answer({ kind: 'boolean', value: true })).to.deep.equal(no);
    expect(answer({ kind: 'exists' })).to.deep.equal(yes);
    expect(answer({ kind: 'null' })).to.deep.equal(no);
    expect(answer({ kind: 'compare', operator: 'gt', value: 1 })).to.have.property('refused');
  });
});
