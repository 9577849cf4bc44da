/** Events as tools write them: in UTF-16, and many in one value. */
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { toUtf8 } from '../../cli/events/utf16.ts';
import { createWorkspace, ruleText, type Result, type Workspace } from '../helpers/command-line.ts';

const EVENTS = ['a.exe', 'b.exe', 'a.exe'].map((Image) => ({ Image, User: 'Zo\u00eb \ud83d\ude00' }));
const LINES = EVENTS.map((event) => `${JSON.stringify(event)}\n`).join('');

function utf16(text: string, order: 'little' | 'big'): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'little' ? bytes : bytes.swap16();
}

describe('events as tools write them', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = createWorkspace();
    workspace.write({ 'r.yml': ruleText('R', 'Image: a.exe\n    User: "Zo\u00eb \ud83d\ude00"') });
  });
  afterEach(() => workspace.remove());

  const match = async (content: string | Uint8Array): Promise<Result> => {
    workspace.write({ 'e.json': content });
    return workspace.sigmaq(['match', '-r', 'r.yml', 'e.json']);
  };
  const indicesOf = ({ stdout }: Result): readonly number[] =>
    stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { eventIndex: number }).eventIndex);

  for (const order of ['little', 'big'] as const) {
    for (const mark of ['\ufeff', '']) {
      it(`are read in UTF-16 with the ${order} end first, ${mark === '' ? 'without a mark' : 'with its mark'}`, async () => {
        const bytes = utf16(mark + LINES, order);
        expect(indicesOf(await match(bytes))).to.deep.equal([0, 2]);
        expect(indicesOf(await match(gzipSync(bytes)))).to.deep.equal([0, 2]);
        const { stdout } = await workspace.sigmaq(['match', '-r', 'r.yml', '-'], { stdin: bytes });
        expect(stdout.split('\n')).to.have.lengthOf(3);
      });
    }
  }

  it('lose no event but the one that half a character is in', async () => {
    const broken = LINES.replace('b.exe', 'b\ud83d.exe');
    const result = await match(utf16(`\ufeff${broken}`, 'little'));
    // What is skipped is not counted.
    expect(indicesOf(result)).to.deep.equal([0, 1]);
    expect(result.stderr).to.include('e.json:2: error event-encoding');
    expect(result.code).to.equal(1);
    const cut = await match(utf16(`\ufeff${LINES}`, 'little').subarray(0, -1));
    expect(indicesOf(cut)).to.deep.equal([0, 2]);
    expect(cut.stderr).to.include('e.json:3: error event-encoding');
  });

  it('come in one value, of CloudTrail or of Azure, on one line or many', async () => {
    for (const text of [
      JSON.stringify({ Records: EVENTS }),
      JSON.stringify({ records: EVENTS }, null, 2),
      `${JSON.stringify({ Records: EVENTS.slice(0, 1) })}\n${JSON.stringify({ Records: EVENTS.slice(1) })}\n`,
      `\ufeff  ${JSON.stringify({ Records: EVENTS })}`,
    ]) {
      const result = await match(text);
      expect(indicesOf(result), text).to.deep.equal([0, 2]);
      expect(result.stderr).to.include('3 events');
      expect(indicesOf(await match(gzipSync(text)))).to.deep.equal([0, 2]);
    }
  });

  it('come in one value that is longer than any event may be', async function () {
    this.timeout(30_000);
    const padding = { Image: 'x', Note: 'n'.repeat(1024 * 1024) };
    const result = await match(JSON.stringify({ Records: [...Array<unknown>(20).fill(padding), ...EVENTS] }));
    expect(result.stderr).to.include('23 events');
    expect(indicesOf(result)).to.deep.equal([20, 22]);
  });

  it('are what they are where a value holds more than records', async () => {
    const event = { ...EVENTS[0], Records: [EVENTS[0]] };
    expect(indicesOf(await match(JSON.stringify(event)))).to.deep.equal([0]);
    const result = await match(JSON.stringify({ Records: ['x', EVENTS[0]] }));
    expect(indicesOf(result)).to.deep.equal([0]);
    expect(result.stderr).to.include('e.json:1: error event-not-an-object');
  });
});

describe('streams in UTF-16', () => {
  it('become UTF-8 however they are cut', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '\n', '\u00e9', '\u4e2d', '\ud83d\ude00'),
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.constantFrom('little' as const, 'big' as const),
        fc.integer({ min: 1, max: 7 }),
        async (written, order, size) => {
          const bytes = utf16(`\ufeff${written}`, order);
          const chunks = (async function* () {
            for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
            await Promise.resolve();
          })();
          const parts: Uint8Array[] = [];
          for await (const part of toUtf8(chunks)) parts.push(part);
          expect(Buffer.concat(parts).toString('utf8')).to.equal(`\ufeff${written}`);
        },
      ),
      { numRuns: 200 },
    );
  });
});
