import { expect } from 'chai';
import type { ApproximationPolicy } from '../../../lib/backend/backend.ts';
import type { Matcher, Query } from '../../../lib/query/query.ts';
import { and, anyOf, at, contains, convertQuery, endsWith, equals, not, or } from './helpers.ts';

const sameUser: Matcher = { kind: 'fieldRef', relation: 'equals', field: 'ParentUser', cased: false };

function left(query: Query, policy: ApproximationPolicy = 'superset') {
  const { outputs, gaps } = convertQuery(query, {}, policy);
  return { outputs, gaps: gaps.map(({ feature, outcome }) => `${feature} ${outcome}`) };
}

describe('exclusions that EQL cannot express', () => {
  const main = at('Image', endsWith('calc.exe'));

  it('are left out, and the query says that it selects more', () => {
    expect(left(and([main, not(at('User', sameUser))]))).to.deep.equal({
      outputs: ['any where ?Image : "*calc.exe"'],
      gaps: ['field-reference superset'],
    });
  });

  it('take only themselves along', () => {
    const filters = or([at('User', sameUser), anyOf('User', [equals('a'), equals('\ud800'), equals('b')])]);
    expect(left(and([main, not(filters)]))).to.deep.equal({
      outputs: ['any where ?Image : "*calc.exe" and (?User == null or not ?User in~ ("a", "b"))'],
      gaps: ['field-reference superset', 'value superset'],
    });
  });

  it('take the whole of what must hold together with them', () => {
    const filter = and([at('User', sameUser), at('Image', contains('x'))]);
    expect(left(and([main, not(filter)])).outputs).to.deep.equal(['any where ?Image : "*calc.exe"']);
  });

  it('may be keywords', () => {
    expect(left(and([main, not(at(null, contains('x')))]))).to.deep.equal({
      outputs: ['any where ?Image : "*calc.exe"'],
      gaps: ['keyword superset'],
    });
  });

  it('are refused where a wider query is not welcome', () => {
    expect(left(and([main, not(at('User', sameUser))]), 'never')).to.deep.equal({
      outputs: [],
      gaps: ['field-reference refused'],
    });
  });

  it('are refused where nothing else is left', () => {
    expect(left(not(at('User', sameUser)))).to.deep.equal({ outputs: [], gaps: ['field-reference refused'] });
  });

  it('are no exclusions under a second negation', () => {
    const query = and([main, not(and([at('x', equals('y')), not(at('User', sameUser))]))]);
    expect(left(query)).to.deep.equal({ outputs: [], gaps: ['field-reference refused'] });
  });
});
