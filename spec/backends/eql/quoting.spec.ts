import { expect } from 'chai';
import { isWritable } from '../../../backends/elastic/characters.ts';
import { quoteCategory, quoteField, quoteText } from '../../../backends/eql/quoting.ts';

const raw = String.raw;

describe('EQL strings', () => {
  it('double every backslash, also the last', () => {
    expect(quoteText(raw`C:\Windows\Temp` + '\\')).to.equal(raw`"C:\\Windows\\Temp\\"`);
  });

  it('escape double quotes and leave single quotes alone', () => {
    expect(quoteText(`say "it's"`)).to.equal(raw`"say \"it's\""`);
  });

  it('write line breaks and tabs with their letters', () => {
    expect(quoteText('a\nb\rc\td')).to.equal(raw`"a\nb\rc\td"`);
  });

  it('write other control characters as hexadecimal escapes of at least two digits', () => {
    expect(quoteText('\0\x07\b\f\x1b\x7f\x85')).to.equal(raw`"\u{00}\u{07}\u{08}\u{0c}\u{1b}\u{7f}\u{85}"`);
  });

  it('show characters that reorder or hide text', () => {
    expect(quoteText('gpj.\u202eexe')).to.equal(raw`"gpj.\u{202e}exe"`);
    expect(quoteText('a\u200bb\u2028c\ufeff')).to.equal(raw`"a\u{200b}b\u{2028}c\u{feff}"`);
    expect(quoteText('\u2066\u200f')).to.equal(raw`"\u{2066}\u{200f}"`);
  });

  it('keep every visible character as it is', () => {
    expect(quoteText('Ä 日本 😀 –’ %_*?$`|')).to.equal('"Ä 日本 😀 –’ %_*?$`|"');
    expect(quoteText('👩\u200d💻')).to.equal('"👩\u200d💻"');
  });

  it('cannot hold half of a surrogate pair', () => {
    expect(isWritable('a\ud83d')).to.equal(false);
    expect(isWritable('\ude00a')).to.equal(false);
    expect(isWritable('😀')).to.equal(true);
  });
});

describe('EQL field names', () => {
  it('stay plain where letters, digits, underscores and dots make them up', () => {
    for (const name of ['Image', 'process.parent.name', '_id', 'event.code', 'a1._2']) {
      expect(quoteField(name)).to.equal(name);
    }
  });

  it('get backticks around the parts that need them', () => {
    expect(quoteField('c-uri')).to.equal('`c-uri`');
    expect(quoteField('zeek.c-uri.path')).to.equal('zeek.`c-uri`.path');
    expect(quoteField('a b')).to.equal('`a b`');
    expect(quoteField('4to6')).to.equal('`4to6`');
    expect(quoteField('@timestamp')).to.equal('`@timestamp`');
    expect(quoteField('ä')).to.equal('`ä`');
    expect(quoteField('requestParameters{}.key')).to.equal('`requestParameters{}`.key');
  });

  it('get backticks where a part is a word of the language, in any case', () => {
    expect(quoteField('in')).to.equal('`in`');
    expect(quoteField('file.where.Any')).to.equal('file.`where`.`Any`');
    expect(quoteField('inner.android')).to.equal('inner.android');
  });

  it('get backticks as a whole where a part is empty', () => {
    expect(quoteField('.a')).to.equal('`.a`');
    expect(quoteField('a..b')).to.equal('`a..b`');
    expect(quoteField('a.')).to.equal('`a.`');
  });

  it('double a backtick inside', () => {
    expect(quoteField('a` == null or `b')).to.equal('`a`` == null or ``b`');
  });

  it('cannot be empty or hold invisible characters', () => {
    for (const name of ['', 'a\nb', 'a\0', '\x7f', 'a\u202e', 'a\ud800'])
      expect(quoteField(name)).to.equal(undefined);
  });
});

describe('EQL event categories', () => {
  it('are words, or strings where they are none', () => {
    expect(quoteCategory('process')).to.equal('process');
    expect(quoteCategory('my-category')).to.equal('"my-category"');
    expect(quoteCategory('any')).to.equal('"any"');
    expect(quoteCategory('a"b')).to.equal(raw`"a\"b"`);
  });
});
