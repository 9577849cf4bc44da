import { expect } from 'chai';
import { parseSigma } from '../../../lib/parse.ts';
import { parseOne, ruleWith } from '../../helpers/reading.ts';

/** What becomes of an attribute: its value in the rule, and what is said about it. */
function attribute(name: string, yaml: string): readonly [unknown, ...string[]] {
  const { rule, findings } = parseOne(ruleWith({ [name]: yaml }));
  return [(rule as unknown as Record<string, unknown>)[name], ...findings];
}

describe('attributes', () => {
  describe('of text', () => {
    it('are taken as they are spelt', () => {
      expect(attribute('author', 'Somebody')).to.deep.equal(['Somebody']);
      expect(attribute('title', '404')).to.deep.equal(['404', 'info rule-attribute-type «404»']);
      expect(attribute('license', 'yes')).to.deep.equal(['yes', 'info rule-attribute-type «yes»']);
    });

    it('are ignored when they are empty or no text', () => {
      expect(attribute('author', '')).to.deep.equal([undefined, 'warning rule-attribute-value «»']);
      expect(attribute('description', "'  '")).to.deep.equal([
        undefined,
        'warning rule-attribute-value «  »',
      ]);
      expect(attribute('name', '[a]')).to.deep.equal([undefined, 'warning rule-attribute-type «[a]»']);
      expect(attribute('license', '{a: b}')).to.deep.equal([
        undefined,
        'warning rule-attribute-type «{a: b}»',
      ]);
    });

    it('have the lengths of the specification, in characters', () => {
      const limits = { title: 256, name: 256, taxonomy: 256, description: 65_535 };
      for (const [name, limit] of Object.entries(limits)) {
        for (const character of ['a', '😀']) {
          const longest = character.repeat(limit);
          expect(attribute(name, longest)).to.deep.equal([longest]);
          const [value, ...findings] = attribute(name, longest + character);
          expect(value).to.equal(longest + character);
          expect(findings.map((each) => each.split(' ').slice(0, 2).join(' '))).to.deep.equal([
            'warning rule-attribute-length',
          ]);
        }
      }
    });

    it('join a list of authors', () => {
      expect(attribute('author', '[A, B]')).to.deep.equal(['A, B', 'info rule-attribute-type «[A, B]»']);
    });
  });

  describe('that are lists', () => {
    const names = ['references', 'fields', 'falsepositives', 'scope'];

    it('take a text for a list of one', () => {
      for (const name of names) {
        expect(attribute(name, 'one')).to.deep.equal([['one'], 'info rule-attribute-type «one»']);
      }
    });

    it('leave out what is no text', () => {
      for (const name of names) {
        expect(attribute(name, '[a, {b: c}, ~, [d], 5]')).to.deep.equal([
          ['a', '5'],
          'warning rule-attribute-type «{b: c}»',
          'warning rule-attribute-type «~»',
          'warning rule-attribute-type «[d]»',
        ]);
      }
    });

    it('are ignored when they are empty or a map', () => {
      expect(attribute('fields', '')).to.deep.equal([[], 'warning rule-attribute-value «»']);
      expect(attribute('fields', '{a: b}')).to.deep.equal([[], 'warning rule-attribute-type «{a: b}»']);
    });
  });

  describe('of a few words', () => {
    it('are those of the specification', () => {
      for (const level of ['informational', 'low', 'medium', 'high', 'critical']) {
        expect(attribute('level', level)).to.deep.equal([level]);
      }
      for (const status of ['stable', 'test', 'experimental', 'deprecated', 'unsupported']) {
        expect(attribute('status', status)).to.deep.equal([status]);
      }
    });

    it('are understood in any case', () => {
      expect(attribute('level', 'High')).to.deep.equal(['high', 'warning rule-attribute-value «High»']);
    });

    it('are ignored when they are others, with the nearest named', () => {
      expect(attribute('level', 'severe')).to.deep.equal([
        undefined,
        'warning rule-attribute-value «severe»',
      ]);
      const hints = (name: string, word: string): readonly string[] =>
        parseSigma(ruleWith({ [name]: word })).diagnostics.flatMap((each) => each.hints);
      expect(hints('status', 'experimantal')).to.deep.equal(['did you mean `experimental`?']);
      expect(hints('level', 'severe')).to.deep.equal([
        'it is one of informational, low, medium, high, critical',
      ]);
    });
  });

  describe('id and related', () => {
    const id = '929a690e-bef0-4204-a928-ef5e620d6fcc';

    it('are UUIDs of any version, in any case', () => {
      for (const each of [id, id.toUpperCase(), '00000000-0000-0000-0000-000000000000']) {
        expect(attribute('id', each)).to.deep.equal([each]);
      }
    });

    it('keep an identifier that is no UUID', () => {
      for (const each of ['my-rule-1', id.slice(1), `${id}0`, id.replaceAll('-', '')]) {
        expect(attribute('id', each)).to.deep.equal([each, `warning rule-attribute-value «${each}»`]);
      }
    });

    it('know the types of relations', () => {
      for (const type of ['derived', 'obsolete', 'merged', 'renamed', 'similar']) {
        const { rule, findings } = parseOne(ruleWith({ related: `[{ id: ${id}, type: ${type} }]` }));
        expect(findings).to.deep.equal([]);
        expect(rule.related.map((each) => [each.id, each.type])).to.deep.equal([[id, type]]);
      }
    });

    it('leave out relations that are not complete', () => {
      const cases = {
        [`{ id: ${id} }`]: `warning rule-attribute-value «{ id: ${id} }»`,
        '{ type: similar }': 'warning rule-attribute-value «{ type: similar }»',
        [`{ id: ${id}, type: twin }`]: 'warning rule-attribute-value «twin»',
        [id]: `warning rule-attribute-type «${id}»`,
      };
      for (const [entry, finding] of Object.entries(cases)) {
        expect(attribute('related', `[${entry}]`)).to.deep.equal([[], finding]);
      }
      expect(attribute('related', 'text')).to.deep.equal([[], 'warning rule-attribute-type «text»']);
    });

    it('take a relation alone for a list of one', () => {
      const { rule, findings } = parseOne(ruleWith({ related: `{ id: ${id}, type: merged }` }));
      expect(findings).to.deep.equal([`info rule-attribute-type «{ id: ${id}, type: merged }»`]);
      expect(rule.related).to.have.length(1);
    });
  });

  describe('dates', () => {
    it('are YYYY-MM-DD, whether or not quoted', () => {
      for (const name of ['date', 'modified']) {
        expect(attribute(name, '2024-02-29')).to.deep.equal(['2024-02-29']);
        expect(attribute(name, "'2024-02-29'")).to.deep.equal(['2024-02-29']);
      }
    });

    it('are given that way however they are written', () => {
      for (const written of ['2017/01/10', '2017/1/10', '2017-1-10']) {
        expect(attribute('date', written)).to.deep.equal([
          '2017-01-10',
          `info rule-attribute-value «${written}»`,
        ]);
      }
    });

    it('are ignored when no calendar has them', () => {
      const cases = [
        '2023-02-29',
        '2024-13-01',
        '2024-00-10',
        '2024-04-31',
        '2024-01-00',
        '05.01.2024',
        '2024-01/05',
        'soon',
      ];
      for (const written of [...cases, '2024-01-05T10:00:00Z', '24-01-05']) {
        expect(attribute('date', written)).to.deep.equal([
          undefined,
          `warning rule-attribute-value «${written}»`,
        ]);
      }
    });
  });

  describe('tags', () => {
    it('have a namespace, which may be nested', () => {
      const tags = [
        'attack.t1059.001',
        'attack.initial-access',
        'cve.2021-44228',
        'tlp.amber-strict',
        'd3fend.d3f-Ab',
        'a_b.c',
      ];
      expect(attribute('tags', `[${tags.join(', ')}]`)).to.deep.equal([tags]);
    });

    it('are kept and warned about when they have another shape', () => {
      for (const tag of ['attack', 'attack.T1059', 'attack.', '.t1059', 'attack t1059', 'attack..x']) {
        expect(attribute('tags', `['${tag}']`)).to.deep.equal([
          [tag],
          `warning rule-attribute-value «${tag}»`,
        ]);
      }
      expect(attribute('tags', 'Attack.X')[0]).to.deep.equal(['Attack.X']);
    });
  });

  describe('that the specification does not name', () => {
    it('are kept without a word', () => {
      for (const name of [
        'vendor',
        'regression_tests_path',
        'simulation',
        'modified_by',
        'enrichment',
        'type',
        'severity',
      ]) {
        const { rule, findings } = parseOne(ruleWith({ [name]: 'x' }));
        expect(findings, name).to.deep.equal([]);
        expect(rule.custom.get(name)).to.equal('x');
      }
    });

    it('are most likely misspelt when they are near a name that it has', () => {
      const cases = {
        levl: 'level',
        Level: 'level',
        reference: 'references',
        falsepositive: 'falsepositives',
        false_positives: 'falsepositives',
        tag: 'tags',
        desciption: 'description',
      };
      for (const [name, meant] of Object.entries(cases)) {
        const { rules, diagnostics } = parseSigma(ruleWith({ [name]: 'x' }));
        expect(
          diagnostics.map(({ code }) => code),
          name,
        ).to.deep.equal(['rule-unknown-attribute']);
        expect(diagnostics[0]?.hints).to.deep.equal([`did you mean \`${meant}\`?`]);
        expect(rules[0]?.custom.get(name)).to.equal('x');
      }
    });

    it('may stand in the wrong section', () => {
      for (const name of ['condition', 'timeframe', 'category', 'product', 'service']) {
        const { findings } = parseOne(ruleWith({ [name]: 'x' }));
        expect(findings).to.deep.equal([`warning rule-misplaced-attribute «${name}»`]);
      }
    });
  });
});
