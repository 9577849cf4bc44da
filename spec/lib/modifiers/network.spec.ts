import { expect } from 'chai';
import fc from 'fast-check';
import { isIPv6 } from 'node:net';
import { parseAddress, printAddress } from '../../../lib/modifiers/ip.ts';
import { meaning, resolve, trouble } from '../../helpers/resolve-item.ts';

describe('cidr', () => {
  it('gives the network in its canonical form', () => {
    const cases = [
      ['10.0.0.0/8', '10.0.0.0/8'],
      ['0.0.0.0/0', '0.0.0.0/0'],
      ['192.168.1.1', '192.168.1.1/32'],
      ['FE80::/10', 'fe80::/10'],
      ['::/0', '::/0'],
      ['::1', '::1/128'],
      ['2001:0DB8:0:0:0:0:0:0/32', '2001:db8::/32'],
      ['::ffff:10.0.0.0/104', '::ffff:a00:0/104'],
      ['fc00:0:0:0::/7', 'fc00::/7'],
    ] as const;
    for (const [written, canonical] of cases)
      expect(meaning('f|cidr', written)).to.equal(`f in ${canonical}`);
  });

  it('gives the address as a number', () => {
    const { query } = resolve('f|cidr', ['10.1.0.0/16']);
    expect(query.kind === 'leaf' && query.matcher).to.deep.equal({
      kind: 'cidr',
      family: 4,
      network: '10.1.0.0/16',
      address: 0x0a010000n,
      prefixLength: 16,
    });
  });

  it('refuses what is no network', () => {
    const bad = [
      ...['10.0.0/8', '10.0.0.256/32', '10.0.0.0/33', '10.0.0.0/08', '010.0.0.0/8', '10.0.0.0/', '10.*', ''],
      ...['fe80::/129', 'fe80:::/10', '1::2::3/64', '1:2:3:4:5:6:7/64', '1:2:3:4:5:6:7:8:9/64', 'g::/8'],
      ...['fe80::1%eth0/64', '::1.2.3/96', '1.2.3.4::/64', '10.0.0.0/255.0.0.0', ' 10.0.0.0/8', '12345::/16'],
    ];
    for (const text of bad)
      expect(trouble('f|cidr', text)).to.deep.equal([`modifier-value-invalid at ${text}`]);
    expect(trouble('f|cidr', 10)).to.deep.equal(['modifier-value-type at 10']);
    expect(trouble('|cidr', '::/0')).to.deep.equal(['modifier-needs-field at cidr']);
  });

  it('refuses bits behind the prefix, and offers both things that may be meant', () => {
    expect(trouble('f|cidr', '192.168.1.7/24')).to.deep.equal(['modifier-value-invalid at 192.168.1.7/24']);
    expect(resolve('f|cidr', ['192.168.1.7/24']).diagnostics[0]?.hints).to.deep.equal([
      'write `192.168.1.0/24` for the network or `192.168.1.7/32` for the address alone',
    ]);
    expect(resolve('f|cidr', ['fe80::1/10']).diagnostics[0]?.hints).to.deep.equal([
      'write `fe80::/10` for the network or `fe80::1/128` for the address alone',
    ]);
  });

  it('stands alone', () => {
    expect(trouble('f|cidr|contains', '::/0')).to.deep.equal(['modifier-conflict at contains']);
    expect(trouble('f|endswith|cidr', '::/0')).to.deep.equal(['modifier-conflict at cidr']);
    expect(meaning('f|cidr|neq', ['10.0.0.0/8', 'fe80::/10'])).to.equal(
      'not (f in 10.0.0.0/8 or f in fe80::/10)',
    );
  });
});

describe('printAddress', () => {
  it('compresses the first of the longest runs of zeros, never a single one (RFC 5952)', () => {
    const print = (text: string): string => {
      const address = parseAddress(text);
      return address === undefined ? '' : printAddress(address);
    };
    expect(print('2001:db8:0:1:1:1:1:1')).to.equal('2001:db8:0:1:1:1:1:1');
    expect(print('2001:0:0:1:0:0:0:1')).to.equal('2001:0:0:1::1');
    expect(print('2001:db8:0:0:1:0:0:1')).to.equal('2001:db8::1:0:0:1');
    expect(print('0:0:0:0:0:0:0:0')).to.equal('::');
    expect(print('1:0:0:0:0:0:0:0')).to.equal('1::');
    expect(print('ABCD:0:0:0:0:0:0:00Ef')).to.equal('abcd::ef');
  });

  it('prints what parses to the same address', () => {
    const sparse = fc.array(fc.constantFrom(0n, 0n, 1n, 0xffffn), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(sparse, (groups) => {
        const bits = groups.reduce<bigint>((all, group) => (all << 16n) | group, 0n);
        const text = printAddress({ family: 6, bits });
        expect(isIPv6(text)).to.equal(true);
        expect(parseAddress(text)).to.deep.equal({ family: 6, bits });
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const address = parseAddress(text);
        expect(address && parseAddress(printAddress(address))).to.deep.equal(address);
        expect(address).to.not.equal(undefined);
      }),
    );
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        const address = parseAddress(text);
        expect(address && printAddress(address)).to.equal(text);
      }),
    );
  });
});
