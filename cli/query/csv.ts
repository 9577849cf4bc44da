/**
 * How DuckDB is told to read a file of comma-separated values. It would find out by itself, but then it leaves out lines that do
 * not fit what it has found, and gives columns other names where two differ in case alone.
 * https://duckdb.org/docs/stable/data/csv/overview
 */
import { openFile } from '../events/open.ts';
import { toUtf8 } from '../events/utf16.ts';

export interface CsvTable {
  /** Of `FROM`. */
  readonly source: string;
  /** Names in the header, in the order of the columns. */
  readonly names: readonly string[];
}

/** The header is looked for in so many characters. */
const MAX_HEADER = 1024 * 1024;

/**
 * Undefined for an empty file.
 *
 * @param path - Absolute.
 * @param literal - The path in SQL.
 */
export async function describeCsv(path: string, literal: string): Promise<CsvTable | undefined> {
  const { text, isUtf16 } = await readHead(path);
  if (text === '') return undefined;
  const delimiter = delimiterOf(text, /\.tsv(?:\.gz)?$/i.test(path));
  const names = uniqueNames(headerOf(text, delimiter));
  const columns = names.map((_, index) => `'c${index}': 'VARCHAR'`);
  const options = [
    `columns = {${columns.join(', ')}}`,
    `auto_detect = false, header = true, skip = 0, comment = '', delim = '${delimiter}'`,
    `quote = '"', escape = '"', nullstr = ''`,
    ...(isUtf16 ? ["encoding = 'utf-16'"] : []),
  ];
  return { source: `read_csv(${literal}, ${options.join(', ')})`, names };
}

/** A row by the names of the header. */
export function toRecord(
  row: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(names.map((name, index) => [name, row[`c${index}`]]));
}

/** @throws Error for what DuckDB would read as nothing at all */
async function readHead(path: string): Promise<{ readonly text: string; readonly isUtf16: boolean }> {
  let mark = '';
  const watched = (async function* () {
    for await (const chunk of openFile(path)) {
      if (mark.length < 4) mark += Buffer.from(chunk.subarray(0, 2)).toString('hex');
      yield chunk;
    }
  })();
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of toUtf8(watched)) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= MAX_HEADER || /[\r\n]/.test(text)) break;
  }
  if (mark.startsWith('feff')) throw new Error('it is UTF-16 with the high byte first; write it as UTF-8');
  return { text, isUtf16: mark.startsWith('fffe') };
}

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** The one that is most often in the header, outside of quotes. */
function delimiterOf(text: string, isTsv: boolean): string {
  const [line = ''] = text.replace(/"[^"]*"?/g, '').split(/[\r\n]/, 1);
  const counts = DELIMITERS.map((each) => line.split(each).length);
  const most = Math.max(...counts);
  return most === 1 ? (isTsv ? '\t' : ',') : (DELIMITERS[counts.indexOf(most)] ?? ',');
}

/** The fields of the first line. */
function headerOf(text: string, delimiter: string): readonly string[] {
  const names: string[] = [];
  const field = /"((?:[^"]|"")*)"?|[^",;\t|\r\n][^,;\t|\r\n]*|[,;\t|\r\n]/y;
  let name = '';
  field.lastIndex = 0;
  for (let match = field.exec(text); match !== null; match = field.exec(text)) {
    const [whole, quoted] = match;
    if (/^[\r\n]$/.test(whole)) break;
    if (whole === delimiter) {
      names.push(name);
      name = '';
    } else name += quoted === undefined ? whole : quoted.replaceAll('""', '"');
  }
  return [...names, name];
}

/** A name that is there twice, or empty, gets a number. */
function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>(names);
  const seen = new Set<string>();
  return names.map((name, index) => {
    if (name !== '' && !seen.has(name)) {
      seen.add(name);
      return name;
    }
    let own = name === '' ? `column${index}` : `${name}_1`;
    for (let number = 2; taken.has(own); number++) own = `${name}_${number}`;
    taken.add(own);
    return own;
  });
}
