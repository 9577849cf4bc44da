/** The template tag: text stays text. */
import { expect } from 'chai';
import fc from 'fast-check';
import { html, joined, markupOf, type Content } from '../../web/html.ts';
import { readPage } from '../helpers/site.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const hostile = fc.oneof(
  text,
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onclick='x",
    '</title></pre><!--',
    '&lt;b&gt;',
    '&#x3c;',
    '${x}`',
    '__proto__',
    ']]>',
  ),
);

describe('html', () => {
  it('keeps any text as it is, between tags and in attributes', () => {
    fc.assert(
      fc.property(hostile, hostile, (content, value) => {
        const { tags, text: seen } = readPage(markupOf(html`<p title="${value}">${content}</p>`));
        expect(tags).to.have.lengthOf(1);
        expect(seen).to.equal(content);
        expect(tags[0]?.attributes.get('title')).to.equal(value);
      }),
    );
  });

  it('escapes what looks like markup of its own, but was not made by it', () => {
    const forged = JSON.parse('{"markup":"<b>","Symbol(markup)":"<b>"}') as Content;
    expect(markupOf(html`<p>${forged}</p>`)).to.not.include('<b>');
  });

  it('takes markup, lists and numbers, and nothing for null, undefined and false', () => {
    const items: Content = [html`<i>a</i>`, ['<', 1], null, undefined, false];
    expect(markupOf(html`<p>${items}</p>`)).to.equal('<p><i>a</i>&lt;1</p>');
  });

  it('puts separators between parts alone', () => {
    expect(markupOf(html`${joined(['a', 'b', 'c'], html`<br />`)}`)).to.equal('a<br />b<br />c');
    expect(markupOf(html`${joined([], ', ')}`)).to.equal('');
  });

  it('leaves the indentation of the template out, and that of contents in', () => {
    expect(
      markupOf(
        html`<pre>
        ${'  a\n    b'}
      </pre>`,
      ),
    ).to.equal('<pre>\n  a\n    b\n</pre>');
  });

  it('writes controls and marks that reorder text so that they can be seen', () => {
    expect(markupOf(html`${'a\u0000\u202eb\u009f\tc\n'}`)).to.equal('a\\u0000\\u202eb\\u009f\tc\n');
  });
});
