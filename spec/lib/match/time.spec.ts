import { expect } from 'chai';
import type { CompareOperator, TimePart } from '../../../lib/query/query.ts';
import { accepts } from './helpers.ts';

function part(
  name: TimePart,
  value: number,
  held: unknown,
  operator: CompareOperator | 'eq' = 'eq',
): boolean {
  return accepts({ kind: 'timePart', part: name, operator, value }, held);
}

describe('parts of a time', () => {
  it('are those written in the event', () => {
    const written = '2024-05-06T07:08:09Z';
    expect(part('year', 2024, written)).to.equal(true);
    expect(part('month', 5, written)).to.equal(true);
    expect(part('day', 6, written)).to.equal(true);
    expect(part('hour', 7, written)).to.equal(true);
    expect(part('minute', 8, written)).to.equal(true);
    expect(part('minute', 9, written)).to.equal(false);
  });

  it('are read from the forms logs use', () => {
    const forms = [
      ...[
        '2024-05-06 07:08:09.123',
        '2024-05-06T07:08:09.1234567Z',
        '2024-05-06T07:08',
        '2024-05-06 07:08:09 UTC',
      ],
      ...[
        '2024-05-06T07:08:09+02:00',
        '2024-05-06T07:08:09-0930',
        '2024-05-06 07:08:09,5 +02:00',
        '2024-05-06t07:08z',
      ],
    ];
    for (const text of forms) expect(part('hour', 7, text), text).to.equal(true);
  });

  it('are never moved to another time zone', () => {
    expect(part('hour', 23, '2024-05-06T23:30:00+02:00')).to.equal(true);
    expect(part('day', 6, '2024-05-06T23:30:00-08:00')).to.equal(true);
  });

  it('of a Date are those of its ISO text', () => {
    expect(part('hour', 7, new Date(Date.UTC(2024, 4, 6, 7)))).to.equal(true);
  });

  it('compare with each operator', () => {
    const written = '2024-05-06 07:08';
    expect(part('hour', 8, written, 'lt')).to.equal(true);
    expect(part('hour', 7, written, 'lt')).to.equal(false);
    expect(part('hour', 7, written, 'lte')).to.equal(true);
    expect(part('hour', 6, written, 'gt')).to.equal(true);
    expect(part('hour', 7, written, 'gte')).to.equal(true);
  });

  it('count weeks as ISO 8601 does', () => {
    expect(part('week', 1, '2024-01-01')).to.equal(true);
    expect(part('week', 53, '2021-01-03')).to.equal(true);
    expect(part('week', 53, '2020-12-31')).to.equal(true);
    expect(part('week', 1, '2018-12-31')).to.equal(true);
    expect(part('week', 52, '2022-01-01')).to.equal(true);
  });

  it('are missing from what is no date', () => {
    const others = [
      ...['', 'today', '2024', '2024-13-01', '2024-00-01', '2024-02-30', '2023-02-29', '2024-05-06T24:00'],
      ...[
        '2024-05-06T07:60',
        '06.05.2024',
        '05/06/2024',
        '2024-05-06 07:08:09 PST',
        'x2024-05-06',
        '2024-05-06x',
      ],
    ];
    for (const text of others) expect(part('year', 0, text, 'gte'), text).to.equal(false);
    for (const value of [1714979289, 2024, true, null, new Date(NaN)]) {
      expect(part('year', 0, value, 'gte')).to.equal(false);
    }
    expect(part('day', 29, '2024-02-29')).to.equal(true);
  });

  it('of the day are missing from a date without a time', () => {
    expect(part('hour', 0, '2024-05-06', 'gte')).to.equal(false);
    expect(part('minute', 0, '2024-05-06', 'gte')).to.equal(false);
    expect(part('day', 6, '2024-05-06')).to.equal(true);
  });
});
