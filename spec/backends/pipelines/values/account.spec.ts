/** Accounts in two fields: what is asked of `DOMAIN\name` is asked of the halves. */
import { expect } from 'chai';
import fc from 'fast-check';
import { account } from '../../../../backends/pipelines/values/account.ts';
import type { Matcher, Query, WildcardPart } from '../../../../lib/query/query.ts';
import { matchesPart } from '../../../helpers/equivalence/facts.ts';
import {
  at,
  contains,
  endsWith,
  equals,
  EXISTS,
  NULL,
  number,
  startsWith,
  wildcard,
} from '../../../helpers/query.ts';
import { showQuery } from '../../../helpers/show-query.ts';

const USER = account('domain', 'name');
const split = (matcher: Matcher): Query => {
  const found = USER.translate(at('User', matcher));
  if ('refused' in found) throw new Error(found.refused);
  return found;
};

describe('accounts', () => {
  const cases: readonly (readonly [Matcher, string])[] = [
    [equals('NT AUTHORITY\\SYSTEM'), 'domain = "NT AUTHORITY" and name = "SYSTEM"'],
    [endsWith('\\SYSTEM'), 'name = "SYSTEM"'],
    [endsWith('$'), 'name endsWith "$"'],
    [startsWith('CORP\\'), 'domain = "CORP"'],
    [startsWith('NT'), 'domain startsWith "NT"'],
    [contains('AUTHORI'), 'name contains "AUTHORI" or domain contains "AUTHORI"'],
    [contains('P\\a'), 'domain endsWith "P" and name startsWith "a"'],
    [equals('root'), 'domain null and name = "root"'],
    [equals('a\\b\\c'), 'false'],
    [wildcard('*\\adm*'), 'name startsWith "adm"'],
    [wildcard('a?b'), 'domain = "a" and name = "b"'],
    [wildcard('*'), 'name exists'],
    [number('5'), 'domain null and name = "5"'],
    [EXISTS, 'name exists'],
    [NULL, 'domain null and name null'],
  ];
  for (const [matcher, expected] of cases) {
    it(`are asked for ${JSON.stringify(matcher)} by halves`, () => {
      expect(showQuery(split(matcher))).to.equal(expected);
    });
  }

  it('give the verdict of the whole text', () => {
    const half = fc.stringMatching(/^[abA$ ]{1,4}$/);
    const text = fc.stringMatching(/^[abA$ \\]{1,5}$/);
    const parts = fc.array(
      fc.oneof(
        fc.constant<WildcardPart>({ kind: 'many' }),
        fc.constant<WildcardPart>({ kind: 'one' }),
        text.map<WildcardPart>((each) => ({ kind: 'text', text: each })),
      ),
      { minLength: 1, maxLength: 4 },
    );
    const matcher = fc.oneof(
      text.map((value) => contains(value)),
      text.map((value) => startsWith(value, true)),
      text.map((value) => endsWith(value)),
      text.map((value) => equals(value)),
      parts.map<Matcher>((each) => ({ kind: 'wildcard', parts: each, cased: false })),
    );
    fc.assert(
      fc.property(matcher, half, half, (asked, domain, name) => {
        const whole = matchesPart(at('User', asked), { User: `${domain}\\${name}` });
        expect(matchesPart(split(asked), { domain, name })).to.equal(whole);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuse what has no halves', () => {
    const asked = at('User', { kind: 'compare', operator: 'lt', value: 5 });
    expect(USER.translate(asked)).to.deep.equal({
      refused: '`User` is kept as domain and name there, which this test cannot be asked of',
    });
  });
});
