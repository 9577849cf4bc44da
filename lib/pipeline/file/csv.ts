/** Comma-separated values: https://www.rfc-editor.org/rfc/rfc4180 */

/**
 * The rows of a text, each a list of its fields. Empty lines are no rows; a quote that is not closed ends with the text.
 *
 * @example parseCsv('name,id\n"a, b",1') // [['name', 'id'], ['a, b', '1']]
 */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"?|([^,\r\n]*))(,|\r\n?|\n|$)/y;
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (match === null) break;
    const [, quoted, plain = '', end] = match;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',' && field.lastIndex < text.length) continue;
    if (end === ',') row.push('');
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
