import { expect } from 'chai';
import bundle from '../../grammar/regex.ohm-bundle.js';
import { holdAgainstExamples } from './examples.ts';

describe('grammar/regex.ohm', () => {
  holdAgainstExamples('regex', bundle);

  it('reads long patterns without a deeper stack', () => {
    for (const long of [
      'a'.repeat(10_000),
      'a|'.repeat(5_000),
      '()'.repeat(5_000),
      `[${'a'.repeat(9_998)}]`,
    ]) {
      expect(bundle.match(long).succeeded(), long.slice(0, 4)).to.equal(true);
    }
  });
});
