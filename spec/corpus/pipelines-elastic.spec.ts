/**
 * The public rules about Windows through the pipelines of Elastic: what each query selects among documents, made as the
 * ingest pipelines or the endpoint make them, is what the predicate selects among the events.
 */
import { expect } from 'chai';
import { ecsEndpoint, ecsWindows } from '../../backends/pipelines/elastic/index.ts';
import { windowsEventsOf, type EventGroup } from '../../backends/pipelines/windows/event-groups.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { parseSigma } from '../../lib/parse.ts';
import { describeCorpus, readRuleFiles } from '../helpers/corpus.ts';
import { toEcsDocument } from '../helpers/equivalence/ecs-document.ts';
import {
  compareMapped,
  IS_WHOLE,
  summaryOf,
  type DocumentMaker,
  type ElasticLanguage,
  type LanguageName,
  type Outcome,
  type Sample,
} from '../helpers/equivalence/mapped-run.ts';
import { toEndpointDocument } from '../helpers/equivalence/endpoint-document.ts';
import type { FlatEvent } from '../helpers/equivalence/flat-event.ts';
import { realEventsFor, type RealEvent } from '../helpers/equivalence/real-events.ts';

/** Each rule with witnesses of so many branches; the corpus of equivalence has more. */
const BRANCHES = 4;
/** Real events of its log source that each rule is tried on, besides those that it is known to match. */
const EVENTS_OF_SOURCE = 3;
/** Every rule with a number that this divides. */
const STRIDE = IS_WHOLE ? 1 : 4;

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';

interface Run {
  readonly maker: DocumentMaker;
  /** The document of a real event; the same event is one of many rules. */
  readonly index: (real: RealEvent, rule: SigmaRule) => Sample | undefined;
  /** Least rules that must be compared when all are, by language. */
  readonly rules: Readonly<Record<ElasticLanguage, number>>;
  /** Least comparisons that a rule makes on average. */
  readonly comparisons: number;
}

const documents = new WeakMap<RealEvent, Sample>();

const RUNS: readonly Run[] = [
  {
    maker: {
      pipeline: ecsWindows,
      make(event, { logsource }) {
        const groups = windowsEventsOf(logsource);
        return 'none' in groups ? undefined : indexed(recordIn(event, groups[0]!));
      },
    },
    index(real) {
      let sample = documents.get(real);
      if (sample === undefined) documents.set(real, (sample = indexed(real)));
      return sample;
    },
    rules: { eql: 2_750, esql: 2_770, lucene: 2_590 },
    comparisons: 20,
  },
  {
    maker: {
      pipeline: ecsEndpoint,
      make: (made, { logsource }) => {
        const event = withHive(made);
        const document = toEndpointDocument(event, logsource.category ?? '');
        return document === undefined ? undefined : { event, document, channel: SYSMON };
      },
    },
    index({ event }, { logsource }) {
      const document = toEndpointDocument(event, logsource.category ?? '');
      return document === undefined ? undefined : { event, document, channel: SYSMON };
    },
    rules: { eql: 1_970, esql: 1_970, lucene: 1_970 },
    comparisons: 10,
  },
];

describeCorpus('public rules about Windows, run over documents of Elastic', (corpus) => {
  const rules: { readonly path: string; readonly rule: SigmaRule }[] = [];
  let real: readonly (readonly RealEvent[])[];

  before(function () {
    this.timeout(120_000);
    for (const { path, text } of readRuleFiles(corpus)) {
      for (const rule of parseSigma(text, { name: path }).rules)
        if (rule.logsource.product === 'windows') rules.push({ path, rule });
    }
    real = realEventsFor(
      corpus,
      rules.map(({ rule }) => rule),
      EVENTS_OF_SOURCE,
    );
  });

  for (const [place, { maker, index, rules: least, comparisons }] of RUNS.entries()) {
    describe(maker.pipeline.name, () => {
      let outcomes: ReadonlyMap<LanguageName, Outcome>;

      before(function () {
        this.timeout(1_800_000);
        const cases = rules.flatMap(({ path, rule }, i) =>
          i % STRIDE === place % STRIDE
            ? { path, rule, real: real[i]!.flatMap((each) => index(each, rule) ?? []) }
            : [],
        );
        outcomes = compareMapped(cases, maker, BRANCHES);
      });

      for (const language of ['eql', 'esql', 'lucene'] as const) {
        it(`selects in ${language} what the predicate selects`, () => {
          const outcome = outcomes.get(language)!;
          if (IS_WHOLE) console.log(maker.pipeline.name, language, summaryOf(outcome));
          expect(outcome.disagreements.slice(0, 5), String(outcome.disagreements.length)).to.deep.equal([]);
          expect(outcome.rules).to.be.at.least(Math.floor((least[language] / STRIDE) * 0.9));
          expect(outcome.compared).to.be.at.least(outcome.rules * comparisons);
          expect(outcome.matched).to.be.at.least(outcome.rules * 3);
        });
      }
    });
  }
});

/** Rules ask for pieces of registry paths, which all begin with a hive. */
function withHive(event: FlatEvent): FlatEvent {
  const { TargetObject: path } = event;
  if (typeof path !== 'string' || /^HK[A-Z]+\\/i.test(path)) return event;
  return { ...event, TargetObject: `HKLM\\${path.replace(/^\\/, '')}` };
}

function indexed({ event, raw, recorded }: RealEvent): Sample {
  return { event, document: toEcsDocument(raw, recorded), channel: recorded.channel };
}

/** An event of the log source: in its channel, with one of its ids. */
function recordIn(event: FlatEvent, { channels, eventIds, where }: EventGroup): RealEvent {
  const said = event.EventID;
  const eventId = typeof said === 'number' || typeof said === 'string' ? Number(said) : eventIds[0];
  const added = Object.fromEntries(Object.entries(where).map(([field, [text]]) => [field, text ?? '']));
  const full = { ...added, ...event, ...(eventId === undefined ? {} : { EventID: eventId }) };
  return { event: full, raw: full, recorded: { channel: channels[0] ?? 'Application', eventId } };
}
