import { expect } from 'chai';
import { remember } from '../../../lib/backend/remember.ts';

describe('remember', () => {
  it('asks once for each text, and answers as the function does', () => {
    const asked: string[] = [];
    const lengthOf = remember((text) => {
      asked.push(text);
      return text.length;
    });
    expect(['a', 'bc', 'a', '__proto__', '__proto__'].map(lengthOf)).to.deep.equal([1, 2, 1, 9, 9]);
    expect(asked).to.deep.equal(['a', 'bc', '__proto__']);
  });

  it('keeps no long text, and not more than a thousand', () => {
    let asked = 0;
    const find = remember((text) => {
      asked++;
      return text;
    });
    for (let round = 0; round < 2; round++) find('x'.repeat(101));
    expect(asked).to.equal(2);
    for (let i = 0; i < 1001; i++) find(String(i));
    find('0');
    expect(asked).to.equal(2 + 1001 + 1);
  });
});
