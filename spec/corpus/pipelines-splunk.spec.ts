/**
 * The public rules through the pipelines for Windows and Splunk, run: what the bench of SPL says of an event as Splunk has it,
 * the predicate says of the event under the names of the rule, and the router of its log source.
 */
import { expect } from 'chai';
import { splunkCim, splunkSysmon, splunkWindows } from '../../backends/pipelines/splunk/index.ts';
import { sysmon, windowsAudit } from '../../backends/pipelines/windows/index.ts';
import { dataModels } from '../../backends/splunk/data-models.ts';
import { createSplunk, splunk } from '../../backends/splunk/index.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { convert } from '../../lib/convert.ts';
import { createRouter, type Route, type Router } from '../../lib/events/index.ts';
import { channelsOf, feedsOf, type Feed } from '../../lib/events/log-sources.ts';
import { parseSigma } from '../../lib/parse.ts';
import type { Pipeline } from '../../lib/pipeline/index.ts';
import { toQueries } from '../../lib/resolve/to-queries.ts';
import { makeWitnesses } from '../../lib/witness/make.ts';
import { startPcre } from '../engines/pcre.ts';
import { compileSpl } from '../engines/spl/run.ts';
import { describeCorpus, readEvents, readRuleFiles, type CorpusEvent } from '../helpers/corpus.ts';
import { SPLUNK_ASSUMPTIONS } from '../helpers/equivalence/assumptions.ts';
import { createEvaluator, factsOf, type QueryFacts } from '../helpers/equivalence/facts.ts';
import { heldBy, type FlatEvent } from '../helpers/equivalence/flat-event.ts';
import { isInCim, toCim, withProvider } from '../helpers/equivalence/cim-event.ts';
import { toAudit4657, toAudit4688, toSplunkXml } from '../helpers/equivalence/windows-events.ts';

/** Enough of a list for every way a value can be written. */
const BRANCHES = 3;
/** Real events of its channels that each rule is tried on. */
const REAL_EVENTS = 4;

/** Fields of which Windows records one value, where the log source or a translation goes by it. */
const ONE_VALUED = ['EventID', 'EventType', 'Details', 'TargetObject', 'IntegrityLevel'];

interface RuleCase {
  readonly path: string;
  readonly rule: SigmaRule;
  readonly queries: readonly { readonly facts: QueryFacts; readonly witnesses: readonly FlatEvent[] }[];
}

/** An event as it was recorded, and as the rule sees it; nothing if it is none of the rule's. */
interface Trial {
  readonly route: Route;
  readonly recorded: FlatEvent;
  readonly seen: FlatEvent | undefined;
}

interface Setup {
  readonly pipelines: readonly Pipeline[];
  readonly converted: number;
  readonly comparisons: number;
  readonly trialsOf: (rule: SigmaRule, witnesses: readonly FlatEvent[]) => readonly Trial[];
}

describeCorpus('public rules through the pipelines of Splunk', (corpus) => {
  const cases: RuleCase[] = [];
  const real = new Map<string, readonly CorpusEvent[]>();

  before(async function () {
    this.timeout(300_000);
    await startPcre();
    for (const { path, text } of readRuleFiles(corpus)) {
      for (const rule of parseSigma(text, { name: path }).rules) {
        if (rule.logsource.product !== 'windows' && !isInCim(rule.logsource)) continue;
        const queries = toQueries(rule).queries.map((query) => {
          const { matching, missing } = makeWitnesses(query, createEvaluator(), { branches: BRANCHES });
          const witnesses = [...matching, ...missing].filter((event) =>
            ONE_VALUED.every((field) => typeof event[field] !== 'object'),
          );
          return { facts: factsOf(query), witnesses };
        });
        cases.push({ path, rule, queries });
      }
    }
    for (const [origin, events] of groupByOrigin(readEvents(corpus))) real.set(origin, events);
  });

  const setups: Readonly<Record<string, Setup>> = {
    'splunk-windows': {
      pipelines: [splunkWindows],
      converted: 2810,
      comparisons: 40_000,
      trialsOf: (rule, witnesses) => [...placed(rule, witnesses), ...recorded(rule, real)],
    },
    'windows-audit, splunk-windows': {
      pipelines: [windowsAudit, splunkWindows],
      converted: 2000,
      comparisons: 20_000,
      trialsOf: (rule, witnesses) => [...audited(rule, witnesses), ...recorded(rule, real, true)],
    },
  };

  for (const [name, { pipelines, converted, comparisons, trialsOf }] of Object.entries(setups)) {
    it(`select with ${name} what the predicate and the log source select`, function () {
      this.timeout(300_000);
      const disagreements: string[] = [];
      let [rules, compared, matched] = [0, 0, 0];
      for (const { path, rule, queries } of cases) {
        const { queries: texts, fidelity } = convert(rule, splunk, { pipelines });
        if (texts.length === 0) continue;
        expect(fidelity, path).to.equal('exact');
        rules++;
        for (const [index, text] of texts.entries()) {
          const { facts, witnesses } = queries[index]!;
          const run = compileSpl(text);
          for (const { route, recorded: event, seen } of trialsOf(rule, witnesses)) {
            if (SPLUNK_ASSUMPTIONS.some(({ excludes }) => excludes(seen ?? event, facts))) continue;
            const wanted = seen !== undefined && facts.matches(seen);
            const found = run(toSplunkXml(event, route));
            compared++;
            if (wanted) matched++;
            if (found !== wanted && disagreements.length < 10)
              disagreements.push(JSON.stringify({ path, wanted, route, seen, event, text }));
          }
        }
      }
      expect(disagreements.join('\n')).to.equal('');
      expect(rules).to.be.at.least(converted);
      expect(compared).to.be.at.least(comparisons);
      expect(matched).to.be.at.least(comparisons / 8);
    });
  }

  it('select with splunk-cim what the predicate selects, whatever the model has in place of no value', function () {
    this.timeout(300_000);
    const disagreements: string[] = [];
    let [rules, compared, matched, behind] = [0, 0, 0, 0];
    for (const { path, rule, queries } of cases) {
      const { queries: texts, fidelity } = convert(rule, createSplunk({ dataModels }), {
        pipelines: [splunkCim],
      });
      if (texts.length === 0) continue;
      expect(fidelity, path).to.equal('exact');
      rules++;
      for (const [index, text] of texts.entries()) {
        const { facts, witnesses } = queries[index]!;
        const run = compileSpl(text);
        if (text.includes(' | where ')) behind++;
        for (const witness of witnesses) {
          const seen = withProvider(witness, rule.logsource);
          if (seen === undefined) continue;
          if (SPLUNK_ASSUMPTIONS.some(({ excludes }) => excludes(seen, facts))) continue;
          // Sysmon gives every registry event a type.
          if (facts.fields.has('EventType') && heldBy(seen, 'EventType').length === 0) continue;
          for (const filled of [true, false]) {
            const event = toCim(seen, rule.logsource, filled);
            if (event === undefined) continue;
            const wanted = facts.matches(seen);
            compared++;
            if (wanted) matched++;
            if (run(event) !== wanted && disagreements.length < 10)
              disagreements.push(JSON.stringify({ path, wanted, seen, event, text }));
          }
        }
      }
    }
    expect(disagreements.join('\n')).to.equal('');
    expect(rules).to.be.at.least(2020);
    expect(behind).to.be.at.least(50);
    expect(compared).to.be.at.least(20_000);
    expect(matched).to.be.at.least(4_000);
  });

  const same: Readonly<Record<string, readonly [pipelines: readonly Pipeline[], converted: number]>> = {
    'splunk-sysmon': [[splunkSysmon], 2210],
    'sysmon and splunk-windows': [[sysmon, splunkWindows], 2810],
  };
  for (const [name, [pipelines, converted]] of Object.entries(same)) {
    it(`say with ${name} what they say with splunk-windows, where they say anything`, () => {
      const said = cases.flatMap(({ rule }) => {
        const { queries } = convert(rule, splunk, { pipelines });
        return queries.length === 0
          ? []
          : [{ queries, expected: convert(rule, splunk, { pipelines: [splunkWindows] }).queries }];
      });
      expect(
        said.filter(({ queries, expected }) => queries.join('\n') !== expected.join('\n')),
      ).to.deep.equal([]);
      expect(said.length).to.be.at.least(converted);
    });
  }
});

const routers = new WeakMap<SigmaRule, Router>();

/** What the rule sees of an event of its log source, by the router alone. */
function seenBy(rule: SigmaRule, route: Route, fields: FlatEvent, viewed: boolean): FlatEvent | undefined {
  let router = routers.get(rule);
  if (router === undefined) routers.set(rule, (router = createRouter([rule.logsource], { optional: true })));
  const view = router
    .route({ shape: 'read', route, fields })
    .find(({ view }) => (view !== undefined) === viewed);
  return view?.fields as FlatEvent | undefined;
}

/** Witnesses at a place of the log source, and at one that is none of it. */
function placed(rule: SigmaRule, witnesses: readonly FlatEvent[]): readonly Trial[] {
  return witnesses.flatMap((witness, index) =>
    placesOf(rule, witness, index < 2).map(({ route, fields }): Trial => {
      const event = { ...witness, ...fields, ...(route.eventId !== undefined && { EventID: route.eventId }) };
      return { route, recorded: event, seen: seenBy(rule, route, event, false) };
    }),
  );
}

function placesOf(
  { logsource: { category, service } }: SigmaRule,
  witness: FlatEvent,
  andOthers: boolean,
): readonly { readonly route: Route; readonly fields: FlatEvent }[] {
  const [held] = heldBy(witness, 'EventID').map(Number);
  const feeds = category === undefined ? [] : feedsOf('windows', category);
  const [feed] =
    typeof feeds === 'string'
      ? []
      : feeds.filter(({ view, channel }) => view === undefined && channel !== null);
  const channels = service === undefined ? [] : channelsOf('windows', service);
  const channel = feed?.channel ?? (typeof channels === 'string' ? undefined : channels[0]) ?? 'Application';
  const eventId = held ?? feed?.eventIds[0] ?? 1;
  const place = { route: { channel, eventId }, fields: fieldsOf(feed, witness) };
  if (!andOthers) return [place];
  return [
    place,
    { route: { channel: 'Setup', eventId }, fields: {} },
    { route: { channel, eventId: 7 }, fields: {} },
  ];
}

/** What an event of the feed holds besides the witness. */
function fieldsOf(feed: Feed | undefined, witness: FlatEvent): FlatEvent {
  const missing = Object.entries(feed?.where ?? {}).filter(([field]) => !Object.hasOwn(witness, field));
  return Object.fromEntries(missing.map(([field, [text = '']]) => [field, text]));
}

/**
 * Real events of the channels of the rule.
 *
 * @param viewed Whether the rule sees audit events under the names of others, and those alone.
 */
function recorded(
  rule: SigmaRule,
  real: ReadonlyMap<string, readonly CorpusEvent[]>,
  viewed = false,
): readonly Trial[] {
  const { category, service } = rule.logsource;
  const feeds = category === undefined ? [] : feedsOf('windows', category);
  const channels = service === undefined ? [] : channelsOf('windows', service);
  const origins =
    typeof feeds === 'string' || feeds.length === 0
      ? typeof channels === 'string'
        ? []
        : channels.map((channel) => `${channel} `)
      : feeds.map(({ channel, eventIds }) => `${channel ?? ''} ${eventIds[0] ?? ''}`);
  return origins.flatMap((origin) =>
    (real.get(origin) ?? []).slice(0, REAL_EVENTS).map(({ route, fields }): Trial => {
      const event = { ...(fields as FlatEvent), EventID: route.eventId };
      return { route, recorded: event, seen: seenBy(rule, route, event, viewed && isAudited(rule)) };
    }),
  );
}

/** Whether the audit events of the rule's category stand in for others. */
function isAudited({ logsource: { category = '' } }: SigmaRule): boolean {
  return ['process_creation', 'registry_set', 'registry_add', 'registry_event'].includes(category);
}

function groupByOrigin(events: readonly CorpusEvent[]): ReadonlyMap<string, readonly CorpusEvent[]> {
  const groups = new Map<string, CorpusEvent[]>();
  for (const event of events) {
    const { channel, eventId } = event.route;
    for (const key of [`${channel} ${eventId}`, `${channel} `]) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [event]);
      else group.push(event);
    }
  }
  return groups;
}

/** Witnesses as the Security log records them, and as Sysmon does, where the rule must not find them. */
function audited(rule: SigmaRule, witnesses: readonly FlatEvent[]): readonly Trial[] {
  const { category = '' } = rule.logsource;
  if (category === 'process_creation') {
    return witnesses.flatMap((witness): readonly Trial[] => [
      { route: { channel: 'Security', eventId: 4688 }, recorded: toAudit4688(witness), seen: witness },
      { route: { channel: SYSMON, eventId: 1 }, recorded: witness, seen: undefined },
    ]);
  }
  if (!isAudited(rule)) return placed(rule, witnesses);
  return witnesses.flatMap((witness): readonly Trial[] => {
    const type = category === 'registry_add' ? 'CreateKey' : 'SetValue';
    const seen: FlatEvent = { TargetObject: 'HKLM\\Software\\Other', EventType: type, ...witness };
    const event = toAudit4657(seen);
    // Sysmon has a word for no data.
    return event === undefined || seen.Details === ''
      ? []
      : [{ route: { channel: 'Security', eventId: 4657 }, recorded: event, seen }];
  });
}

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';
