import { expect } from 'chai';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import {
  createMatcher,
  createRouter,
  readEvent,
  type Matcher,
  type ReadEvent,
} from '../../lib/engine/index.ts';
import { compileQuery } from '../../lib/match/compile.ts';
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

describeCorpus('the rule-set engine on real rules and events', function (corpus) {
  let rules: readonly SigmaRule[] = [];
  let matcher: Matcher;
  let events: readonly ReadEvent[] = [];

  before(function () {
    this.timeout(60_000);
    rules = readRuleFiles(corpus).flatMap(({ path, text }) => parseSigma(text, { name: path }).rules);
    matcher = createMatcher(rules);
    events = readEvents(corpus).map(({ route, fields }) => ({ shape: 'read', route, fields }));
  });

  it('uses every rule that has a meaning', () => {
    const meaningful = rules.filter((rule) => toQueries(rule).queries.length > 0);
    expect(matcher.rules).to.deep.equal(meaningful);
  }).timeout(60_000);

  it('finds raw events with their rules, and their companions with none', () => {
    const cases = readRegressionCases(corpus);
    expect(cases).to.have.lengthOf(116);
    const wrong = cases.filter(({ ruleId, matches, event }) => {
      const found = matcher.match(readEvent(event)!).some(({ rule }) => rule.id === ruleId);
      return found !== matches;
    });
    expect(wrong.map(({ ruleId }) => ruleId)).to.deep.equal([]);
  }).timeout(60_000);

  it('finds exactly the events known to match', () => {
    const plain = new Set(
      rules
        .filter((rule) =>
          toQueries(rule)
            .queries.flatMap(leavesOf)
            .every(({ field }) => field !== null),
        )
        .map(({ id }) => id),
    );
    const found = events.flatMap((event, index) =>
      matcher.match(event).flatMap(({ rule: { id } }) => (plain.has(id) ? [`${index} ${id}`] : [])),
    );
    const expected = readExpectedPairs(corpus).filter(({ ruleId }) => plain.has(ruleId));
    expect(expected).to.have.lengthOf(1_869);
    expect(found.sort()).to.deep.equal(expected.map(({ event, ruleId }) => `${event} ${ruleId}`).sort());
  }).timeout(120_000);

  it('finds for every event what its rules find one by one', () => {
    const used = matcher.rules.map((rule) => ({
      rule,
      predicates: toQueries(rule).queries.map(
        (query) => compileQuery(query, { safe: false, linear: undefined }).predicate,
      ),
    }));
    const router = createRouter(used.map(({ rule }) => rule.logsource));
    const wrong: number[] = [];
    for (const [index, event] of events.entries()) {
      const one = matcher.match(event).map(({ rule }) => rule);
      const each = new Set<SigmaRule>();
      for (const { fields, sources } of router.route(event)) {
        for (const source of sources) {
          const { rule, predicates } = used[source]!;
          if (predicates.some((matches) => matches(fields))) each.add(rule);
        }
      }
      if (one.length !== each.size || !one.every((rule) => each.has(rule))) wrong.push(index);
    }
    expect(wrong).to.deep.equal([]);
  }).timeout(240_000);
});
