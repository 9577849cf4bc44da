import { expect } from 'chai';
import type { FieldReferenceMatcher } from '../../../lib/query/query.ts';
import { not } from '../../../lib/query/build.ts';
import { at } from '../../helpers/query.ts';
import { holds } from './helpers.ts';

function related(
  relation: FieldReferenceMatcher['relation'],
  left: unknown,
  right: unknown,
  cased = false,
): boolean {
  return holds(at('left', { kind: 'fieldRef', relation, field: 'right', cased }), { left, right });
}

describe('field references', () => {
  it('compare two fields of one event in each relation', () => {
    expect(related('equals', 'a.exe', 'A.EXE')).to.equal(true);
    expect(related('equals', 'a.exe', 'b.exe')).to.equal(false);
    expect(related('startsWith', 'C:\\a.exe', 'c:')).to.equal(true);
    expect(related('startsWith', 'c:', 'C:\\a.exe')).to.equal(false);
    expect(related('endsWith', 'C:\\a.exe', 'A.exe')).to.equal(true);
    expect(related('contains', 'C:\\a.exe', ':\\')).to.equal(true);
    expect(related('contains', 'C:\\a.exe', 'x:')).to.equal(false);
  });

  it('keep the case where the rule says so', () => {
    expect(related('equals', 'a', 'A', true)).to.equal(false);
    expect(related('contains', 'xAx', 'A', true)).to.equal(true);
  });

  it('fail when either field is missing, so that the negation holds', () => {
    for (const [left, right] of [
      [undefined, 'a'],
      ['a', undefined],
      [null, null],
      [undefined, undefined],
    ]) {
      for (const relation of ['equals', 'startsWith', 'endsWith', 'contains'] as const) {
        expect(related(relation, left, right)).to.equal(false);
        const query = at('left', { kind: 'fieldRef', relation, field: 'right', cased: false });
        expect(holds(not(query), { left, right })).to.equal(true);
      }
    }
  });

  it('take an empty field for a text, which every text contains', () => {
    expect(related('equals', '', '')).to.equal(true);
    expect(related('contains', 'a', '')).to.equal(true);
    expect(related('contains', '', 'a')).to.equal(false);
  });

  it('hold when some value of one list stands in the relation to some of the other', () => {
    expect(related('equals', ['a', 'b'], ['B', 'c'])).to.equal(true);
    expect(related('equals', ['a', 'b'], ['c', 'd'])).to.equal(false);
    expect(related('equals', 443, '443')).to.equal(true);
  });
});
