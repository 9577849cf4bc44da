/** Expressions that Elasticsearch refuses to compile. */
import { expect } from 'chai';
import { simplifyRegex } from '../../../lib/regex/simplify.ts';
import { patternOf } from '../../helpers/parse-pattern.ts';
import { anyOf, at, convertQuery, not, and } from './helpers.ts';

const COUNTED = simplifyRegex(patternOf('ping.{6,64}echo'));
const HOPELESS = simplifyRegex(patternOf('ping.{64}echo'));
const PLAIN = simplifyRegex(patternOf('whoami'));

describe('EQL and expressions that take Lucene too much work', () => {
  it('writes them without an upper bound, and says that the query selects more', () => {
    const { outputs, gaps } = convertQuery(at('f', COUNTED));
    expect(outputs).to.deep.equal(['any where ?f regex ".*ping[^\\n]{6,}echo.*"']);
    expect(gaps).to.have.length(1);
    expect(gaps[0]).to.include({ feature: 'regex', outcome: 'superset' });
  });

  it('does so among other values of the field', () => {
    expect(convertQuery(anyOf('f', [PLAIN, COUNTED])).outputs).to.deep.equal([
      'any where ?f like "*whoami*" or ?f regex ".*ping[^\\n]{6,}echo.*"',
    ]);
  });

  it('refuses them where that is not welcome, and where there is no such form', () => {
    expect(convertQuery(at('f', COUNTED), {}, 'never').outputs).to.deep.equal([]);
    const { outputs, gaps } = convertQuery(at('f', HOPELESS));
    expect(outputs).to.deep.equal([]);
    expect(gaps[0]).to.include({ feature: 'regex', outcome: 'refused' });
    expect(gaps[0]?.reason).to.contain('more work to compile than Elasticsearch allows');
  });

  it('leaves them out as an exclusion, which would select too few events with a wider form', () => {
    const { outputs, gaps } = convertQuery(and([at('f', PLAIN), not(at('g', COUNTED))]));
    expect(outputs).to.deep.equal(['any where ?f like "*whoami*"']);
    expect(gaps[0]).to.include({ outcome: 'superset' });
  });
});
