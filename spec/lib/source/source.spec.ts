import { expect } from 'chai';
import {
  codeFrame,
  joinSpans,
  lineText,
  locate,
  locateSpan,
  spanWithin,
  type Source,
} from '../../../lib/source/index.ts';

const source = (text: string): Source => ({ name: 'rule.yml', text });

describe('places in a text', () => {
  it('count lines and columns from one, whatever ends a line', () => {
    const text = source('ab\ncd\r\nef\rgh');
    expect(locate(text, 0)).to.deep.equal({ line: 1, column: 1 });
    expect(locate(text, 4)).to.deep.equal({ line: 2, column: 2 });
    expect(locate(text, 7)).to.deep.equal({ line: 3, column: 1 });
    expect(locate(text, 10)).to.deep.equal({ line: 4, column: 1 });
    expect(locate(text, 12)).to.deep.equal({ line: 4, column: 3 });
  });

  it('do not count a byte order mark', () => {
    expect(locate(source('\ufeffab'), 1)).to.deep.equal({ line: 1, column: 1 });
    expect(lineText(source('\ufeffab\ncd'), 1)).to.equal('ab');
  });

  it('give lines without their ends', () => {
    expect(lineText(source('ab\r\ncd'), 1)).to.equal('ab');
    expect(lineText(source('ab\r\ncd'), 2)).to.equal('cd');
    expect(lineText(source('ab'), 7)).to.equal('');
  });

  it('have a start and an end', () => {
    expect(locateSpan(source('ab\ncd'), { start: 1, end: 4 })).to.deep.equal({
      start: { line: 1, column: 2 },
      end: { line: 2, column: 2 },
    });
    expect(joinSpans({ start: 3, end: 5 }, { start: 1, end: 4 })).to.deep.equal({ start: 1, end: 5 });
  });

  it('inside a scalar are exact only where the text stands as it is', () => {
    const at = { text: 'a or b', source: source(''), span: { start: 10, end: 16 } };
    expect(spanWithin({ ...at, verbatim: true }, 5, 6)).to.deep.equal({ start: 15, end: 16 });
    expect(spanWithin({ ...at, verbatim: false }, 5, 6)).to.deep.equal({ start: 10, end: 16 });
  });
});

describe('a code frame', () => {
  it('marks the span below its line', () => {
    expect(codeFrame(source('x\ncondition: a or b'), { start: 18, end: 19 })).to.equal(
      [' 2 | condition: a or b', '   |                 ^'].join('\n'),
    );
  });

  it('marks to the end of the first line of a longer span, and an empty span with one caret', () => {
    expect(codeFrame(source('ab\ncd'), { start: 1, end: 5 })).to.equal(' 1 | ab\n   |  ^');
    expect(codeFrame(source('ab'), { start: 2, end: 2 })).to.equal(' 1 | ab\n   |   ^');
  });

  it('keeps tabs, so that carets stand where the reader’s tabs put the text', () => {
    expect(codeFrame(source('\tab'), { start: 2, end: 3 })).to.equal(' 1 | \tab\n   | \t ^');
  });

  it('shows a window of a line that is too long', () => {
    const frame = codeFrame(source(`${'x'.repeat(300)}HERE${'y'.repeat(300)}`), { start: 300, end: 304 });
    const [line = '', carets = ''] = frame.split('\n');
    expect(line).to.have.length.below(120);
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).to.equal('HERE');
  });
});
