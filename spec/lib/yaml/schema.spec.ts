import { expect } from 'chai';
import { fitsCollection, typePlain, typeTagged } from '../../../lib/yaml/schema.ts';

describe('typePlain', () => {
  it('reads the words of YAML 1.1 for true, false and null', () => {
    for (const word of ['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on', 'On', 'ON']) {
      expect(typePlain(word), word).to.equal(true);
    }
    for (const word of ['false', 'False', 'FALSE', 'no', 'No', 'NO', 'off', 'Off', 'OFF']) {
      expect(typePlain(word), word).to.equal(false);
    }
    for (const word of ['null', 'Null', 'NULL', '~', '']) expect(typePlain(word), word).to.equal(null);
  });

  it('leaves other spellings of those words alone', () => {
    for (const word of ['y', 'n', 'Y', 'tRUE', 'yEs', 'nULL', 'none', 'nil', 'onn']) {
      expect(typePlain(word), word).to.equal(word);
    }
  });

  it('reads decimal numbers', () => {
    const numbers = { '0': 0, '4625': 4625, '-1': -1, '0.5': 0.5, '-12.25': -12.25, '10.0': 10 };
    for (const [text, number] of Object.entries(numbers)) expect(typePlain(text), text).to.equal(number);
    expect(typePlain('9007199254740991')).to.equal(Number.MAX_SAFE_INTEGER);
    expect(typePlain('-123456789012345678901234567890')).to.equal(-1.2345678901234568e29);
  });

  it('keeps every other notation as it is spelt', () => {
    const texts = [
      '00000429', // A keyboard layout.
      '0644',
      '0o17',
      '0b101',
      '0x1F0FFF',
      '12:30',
      '1:20:30.5',
      '1_000',
      '+1',
      '1e3',
      '1.5e+3',
      '.5',
      '5.',
      '-',
      '--1',
      '1.2.3',
      '10.0.0.0/8',
      '.inf',
      '-.inf',
      '.nan',
      '2024-01-05',
      '2024-01-05T10:00:00Z',
      '1'.repeat(400), // Infinite as a double.
    ];
    for (const text of texts) expect(typePlain(text), text).to.equal(text);
  });
});

describe('typeTagged', () => {
  it('follows the tags of plain data, short and spelt out', () => {
    expect(typeTagged('!!str', '4625')).to.equal('4625');
    expect(typeTagged('!<tag:yaml.org,2002:str>', 'yes')).to.equal('yes');
    expect(typeTagged('!!int', '4625')).to.equal(4625);
    expect(typeTagged('!!float', '0.5')).to.equal(0.5);
    expect(typeTagged('!!bool', 'yes')).to.equal(true);
    expect(typeTagged('!!null', '')).to.equal(null);
  });

  it('refuses tags that do not fit, and all others', () => {
    const misfits = {
      '!!int': ['0.5', 'a', ''],
      '!!float': ['a', '.inf'],
      '!!bool': ['maybe', ''],
      '!!null': ['a'],
      '!!timestamp': ['2024-01-05'],
      '!!binary': ['aGk='],
      '!custom': ['a'],
      '!': ['a'],
      '!!constructor': ['a'],
    };
    for (const [tag, texts] of Object.entries(misfits)) {
      for (const text of texts) expect(typeTagged(tag, text), `${tag} ${text}`).to.equal(undefined);
    }
  });

  it('knows which collections a tag fits', () => {
    expect(fitsCollection('!!seq', 'sequence')).to.equal(true);
    expect(fitsCollection('!!map', 'mapping')).to.equal(true);
    expect(fitsCollection('!!seq', 'mapping')).to.equal(false);
    expect(fitsCollection('!!set', 'mapping')).to.equal(false);
  });
});
