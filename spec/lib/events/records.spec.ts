/** Files that hold their events as one value. */
import { expect } from 'chai';
import { recordsOf, startsWithRecords } from '../../../lib/events/records.ts';

describe('values of records', () => {
  it('are the events in them', () => {
    expect(recordsOf({ Records: [{ a: 1 }, { a: 2 }] })).to.deep.equal([{ a: 1 }, { a: 2 }]);
    expect(recordsOf({ records: [] })).to.deep.equal([]);
  });

  it('hold nothing else: all other values are events themselves', () => {
    for (const value of [
      { Records: [{}], a: 1 },
      { Records: { a: 1 } },
      { RECORDS: [{}] },
      {},
      [{ a: 1 }],
      null,
      'Records',
      Object.create({ Records: [{}] }) as object,
    ])
      expect(recordsOf(value)).to.deep.equal([value]);
  });

  it('are known by how they start', () => {
    for (const text of ['{"Records":[', '\ufeff { "records" :\n [ {'])
      expect(startsWithRecords(text), text).to.equal(true);
    for (const text of ['', '{', '{"Records":1', '{"a":1,"Records":[', '[{"Records":['])
      expect(startsWithRecords(text), text).to.equal(false);
  });
});
