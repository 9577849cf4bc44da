import { expect } from 'chai';
import { predicate, type Predicate } from '../../backends/predicate/index.ts';
import type { LogSource } from '../../lib/ast/rule.ts';
import { createRouter, fieldsFor, readEvent, type ReadEvent } from '../../lib/events/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import { leavesOf } from '../../lib/query/leaves.ts';
import { toQueries } from '../../lib/resolve/to-queries.ts';
import {
  describeCorpus,
  readEvents,
  readExpectedPairs,
  readRegressionCases,
  readRuleFiles,
} from '../helpers/corpus.ts';

interface CompiledRule {
  readonly id: string;
  readonly logsource: LogSource;
  readonly hasKeywords: boolean;
  readonly predicates: readonly Predicate[];
}

describeCorpus('reading and routing real events', function (corpus) {
  const rules = new Map<string, CompiledRule>();

  before(function () {
    for (const { path, text } of readRuleFiles(corpus)) {
      for (const rule of parseSigma(text, { name: path }).rules) {
        const { queries } = toQueries(rule);
        const id = rule.id as string;
        const hasKeywords = queries.flatMap(leavesOf).some(({ field }) => field === null);
        const request = { rule, queries, format: 'default', approximate: 'never' } as const;
        const predicates = predicate.convert(request).outputs;
        rules.set(id, { id, logsource: rule.logsource, hasKeywords, predicates });
      }
    }
  });

  it('match raw events with their rules, and their companions with none', () => {
    const cases = readRegressionCases(corpus);
    expect(cases).to.have.lengthOf(116);
    const wrong = cases.filter(({ ruleId, matches, event }) => {
      const rule = rules.get(ruleId)!;
      const fields = fieldsFor(rule.logsource, readEvent(event)!);
      return (fields !== undefined && rule.predicates.some((each) => each(fields))) !== matches;
    });
    expect(wrong.map(({ ruleId }) => ruleId)).to.deep.equal([]);
  });

  it('match exactly the events known to match, of all events and all Windows rules', () => {
    const plain = [...rules.values()].filter(({ hasKeywords }) => !hasKeywords);
    const router = createRouter(plain.map(({ logsource }) => logsource));
    const found = new Set<string>();
    for (const [index, { route, fields }] of readEvents(corpus).entries()) {
      const event: ReadEvent = { shape: 'read', route, fields };
      for (const view of router.route(event)) {
        for (const source of view.sources) {
          const { id, predicates } = plain[source]!;
          if (predicates.some((matches) => matches(view.fields))) found.add(`${index} ${id}`);
        }
      }
    }
    const expected = readExpectedPairs(corpus)
      .filter(({ ruleId }) => rules.get(ruleId)?.hasKeywords === false)
      .map(({ event, ruleId }) => `${event} ${ruleId}`);
    expect(expected).to.have.lengthOf(1_869);
    expect([...found].sort()).to.deep.equal([...expected].sort());
  }).timeout(120_000);
});
