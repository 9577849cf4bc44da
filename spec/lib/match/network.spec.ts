import { expect } from 'chai';
import { accepts } from './helpers.ts';
import { parseIpv6 } from '../../../lib/match/network.ts';
import type { Matcher } from '../../../lib/query/query.ts';

function network4(network: string, address: bigint): Matcher {
  return { kind: 'cidr', family: 4, network, address, prefixLength: Number(network.split('/')[1]) };
}

function network6(network: string, address: bigint): Matcher {
  return { kind: 'cidr', family: 6, network, address, prefixLength: Number(network.split('/')[1]) };
}

const TEN = network4('10.0.0.0/8', 0x0a000000n);
const LINK_LOCAL = network6('fe80::/10', 0xfe80n << 112n);

describe('network matchers', () => {
  it('hold the addresses of the network, its ends included', () => {
    for (const address of ['10.0.0.0', '10.1.2.3', '10.255.255.255']) {
      expect(accepts(TEN, address), address).to.equal(true);
    }
    for (const address of ['9.255.255.255', '11.0.0.0', '110.0.0.0']) {
      expect(accepts(TEN, address), address).to.equal(false);
    }
  });

  it('reach from one address to all', () => {
    expect(accepts(network4('10.1.2.3/32', 0x0a010203n), '10.1.2.3')).to.equal(true);
    expect(accepts(network4('10.1.2.3/32', 0x0a010203n), '10.1.2.2')).to.equal(false);
    expect(accepts(network4('0.0.0.0/0', 0n), '255.255.255.255')).to.equal(true);
    expect(accepts(network4('0.0.0.0/0', 0n), '::1')).to.equal(false);
    expect(accepts(network6('::/0', 0n), 'ffff::')).to.equal(true);
    expect(accepts(network6('::/0', 0n), '1.2.3.4')).to.equal(false);
  });

  it('hold every spelling of an IPv6 address', () => {
    for (const address of ['fe80::1', 'FE80:0:0:0:0:0:0:1', 'febf::', 'fe80:0000::0001', 'fe80::1.2.3.4']) {
      expect(accepts(LINK_LOCAL, address), address).to.equal(true);
    }
    expect(accepts(LINK_LOCAL, 'fec0::')).to.equal(false);
  });

  it('see the IPv4 address that an IPv6 address maps', () => {
    for (const address of ['::ffff:10.1.2.3', '::FFFF:0a01:203', '0:0:0:0:0:ffff:a01:203']) {
      expect(accepts(TEN, address), address).to.equal(true);
    }
    expect(accepts(TEN, '::ffff:11.1.2.3')).to.equal(false);
    expect(accepts(TEN, '::10.1.2.3')).to.equal(false);
  });

  it('take nothing but a bare address for one', () => {
    const others = [
      ...['', '10', '10.1', '10.1.2', '10.1.2.3.4', '10.1.2.256', '010.1.2.3', '10.1.2.3 ', ' 10.1.2.3'],
      ...['10.1.2.3:80', '10.1.2.3/32', '0x0a.1.2.3', '10.1.2.-3', '10.1.2.', '10.1.2.3\n', '١٠.1.2.3'],
    ];
    for (const text of others) expect(accepts(TEN, text), JSON.stringify(text)).to.equal(false);
    expect(accepts(TEN, 0x0a010203)).to.equal(false);
    const others6 = [
      ...['[fe80::1]', 'fe80::1%eth0', 'fe80::1/64', 'fe80:', 'fe80', 'fe80::1::2', 'fe80:0:0:0:0:0:0:0:1'],
      ...[
        'fe80:1:2:3:4:5:6',
        'fe80::00001',
        'fe80::g',
        'fe80:::1',
        'fe80::1.2.3',
        'fe80:1.2.3.4::1',
        'fe80::1:',
      ],
      ...['fe80:1:2:3:4:5:6::7:8', ':fe80::1', `fe80::${'0'.repeat(100_000)}`],
    ];
    for (const text of others6) expect(accepts(LINK_LOCAL, text), text.slice(0, 50)).to.equal(false);
  });

  it('accept `::` for one group of zeros and for many', () => {
    expect(parseIpv6('1:2:3:4:5:6:7::')).to.equal(parseIpv6('1:2:3:4:5:6:7:0'));
    expect(parseIpv6('::')).to.equal(0n);
    expect(parseIpv6('1:2:3:4::5:6:7:8')).to.equal(undefined);
    expect(parseIpv6('::1.2.3.4')).to.equal(0x01020304n);
  });
});
