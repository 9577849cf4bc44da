/** Laws of pipeline files, on generated queries and events. */
import { expect } from 'chai';
import fc from 'fast-check';
import { parseSigma } from '../../../../lib/index.ts';
import { mapItems } from '../../../../lib/pipeline/file/items.ts';
import { readPipeline } from '../../../../lib/pipeline/file/index.ts';
import { patternOf } from '../../../../lib/pipeline/file/texts.ts';
import { runPipelines } from '../../../../lib/pipeline/run.ts';
import { leaf } from '../../../../lib/query/build.ts';
import { leavesOf } from '../../../../lib/query/leaves.ts';
import type { LeafItem, Query, WildcardPart } from '../../../../lib/query/query.ts';
import { mapLeaves } from '../../../../lib/query/rewrite/map-leaves.ts';
import { shapeOf } from '../../../../lib/resolve/text-shape.ts';
import { arbitraryCase, arbitraryQuery } from '../../../helpers/arbitrary.ts';
import { evaluate } from '../../../helpers/evaluate.ts';

const RULE = parseSigma(
  'title: T\nlogsource: { product: windows }\ndetection: { s: { f: 1 }, condition: s }\n',
).rules[0]!;

const FIELDS = ['Image', 'User', 'EventID'];

function through(query: Query, transformations: string): Query {
  const { pipeline, diagnostics } = readPipeline(`transformations:\n${transformations}`);
  expect(diagnostics).to.deep.equal([]);
  const run = { backend: 'any', format: 'default', unmapped: 'keep' } as const;
  const result = runPipelines(RULE, [query], [pipeline!], run);
  expect(result.diagnostics).to.deep.equal([]);
  return result.state.queries[0]!;
}

function renamed(
  event: Readonly<Record<string, unknown>>,
  name: (field: string) => string,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(event).map(([field, value]) => [name(field), value]));
}

/** Leaves as if they came from a few items. */
const arbitraryItems = (query: Query): fc.Arbitrary<Query> =>
  fc.array(fc.nat(2), { minLength: 1, maxLength: 8 }).map((choices) => {
    const items = [0, 1, 2].map((start): LeafItem => ({
      span: { start, end: start },
      mapped: false,
      applied: [],
    }));
    let at = 0;
    return mapLeaves(query, (each) => ({ ...each, item: items[choices[at++ % choices.length]!]! }));
  });

describe('pipeline files', () => {
  it('rename fields without changing a verdict, when events are renamed alike', () => {
    const map =
      "    - { type: field_name_mapping, mapping: { Image: exe, User: 'user.name' } }\n    - { type: field_name_suffix, suffix: .x }\n";
    const name = (field: string): string => `${{ Image: 'exe', User: 'user.name' }[field] ?? field}.x`;
    fc.assert(
      fc.property(arbitraryCase({ fields: FIELDS }), ({ query, event }) => {
        expect(evaluate(through(query, map), renamed(event, name))).to.equal(evaluate(query, event));
      }),
    );
  });

  it('find a value in whichever of several fields it is', () => {
    const map = '    - { type: field_name_mapping, mapping: { Image: [a, b], User: [c, d] } }\n';
    fc.assert(
      fc.property(
        arbitraryCase({ fields: FIELDS, keywords: false }),
        fc.boolean(),
        ({ query, event }, first) => {
          const name = (field: string): string =>
            ({ Image: first ? 'a' : 'b', User: first ? 'd' : 'c' })[field] ?? field;
          expect(evaluate(through(query, map), renamed(event, name))).to.equal(evaluate(query, event));
        },
      ),
    );
  });

  it('tell each leaf of a query to exactly one item', () => {
    fc.assert(
      fc.property(arbitraryQuery().chain(arbitraryItems), (query) => {
        const seen: unknown[] = [];
        const same = mapItems(query, (item, leaves) => {
          seen.push(...leaves);
          expect(new Set(leaves.map(({ item: of }) => of)).size).to.equal(1);
          return item;
        });
        expect(same).to.equal(query);
        expect(new Set(seen).size).to.equal(new Set(leavesOf(query)).size);
        expect(seen).to.have.lengthOf(leavesOf(query).length);
      }),
    );
  });

  it('write case-insensitive texts in another case, or as regular expressions, without changing a verdict', () => {
    const options = {
      fields: FIELDS,
      keywords: false,
      kinds: ['equals', 'startsWith', 'endsWith', 'contains', 'wildcard'],
    } as const;
    const uncased = (query: Query): Query =>
      mapLeaves(query, (each) =>
        'cased' in each.matcher ? { ...each, matcher: { ...each.matcher, cased: false } } : each,
      );
    fc.assert(
      fc.property(arbitraryCase(options), ({ query, event }) => {
        const wanted = evaluate(uncased(query), event);
        for (const step of ['case, method: lower', 'regex, method: ignore_case_brackets']) {
          if (step.startsWith('case') && /[^ -~]/.test(JSON.stringify(query))) continue;
          expect(evaluate(through(uncased(query), `    - { type: ${step} }\n`), event), step).to.equal(
            wanted,
          );
        }
      }),
    );
  });

  describe('keep stars that are text apart from stars that are wildcards', () => {
    const text = fc.string({
      unit: fc.constantFrom('*', '?', '\\', 'a', 'B', '-'),
      minLength: 1,
      maxLength: 6,
    });
    const part: fc.Arbitrary<WildcardPart> = fc.oneof(
      text.map((each) => ({ kind: 'text' as const, text: each })),
      fc.constant({ kind: 'many' as const }),
      fc.constant({ kind: 'one' as const }),
    );
    const parts = fc
      .array(part, { minLength: 1, maxLength: 6 })
      .map((each) => each.filter(({ kind }, index) => kind === 'one' || kind !== each[index - 1]?.kind));

    /** Wildcards in order, and the stars and question marks that are text between them. */
    const skeleton = (all: readonly WildcardPart[]): string =>
      all.map((each) => (each.kind === 'text' ? each.text.replace(/[^*?]/g, '') : `<${each.kind}>`)).join('');

    const steps = {
      'replace_string on the whole value': 'replace_string, regex: "[a-z-]", replacement: "/"',
      'replace_string with groups': `replace_string, regex: '(\\\\)|(B)', replacement: '\\1x\\2'`,
      'replace_string on text alone': 'replace_string, regex: a, replacement: b, skip_special: true',
      case: 'case, method: upper',
      'map_string of something else': 'map_string, mapping: { zzz: "*" }',
      convert_type: 'convert_type, target_type: str',
    };
    for (const [name, step] of Object.entries(steps)) {
      it(`in ${name}`, () => {
        fc.assert(
          fc.property(parts, (all) => {
            const matcher = shapeOf(all, false);
            if (matcher.kind === 'exists') return;
            const changed = through(leaf('f', matcher, { start: 0, end: 0 }), `    - { type: ${step} }\n`);
            expect(changed.kind).to.equal('leaf');
            const pattern = changed.kind === 'leaf' ? patternOf(changed.matcher) : undefined;
            expect(skeleton(pattern?.parts ?? [])).to.equal(skeleton(all));
          }),
        );
      });
    }
  });
});
