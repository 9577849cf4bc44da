/** The engine is a faster way to ask every rule in turn, and never another answer. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { EventRecord } from '../../lib/events/index.ts';
import { createScanner, type Moment } from '../../lib/engine/scanner.ts';
import { createSweeps } from '../../lib/engine/sweeps.ts';
import { compileQuery } from '../../lib/match/compile.ts';
import type { Query } from '../../lib/query/query.ts';
import { foldLists } from '../../lib/query/rewrite/fold-lists.ts';
import { arbitraryEventNear, arbitraryQuery } from '../helpers/arbitrary.ts';

const REGEX = { safe: false, linear: undefined };

interface Case {
  /** By log source. */
  readonly sources: readonly (readonly Query[])[];
  readonly events: readonly EventRecord[];
}

/** Long values are searched in other ways than short ones. */
const FILLERS = ['', '', 'Some words - '.repeat(20), 'Einige Wörter '.repeat(20)];

/** The event with a filler around its texts; no text stands at an end then. */
function lengthened(event: EventRecord, filler: string): EventRecord {
  if (filler === '') return event;
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      name,
      typeof value === 'string' ? `${filler}${value}${filler.slice(0, 12)}` : value,
    ]),
  );
}

/** Rules of a few log sources, and events made for some of them, some of which come twice. */
const cases: fc.Arbitrary<Case> = fc
  .array(fc.array(arbitraryQuery().map(foldLists), { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 3,
  })
  .chain((sources) => {
    const queries = sources.flat();
    const event = fc
      .tuple(fc.constantFrom(...queries).chain(arbitraryEventNear), fc.constantFrom(...FILLERS))
      .map(([near, filler]) => lengthened(near, filler));
    return fc
      .tuple(fc.array(event, { minLength: 1, maxLength: 6 }), fc.boolean())
      .map(([events, again]) => ({ sources, events: again ? [...events, ...events] : events }));
  });

function scan({ sources, events }: Case): readonly (readonly (readonly number[])[])[] {
  const moment: Moment = { event: {}, number: 0 };
  const scanners = sources.map((queries) => createScanner(queries, REGEX, moment));
  const sweep = createSweeps().of(scanners);
  const layout = { names: [], plans: [] };
  return events.map((event) => {
    moment.event = event;
    moment.number++;
    sweep.scan(event, layout);
    return scanners.map((scanner) => scanner.finish());
  });
}

function askEach({ sources, events }: Case): readonly (readonly (readonly number[])[])[] {
  const predicates = sources.map((queries) => queries.map((query) => compileQuery(query, REGEX).predicate));
  return events.map((event) =>
    predicates.map((ofSource) => ofSource.flatMap((matches, index) => (matches(event) ? [index] : []))),
  );
}

describe('the rule-set engine', () => {
  it('gives what every rule gives alone, whatever the rules and the events', () => {
    fc.assert(
      fc.property(cases, (each) => {
        expect(scan(each)).to.deep.equal(askEach(each));
      }),
      { numRuns: 1500 },
    );
  }).timeout(120_000);

  it('is not misled by what stands beside or around the values', () => {
    const wrap = (event: EventRecord): readonly EventRecord[] => [
      { ...event, ['__proto__']: 'x', extra: { deep: [event, 'mimikatz'] } },
      Object.assign(Object.create({ Image: 'C:\\inherited.exe' }) as object, event),
      JSON.parse(JSON.stringify({ ...event, long: 'padding '.repeat(60) })) as EventRecord,
    ];
    fc.assert(
      fc.property(cases, ({ sources, events }) => {
        const each = { sources, events: events.flatMap(wrap) };
        expect(scan(each)).to.deep.equal(askEach(each));
      }),
      { numRuns: 300 },
    );
  }).timeout(120_000);

  it('finds texts wherever they stand in long values', () => {
    const word = fc.constantFrom(
      'mimikatz',
      'Invoke-',
      'set',
      'Äpfel',
      'ab',
      'x',
      '\\System32\\',
      'aaaa',
      'aaab',
    );
    const text = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(''));
    const value = fc
      .tuple(fc.array(fc.oneof(text, fc.string({ maxLength: 40 })), { maxLength: 20 }), fc.nat(400))
      .map(([parts, padding]) => `${'p'.repeat(padding)}${parts.join('')}`);
    const contains = (field: string | null, each: string): Query => ({
      kind: 'leaf',
      field,
      matcher: { kind: 'contains', value: each, cased: each.length % 2 === 0 },
      span: { start: 0, end: 0 },
    });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 90 }),
        fc.array(value, { minLength: 1, maxLength: 4 }),
        (texts, values) => {
          const sources = [
            texts.map((each) => contains('Data', each)),
            texts.map((each) => contains(null, each)),
          ];
          const events = values.flatMap((Data) => [{ Data }, { Data: [Data] }, { Data: Data.toUpperCase() }]);
          expect(scan({ sources, events })).to.deep.equal(askEach({ sources, events }));
        },
      ),
      { numRuns: 300 },
    );
  }).timeout(120_000);
});
