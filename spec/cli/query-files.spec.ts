/** `sigmaq query` on files that were not made for it: odd names, odd headers, odd encodings; no row is lost in silence. */
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { createWorkspace, ruleText, type Workspace } from '../helpers/command-line.ts';

describe('sigmaq query and the files it is given', function () {
  this.timeout(30_000);
  let workspace: Workspace;
  beforeEach(() => {
    workspace = createWorkspace();
  });
  afterEach(() => workspace.remove());

  /** Titles of the rules that found each row, and what was said. */
  async function query(
    file: string,
    content: string | Uint8Array,
    selections: Readonly<Record<string, string>> = { Image: 'Image: a.exe' },
  ): Promise<{ readonly code: number; readonly found: readonly string[]; readonly stderr: string }> {
    workspace.write({ [file]: content });
    for (const [title, selection] of Object.entries(selections))
      workspace.write({ [`rules/${title}.yml`]: ruleText(title, selection) });
    const { code, stdout, stderr } = await workspace.sigmaq(['query', '-r', 'rules', `./${file}`]);
    const lines = stdout.split('\n').filter((line) => line !== '');
    const found = lines.map((line) => {
      const { title, eventIndex } = JSON.parse(line) as { title: string; eventIndex: number };
      return `${title}#${eventIndex}`;
    });
    return { code, found, stderr };
  }

  it('names files whatever they are called', async () => {
    for (const name of ["we'ird [x] {a,b}*?.csv", 'back\\slash.csv', 'year=2024/p.csv', '%41;--.csv']) {
      const { code, found } = await query(name, 'Image\na.exe\n');
      expect([code, found], name).to.deep.equal([0, ['Image#0']]);
    }
  });

  it('calls columns what the header calls them, also where two differ in case alone', async () => {
    const header = `Image,image,a.b,select,"we""ird'x","No,te",__proto__,Image\n`;
    const { found } = await query('e.csv', `${header}a.exe,low,1,2,3,4,5,6\n`, {
      Image: 'Image: a.exe',
      Lower: 'image: low',
      Dot: 'a.b: 1',
      Word: 'select: 2',
      Quotes: `"we\\"ird'x": 3`,
      Comma: '"No,te": 4',
      Proto: '__proto__: 5',
      Twice: 'Image_1: 6',
    });
    expect([...found].sort()).to.deep.equal(
      ['Comma#0', 'Dot#0', 'Image#0', 'Lower#0', 'Proto#0', 'Quotes#0', 'Twice#0', 'Word#0'].sort(),
    );
  });

  it('takes the delimiter from the header', async () => {
    for (const [name, text] of [
      ['s.csv', 'Image;Note\na.exe;x,y,z\n'],
      ['p.csv', 'Image|Note\na.exe|x\n'],
      ['t.tsv', 'Image\tNote\na.exe\tx,y\n'],
      ['q.csv', '"No;te;;",Image\nx,a.exe\n'],
      ['o.tsv', 'Image\na.exe\n'],
      ['c.csv', 'Image,Note\r\na.exe,x\r\n'],
      ['b.csv', '\ufeffImage,Note\na.exe,x\n'],
    ] as const) {
      expect((await query(name, text)).found, name).to.deep.equal(['Image#0']);
    }
    expect((await query('z.csv.gz', gzipSync('Note;Image\nx;a.exe\n'))).found).to.deep.equal(['Image#0']);
  });

  it('leaves out no line that looks like a comment, and no value that looks like none', async () => {
    const { found } = await query('e.csv', 'Note,Image\n#1,a.exe\n#2,a.exe\nNULL,a.exe\n,a.exe\n', {
      Hash: "Note|startswith: '#'",
      Word: 'Note: null\n    Image: a.exe',
      Text: "Note: 'NULL'",
    });
    expect(found).to.deep.equal(['Hash#0', 'Hash#1', 'Text#2', 'Word#3']);
  });

  it('says where a file is not what its header promises', async () => {
    for (const [text, reason] of [
      ['Image,Note\na.exe,x\na.exe\na.exe,x,y\n', 'Line: 3, Expected Number of Columns: 2 Found: 1'],
      ['Some title\n\nImage,Note\na.exe,x\n', 'Expected Number of Columns: 1 Found: 2'],
      ['Image,Note\n"a.exe,x\n', 'Line: 2, Value with unterminated quote found'],
    ] as const) {
      const { code, stderr } = await query('e.csv', text);
      expect(code).to.equal(2);
      expect(stderr).to.include('e.csv: error input-unreadable').and.include(reason);
    }
  });

  it('reads UTF-16 with its mark, or says that it does not', async () => {
    const text = '\ufeffImage,Note\na.exe,\u00e9\n';
    const { found } = await query('e.csv', Buffer.from(text, 'utf16le'), { Note: 'Note: \u00e9' });
    expect(found).to.deep.equal(['Note#0']);
    const { code, stderr } = await query('e.csv', Buffer.from(text, 'utf16le').swap16());
    expect(code).to.equal(2);
    expect(stderr).to.include('it is UTF-16 with the high byte first');
  });

  it('finds nothing in files with nothing in them', async () => {
    for (const [name, content] of [
      ['e.csv', ''],
      ['e.csv', 'Image,Note\n'],
      ['e.json', ''],
      ['e.csv.gz', gzipSync('')],
    ] as const) {
      const { code, stderr } = await query(name, content);
      expect(code, name).to.equal(0);
      expect(stderr).to.include('0 events, 0 matches');
    }
    const { code, stderr } = await query('e.parquet', '');
    expect(code).to.equal(2);
    expect(stderr).to.include('too small to be a Parquet file');
    expect((await query('e.csv.gz', 'no gzip')).code).to.equal(2);
  });
});
