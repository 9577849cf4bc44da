/** The tables of fields in the READMEs of pipelines are those that the pipelines work by. */
import { expect } from 'chai';
import { format } from 'prettier';
import { fieldParts } from '../../../bench/elastic-tables.ts';
import { partIn } from '../../../bench/pipeline-tables.ts';
import { readProjectFile } from '../../helpers/project.ts';

describe('READMEs of pipelines', () => {
  for (const [path, { fields = '' }] of Object.entries(fieldParts())) {
    it(`say in ${path} what maps where`, async () => {
      const table = (await format(fields, { parser: 'markdown' })).trim();
      expect(partIn(readProjectFile(path), 'fields')).to.equal(table);
    });
  }
});
