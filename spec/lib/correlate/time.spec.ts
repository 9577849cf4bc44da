import { expect } from 'chai';
import { createTimeReader } from '../../../lib/correlate/time.ts';

const timeOf = createTimeReader(['t']);
const read = (t: unknown): number | undefined => timeOf({ t });

const MOMENT = Date.UTC(2024, 4, 6, 7, 8, 9);

describe('the time of an event', () => {
  it('is read from ISO 8601, in UTC where no zone is written', () => {
    for (const text of [
      '2024-05-06T07:08:09Z',
      '2024-05-06T09:08:09+02:00',
      '2024-05-06T01:38:09-0530',
      '2024-05-06 07:08:09',
      '2024-05-06 07:08:09 UTC',
    ]) {
      expect(read(text), text).to.equal(MOMENT);
    }
  });

  it('keeps fractions to the microsecond', () => {
    expect(read('2024-05-06T07:08:09.1234567Z')).to.equal(MOMENT + 123.457);
    expect(read('2024-05-06 07:08:09,5')).to.equal(MOMENT + 500);
  });

  it('is read from numbers since 1970, in the unit that their size tells', () => {
    const seconds = MOMENT / 1000;
    for (const value of [seconds, seconds * 1e3, seconds * 1e6, seconds * 1e9]) {
      expect(read(value), String(value)).to.equal(MOMENT);
      expect(read(String(value)), String(value)).to.equal(MOMENT);
    }
    expect(read('1714979289.25')).to.equal(MOMENT + 250);
    expect(read(0)).to.equal(0);
  });

  it('is nothing else', () => {
    for (const value of [undefined, null, '', 'yesterday', -1, NaN, 1e21, true, {}, '2024-13-01T00:00:00Z']) {
      expect(read(value)).to.equal(undefined);
    }
    expect(read('2024-05-06T24:00:00Z')).to.equal(undefined);
    expect(read(`2024-05-06T07:08:09.${'1'.repeat(1000)}Z`)).to.equal(undefined);
  });

  it('comes from the first field that has one', () => {
    const reader = createTimeReader();
    expect(reader({ '@timestamp': 'unknown', TimeCreated: '1970-01-01T00:00:01Z' })).to.equal(1000);
    expect(reader({ UtcTime: '1970-01-01 00:00:02.000', ts: 5 })).to.equal(2000);
  });

  it('lies exactly as far from another as they are apart', () => {
    const [first, second] = [read('2024-05-06T07:08:09.000123Z')!, read('2024-05-06T07:13:09.000123Z')!];
    expect(second - 300_000).to.equal(first);
  });
});
