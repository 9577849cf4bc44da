import { expect } from 'chai';
import { LINUX_CATEGORIES, WINDOWS_CATEGORIES, type Feed } from '../../../lib/events/data/categories.ts';
import { GENERIC_CATEGORIES, GENERIC_SERVICES, LINUX_SERVICES } from '../../../lib/events/data/elsewhere.ts';
import { WINDOWS_SERVICES } from '../../../lib/events/data/services.ts';
import { eventTitle } from '../../../lib/events/titles.ts';

const NAME = /^[a-z][a-z0-9_-]*$/;

describe('the log-source table', () => {
  it('names categories and services as rules write them, in order', () => {
    for (const table of [WINDOWS_CATEGORIES, LINUX_CATEGORIES, WINDOWS_SERVICES]) {
      const names = Object.keys(table);
      expect(names).to.deep.equal([...names].sort());
      for (const name of names) expect(name).to.match(NAME);
    }
    for (const names of [GENERIC_CATEGORIES, GENERIC_SERVICES, LINUX_SERVICES]) {
      expect(names).to.deep.equal([...names].sort());
    }
  });

  it('has a place and event ids for every feed, each once', () => {
    for (const [category, feeds] of [
      ...Object.entries(WINDOWS_CATEGORIES),
      ...Object.entries(LINUX_CATEGORIES),
    ]) {
      const seen = new Set<string>();
      for (const feed of feeds) {
        expect(feed.channel ?? feed.provider, category)
          .to.be.a('string')
          .and.not.equal('');
        expect(feed.eventIds, category).to.not.be.empty;
        for (const id of feed.eventIds) {
          expect(id).to.be.within(0, 0xffff);
          const key = JSON.stringify([feed.channel, feed.provider, id, feed.where]);
          expect(seen.has(key), `${category} ${key}`).to.equal(false);
          seen.add(key);
        }
      }
    }
  });

  it('has one or more channels for every service, each once', () => {
    for (const [service, channels] of Object.entries(WINDOWS_SERVICES)) {
      expect(channels, service).to.not.be.empty;
      expect(new Set(channels.map((channel) => channel.toLowerCase())).size, service).to.equal(
        channels.length,
      );
    }
  });

  it('has a title for every event that feeds a category', () => {
    const feeds: readonly Feed[] = [WINDOWS_CATEGORIES, LINUX_CATEGORIES].flatMap((table) =>
      Object.values(table).flat(),
    );
    for (const { channel, provider, eventIds } of feeds) {
      for (const eventId of eventIds) {
        const title = eventTitle({
          channel: channel ?? '',
          ...(provider !== undefined && { provider }),
          eventId,
        });
        expect(title, `${channel ?? provider} ${eventId}`)
          .to.be.a('string')
          .and.not.equal('');
      }
    }
  });
});

describe('titles of events', () => {
  it('are found without case', () => {
    expect(eventTitle({ channel: 'security', eventId: 4688 })).to.equal('A new process has been created');
  });

  it('go by the provider where several use one number', () => {
    const kerberos = eventTitle({
      channel: 'System',
      provider: 'Kerberos-Key-Distribution-Center',
      eventId: 16,
    });
    const hive = eventTitle({ channel: 'System', provider: 'Microsoft-Windows-Kernel-General', eventId: 16 });
    expect(kerberos).to.be.a('string');
    expect(hive).to.be.a('string').and.not.equal(kerberos);
    expect(eventTitle({ channel: 'System', eventId: 16 })).to.equal(undefined);
  });

  it('are missing for what no rule asks for', () => {
    expect(eventTitle({ channel: 'Security', eventId: 1 })).to.equal(undefined);
    expect(eventTitle({ channel: 'Nothing', eventId: 1 })).to.equal(undefined);
    expect(eventTitle({ channel: 'Security' })).to.equal(undefined);
    expect(eventTitle({})).to.equal(undefined);
  });
});
