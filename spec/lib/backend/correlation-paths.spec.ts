/** Correlations of correlations, followed down to rules. */
import { expect } from 'chai';
import type { CorrelationBackend, CorrelationRequest } from '../../../lib/backend/correlation.ts';
import { innerCorrelations, pathsOf } from '../../../lib/backend/correlation-paths.ts';
import { createCollection } from '../../../lib/collection/index.ts';
import { convertCorrelation } from '../../../lib/convert-correlation.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { readPipeline } from '../../../lib/pipeline/file/read.ts';
import { RULES } from '../../helpers/correlation-scenarios.ts';

/** What a backend is asked for the last of the correlations. */
function requestOf(text: string, pipelineText?: string): CorrelationRequest {
  let asked: CorrelationRequest | undefined;
  const backend: CorrelationBackend = {
    name: 'spy',
    title: 'Spy',
    assumptions: [],
    correlate: (request) => {
      asked = request;
      return { outputs: ['found'], gaps: [] };
    },
  };
  const { correlations, diagnostics } = createCollection(parseSigma(RULES + text));
  expect(diagnostics.map(({ message }) => message)).to.deep.equal([]);
  const pipeline = pipelineText === undefined ? undefined : readPipeline(pipelineText).pipeline;
  convertCorrelation(correlations.at(-1)!, backend, { pipelines: pipeline === undefined ? [] : [pipeline] });
  if (asked === undefined) throw new Error('not asked');
  return asked;
}

function shown(request: CorrelationRequest): unknown {
  return pathsOf(request).map(({ input, rule, through, groupBy, fields }) => [
    input,
    rule.rule.name,
    through.map((each) => [each.request.correlation.name, ...each.groupBy]),
    groupBy,
    fields,
  ]);
}

const TWO_LEVELS = `title: Inner
name: inner
correlation:
    type: temporal
    rules: [a, b]
    aliases: { who: { a: User, b: Account } }
    group-by: [who]
    timespan: 1m
---
title: Outer
name: outer
correlation:
    type: value_count
    rules: [inner, c]
    group-by: [who]
    timespan: 1m
    condition: { field: Host, gte: 2 }
`;

describe('paths of a correlation', () => {
  it('lead to rules, by the field of each that holds the group', () => {
    expect(shown(requestOf(TWO_LEVELS))).to.deep.equal([
      [0, 'a', [['inner', 'User']], ['User'], ['Host']],
      [0, 'b', [['inner', 'Account']], ['Account'], ['Host']],
      [1, 'c', [], ['who'], ['Host']],
    ]);
  });

  it('call fields as pipelines do', () => {
    const names = `name: names
transformations:
  - { type: field_name_mapping, mapping: { User: user.name, Host: host.name } }
`;
    expect(shown(requestOf(TWO_LEVELS, names))).to.deep.equal([
      [0, 'a', [['inner', 'user.name']], ['user.name'], ['host.name']],
      [0, 'b', [['inner', 'Account']], ['Account'], ['host.name']],
      [1, 'c', [], ['who'], ['host.name']],
    ]);
  });

  it('do not see groups of a correlation further in', () => {
    const text = `${TWO_LEVELS}---
title: Outermost
correlation: { type: event_count, rules: [middle], group-by: [who], timespan: 1m, condition: { gte: 1 } }
---
title: Middle
name: middle
correlation: { type: event_count, rules: [inner], group-by: [Host], timespan: 1m, condition: { gte: 1 } }
`;
    expect(shown(requestOf(text))).to.deep.equal([
      [
        0,
        'a',
        [
          ['middle', 'Host'],
          ['inner', 'User'],
        ],
        ['who'],
        [],
      ],
      [
        0,
        'b',
        [
          ['middle', 'Host'],
          ['inner', 'Account'],
        ],
        ['who'],
        [],
      ],
    ]);
  });

  it('have each correlation once, behind what it is about', () => {
    const text = `${TWO_LEVELS}---
title: Outermost
correlation: { type: temporal, rules: [inner, outer], group-by: [who], timespan: 1m }
`;
    expect(innerCorrelations(requestOf(text)).map(({ correlation }) => correlation.name)).to.deep.equal([
      'inner',
      'outer',
    ]);
  });
});
