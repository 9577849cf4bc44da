import { expect } from 'chai';
import fc from 'fast-check';
import { base64Fragments, encodeBase64, utf16Bytes, utf8Bytes } from '../../../lib/modifiers/bytes.ts';
import { meaning, trouble } from '../../helpers/resolve-item.ts';

const text = fc.string({ unit: 'binary', maxLength: 20 });
const bytes = fc.uint8Array({ maxLength: 20 }).map((array) => [...array]);

describe('bytes', () => {
  it('encodes UTF-8 and UTF-16 as the platform does', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(utf8Bytes(value)).to.deep.equal([...Buffer.from(value, 'utf8')]);
        expect(utf16Bytes(value, 'little')).to.deep.equal([...Buffer.from(value, 'utf16le')]);
        expect(utf16Bytes(value, 'big')).to.deep.equal([...Buffer.from(value, 'utf16le').swap16()]);
      }),
    );
  });

  it('encodes Base64 as the platform does', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(encodeBase64(value)).to.equal(Buffer.from(value).toString('base64'));
      }),
    );
  });

  it('gives fragments that are in the Base64 of whatever holds the bytes', () => {
    fc.assert(
      fc.property(bytes, bytes, bytes, (before, value, after) => {
        const whole = Buffer.from([...before, ...value, ...after]).toString('base64');
        expect(whole).to.contain(base64Fragments(value)[before.length % 3]);
      }),
    );
  });

  it('gives the longest such fragments', () => {
    // One digit more, on either side, would depend on what stands there.
    const value = [1, 2, 3, 4];
    for (const [offset, fragment] of base64Fragments(value).entries()) {
      const wholes = [0x00, 0xff].map((fill) => {
        const after = new Array<number>(6 - ((offset + value.length) % 3)).fill(fill);
        return Buffer.from([...new Array<number>(offset).fill(fill), ...value, ...after]).toString('base64');
      });
      const [zeros = '', ones = ''] = wholes;
      const common = zeros.split('').filter((digit, index) => digit === ones[index]);
      expect(common.join('')).to.equal(fragment);
    }
  });
});

describe('base64', () => {
  it('encodes the UTF-8 bytes of the value', () => {
    expect(meaning('f|base64', 'foobar')).to.equal('f = "Zm9vYmFy"');
    expect(meaning('f|base64', 'ä')).to.equal('f = "w6Q="');
    expect(meaning('f|base64', '')).to.equal('f = ""');
    expect(meaning('f|base64', 12)).to.equal('f = "MTI="');
    expect(meaning('f|base64|contains', 'http://')).to.equal('f contains "aHR0cDovLw=="');
  });

  it('takes the empty text for what contains makes of it', () => {
    expect(meaning('f|base64|contains', '')).to.equal(meaning('f|contains', ''));
    expect(meaning('f|base64|endswith', '')).to.equal(meaning('f|endswith', ''));
  });

  it('encodes an escaped star as a star', () => {
    expect(meaning('f|base64', 'a\\*b')).to.equal(`f = "${Buffer.from('a*b').toString('base64')}"`);
  });

  it('refuses wildcards, and contains in front', () => {
    expect(trouble('f|base64', 'a*b')).to.deep.equal(['modifier-value-invalid at a*b']);
    expect(trouble('f|base64offset', ['a', 'b?'])).to.include('modifier-value-invalid at b?');
    expect(trouble('f|contains|base64', 'a')).to.deep.equal(['modifier-order at base64']);
    expect(trouble('f|contains|base64offset', 'a')).to.deep.equal(['modifier-order at base64offset']);
  });
});

describe('base64offset', () => {
  it('gives the three forms of a value inside an encoded text', () => {
    expect(meaning('f|base64offset|contains', 'foobar')).to.equal(
      'f contains "Zm9vYmFy" or f contains "Zvb2Jhc" or f contains "mb29iYX"',
    );
  });

  it('counts bytes, not characters', () => {
    // é is C3 A9: two bytes, so the three forms end where those of two bytes do.
    const fragments = base64Fragments([0xc3, 0xa9]);
    expect(fragments).to.deep.equal(['w6', 'Op', 'Dq']);
    expect(meaning('f|base64offset|contains', 'é')).to.equal(
      'f contains "w6" or f contains "Op" or f contains "Dq"',
    );
  });

  it('keeps the forms or-ed inside all', () => {
    expect(meaning('f|base64offset|contains|all', ['foo', 'bar'])).to.equal(
      '(f contains "Zm9v" or f contains "Zvb" or f contains "mb2") and ' +
        '(f contains "YmFy" or f contains "Jhc" or f contains "iYX")',
    );
  });

  it('refuses a value of one byte, one form of which would be in every text', () => {
    expect(trouble('f|base64offset|contains', 'a')).to.deep.equal(['modifier-value-invalid at a']);
    expect(trouble('f|base64offset|contains', '')).to.deep.equal(['modifier-value-invalid at ']);
    expect(trouble('f|base64offset|contains', 'ab')).to.deep.equal([]);
  });
});

describe('utf16le, wide, utf16be, utf16', () => {
  const encoded = (value: string, encoding: BufferEncoding): string =>
    Buffer.from(value, encoding).toString('base64');

  it('make bytes that Base64 encodes', () => {
    const whoami = encoded('whoami', 'utf16le');
    expect(whoami).to.equal('dwBoAG8AYQBtAGkA');
    expect(meaning('f|utf16le|base64', 'whoami')).to.equal(`f = "${whoami}"`);
    expect(meaning('f|wide|base64', 'whoami')).to.equal(`f = "${whoami}"`);
    expect(meaning('f|utf16be|base64', 'whoami')).to.equal('f = "AHcAaABvAGEAbQBp"');
  });

  it('put the byte order mark FF FE in front for utf16', () => {
    expect(meaning('f|utf16|base64', 'cmd')).to.equal(`f = "${encoded('fffe63006d006400', 'hex')}"`);
  });

  it('encode characters beyond ASCII', () => {
    expect(meaning('f|wide|base64', 'ä€😀')).to.equal(`f = "${encoded('ä€😀', 'utf16le')}"`);
  });

  it('give the three forms with base64offset', () => {
    expect(meaning('f|wide|base64offset|contains', 'Id')).to.equal(
      'f contains "SQBkA" or f contains "kAZA" or f contains "JAGQA"',
    );
  });

  it('are text of one character for each byte when nothing follows', () => {
    expect(meaning('f|utf16le', 'cmd')).to.equal('f = "c\0m\0d\0"');
    expect(meaning('f|utf16be|contains', 'cmd')).to.equal('f contains "\0c\0m\0d"');
    expect(meaning('f|utf16', 'c')).to.equal('f = "ÿþc\0"');
    expect(meaning('f|wide', '€')).to.equal('f = "¬\u0020"');
  });

  it('leave wildcards wildcards', () => {
    expect(meaning('f|wide', 'a*b?')).to.equal('f like "a\0*b\0?"');
    expect(meaning('f|utf16', '*a')).to.equal('f like "ÿþ*a\0"');
    expect(trouble('f|wide|base64', 'a*b')).to.deep.equal(['modifier-value-invalid at a*b']);
  });

  it('come before Base64 and once', () => {
    expect(trouble('f|base64|wide', 'a')).to.deep.equal(['modifier-order at wide']);
    expect(trouble('f|wide|utf16be', 'a')).to.deep.equal(['modifier-conflict at utf16be']);
    expect(trouble('f|wide|utf16le', 'a')).to.deep.equal(['modifier-repeated at utf16le']);
    expect(trouble('f|wide', true)).to.deep.equal(['modifier-value-type at true']);
  });
});
