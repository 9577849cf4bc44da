/** Small correlations over three rules, with events and what they come to, for every target to be held against. */
import { expect } from 'chai';
import { createCollection, type ResolvedCorrelation } from '../../lib/collection/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import type { TimedEvent } from './conformance.ts';
import type { Firing } from './firings.ts';

/** `Kind: a`, `Kind: b` and `Kind: c`, called so. */
export const RULES: string = ['a', 'b', 'c']
  .map(
    (name) => `title: Rule ${name}
name: ${name}
logsource: { product: windows }
detection:
    selection: { Kind: ${name} }
    condition: selection
---
`,
  )
  .join('');

/** The correlation with this section, over {@link RULES}. */
export function correlationOf(section: string, rules: string = RULES): ResolvedCorrelation {
  const text = `${rules}title: C\nname: c_all\ncorrelation:\n${section.replace(/^(?=.)/gm, '    ')}`;
  const collection = createCollection(parseSigma(text));
  expect(collection.diagnostics.map(({ message }) => message)).to.deep.equal([]);
  const [correlation] = collection.correlations;
  if (correlation === undefined) throw new Error(`not a correlation: ${text}`);
  return correlation;
}

/** Events as `120 a User=ann Bytes=5`: time, kind, fields. */
export function eventsOf(...texts: readonly string[]): readonly TimedEvent[] {
  return texts.map((text) => {
    const [at, kind = '', ...fields] = text.split(' ');
    const held = fields.map((field) => field.split('=') as [string, string]);
    return { at: Number(at), fields: { Kind: kind, ...Object.fromEntries(held) } };
  });
}

interface Scenario {
  readonly law: string;
  readonly section: string;
  readonly rules?: string;
  readonly events: readonly string[];
  readonly firings: readonly Firing[];
}

const ALL = 'rules: [a, b, c]\ntimespan: 5m\ngroup-by: [User]\n';
const TWO_OF_A = 'type: event_count\nrules: [a]\ntimespan: 5m\ngroup-by: [User]\ncondition: { gte: 2 }\n';
const OVERLAPPING = `title: A
name: a
logsource: { product: windows }
detection:
    selection: { Kind: a }
    condition: selection
---
title: B
name: b
logsource: { product: windows }
detection:
    selection: { Kind|startswith: a }
    condition: selection
---
`;
const NUMBERS = ['0 a N=5', '1 a N=2', '2 a N=7', '3 a N=6', '4 a N=text'];

function ofNumbers(type: string, condition: string, firings: readonly Firing[]): Scenario {
  return {
    law: `compute ${type} over the numbers in the window`,
    section: `type: ${type}\nrules: [a]\ntimespan: 5m\ncondition: { field: N, ${condition} }\n`,
    events: NUMBERS,
    firings,
  };
}

function ofCounts(condition: string, firings: readonly Firing[]): Scenario {
  return {
    law: `count events: ${condition}`,
    section: `type: event_count\nrules: [a]\ntimespan: 10s\ncondition: { ${condition} }\n`,
    // Windows hold 1, 2, 3, 2 and 1 events.
    events: ['0 a', '5 a', '10 a', '20 a', '100 a'],
    firings,
  };
}

export const SCENARIOS: readonly Scenario[] = [
  {
    law: 'look back in a window that is closed at both ends',
    section: TWO_OF_A,
    events: ['0 a User=ann', '300 a User=ann', '601 a User=ann', '601 a User=bob', '700 b User=ann'],
    firings: ['300 ann'],
  },
  {
    law: 'leave out events without a value for the group',
    section: TWO_OF_A,
    events: ['0 a User=', '1 a', '2 a User=ann'],
    firings: [],
  },
  {
    law: 'let events of one time see each other',
    section: TWO_OF_A,
    events: ['7 a User=ann', '7 a User=ann'],
    firings: ['7 ann'],
  },
  ofCounts('gte: 2', ['5', '10', '20']),
  ofCounts('gt: 2', ['10']),
  ofCounts('lt: 2', ['0', '100']),
  ofCounts('lte: 2', ['0', '5', '20', '100']),
  ofCounts('eq: 2', ['5', '20']),
  ofCounts('neq: 2', ['0', '10', '100']),
  ofCounts('gt: 1, lt: 3', ['5', '20']),
  {
    law: 'count an event once that matches several rules',
    section: 'type: event_count\nrules: [a, b]\ntimespan: 5m\ngroup-by: [User]\ncondition: { gte: 2 }\n',
    rules: OVERLAPPING,
    events: ['0 a User=ann', '500 a User=bob', '501 ab User=bob'],
    firings: ['501 bob'],
  },
  {
    law: 'count distinct values, of several fields together',
    section: 'type: value_count\nrules: [a]\ntimespan: 5m\ncondition: { field: [Host, Port], gt: 1 }\n',
    events: ['0 a Host=x Port=1', '1 a Host=x Port=1', '2 a Host=x', '3 a Host=x Port=2'],
    firings: ['3'],
  },
  {
    law: 'do not take the border between two values for a part of them',
    section: 'type: value_count\nrules: [a]\ntimespan: 5m\ncondition: { field: [Host, Port], gt: 1 }\n',
    events: ['0 a Host=x1 Port=1', '1 a Host=x Port=11'],
    firings: ['1'],
  },
  ofNumbers('value_sum', 'gte: 12', ['2', '3']),
  ofNumbers('value_avg', 'gt: 4', ['0', '2', '3']),
  ofNumbers('value_min', 'lt: 3', ['1', '2', '3']),
  ofNumbers('value_max', 'gte: 7', ['2', '3']),
  ofNumbers('value_median', 'eq: 5', ['0', '2', '3']),
  ofNumbers('value_percentile', 'percentile: 75, gte: 6', ['2', '3']),
  {
    law: 'find rules together in any order',
    section: `type: temporal\n${ALL}`,
    events: ['0 c User=ann', '100 a User=ann', '300 b User=ann', '301 b User=ann', '302 a User=bob'],
    firings: ['300 ann'],
  },
  {
    law: 'find some number of the rules together',
    section: `type: temporal\n${ALL}condition: { gte: 2 }\n`,
    events: ['0 c User=ann', '100 a User=ann', '200 a User=bob'],
    firings: ['100 ann'],
  },
  {
    law: 'find what an expression over rules asks for',
    section: `type: temporal\n${ALL}condition: a and (b or not c)\n`,
    events: ['0 c User=ann', '100 a User=ann', '200 b User=ann', '600 a User=bob'],
    firings: ['200 ann', '600 bob'],
  },
  {
    law: 'find rules in their order',
    section: `type: temporal_ordered\n${ALL}`,
    events: ['0 a User=ann', '10 b User=ann', '300 c User=ann', '301 c User=ann'],
    firings: ['300 ann'],
  },
  {
    law: 'find no rules in another order',
    section: `type: temporal_ordered\n${ALL}`,
    events: ['0 b User=ann', '10 a User=ann', '20 c User=ann'],
    firings: [],
  },
  {
    law: 'take events of one time for being in every order',
    section: `type: temporal_ordered\n${ALL}`,
    events: ['5 c User=ann', '5 b User=ann', '5 a User=ann'],
    firings: ['5 ann'],
  },
  {
    law: 'keep the latest beginning of a sequence',
    section: `type: temporal_ordered\n${ALL}`,
    events: ['0 a User=ann', '200 a User=ann', '250 b User=ann', '400 c User=ann'],
    firings: ['400 ann'],
  },
  {
    law: 'find a sequence without what must not occur',
    section: `type: temporal_ordered\n${ALL}condition: a and b and not c\n`,
    events: [
      '0 a User=ann',
      '10 b User=ann',
      '20 c User=ann',
      '30 b User=ann',
      '0 b User=bob',
      '5 a User=bob',
    ],
    firings: ['10 ann'],
  },
  {
    law: 'read a group from a field of each rule',
    section:
      'type: temporal\nrules: [a, b]\ntimespan: 5m\ngroup-by: [who]\naliases: { who: { a: User, b: Account } }\n',
    events: ['0 a User=ann Account=bob', '5 b User=bob Account=ann', '9 b User=ann Account=eve'],
    firings: ['5 ann'],
  },
];
