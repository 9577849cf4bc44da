/** Correlations in PostgreSQL: what it finds with them, and that no text of a column makes them fail. */
import { PGlite } from '@electric-sql/pglite';
import { expect } from 'chai';
import { chainOf, CHAINS } from '../../helpers/chain-scenarios.ts';
import { correlationOf, eventsOf, SCENARIOS } from '../../helpers/correlation-scenarios.ts';
import { fireInPostgres } from '../../helpers/postgres-correlation.ts';

describe('correlations in PostgreSQL', function () {
  this.timeout(60_000);
  let database: PGlite;

  before(async () => {
    database = new PGlite();
    await database.waitReady;
  });
  after(() => database.close());

  for (const { law, section, rules, events, firings } of SCENARIOS) {
    it(law, async () => {
      const correlation = correlationOf(section, rules);
      expect(await fireInPostgres(database, correlation, eventsOf(...events))).to.deep.equal(firings);
    });
  }

  for (const { law, documents, events, firings } of CHAINS) {
    it(`${law}, in chains`, async () => {
      const correlation = chainOf(...documents);
      expect(await fireInPostgres(database, correlation, eventsOf(...events))).to.deep.equal(firings);
    });
  }

  it('leave out texts that are no finite numbers, and such as a cast would fail on', async () => {
    const correlation = correlationOf(
      'type: value_max\nrules: [a]\ntimespan: 1s\ncondition: { field: N, gte: 0 }\n',
    );
    const texts = ['text', 'nan', 'Infinity', '1e999', '1_000', '0x10', '1e', '--1', '9'.repeat(400)];
    const numbers = ['0', '.5', '5.', '+1', '2e3', '1e-320', '1.7e308'];
    const events = eventsOf(...[...texts, ...numbers].map((text, index) => `${10 * index} a N=${text}`));
    expect(await fireInPostgres(database, correlation, events)).to.deep.equal(
      numbers.map((_, index) => String(10 * (texts.length + index))),
    );
  });
});
