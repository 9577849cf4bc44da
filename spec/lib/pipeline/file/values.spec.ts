/** Files with values: comma-separated, and paths into data. */
import { expect } from 'chai';
import { parseCsv } from '../../../../lib/pipeline/file/csv.ts';
import { followPath, readPath } from '../../../../lib/pipeline/file/json-path.ts';
import { readPipeline } from '../../../../lib/pipeline/file/index.ts';

describe('comma-separated values', () => {
  for (const [text, rows] of [
    [
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      '"a,1","say ""x"""\n"two\nlines",',
      [
        ['a,1', 'say "x"'],
        ['two\nlines', ''],
      ],
    ],
    ['\n\na\n', [['a']]],
    ['a,,b', [['a', '', 'b']]],
    ['"open', [['open']]],
    ['"a"b', [['"a"b']]],
    ['', []],
  ] as const) {
    it(`of ${JSON.stringify(text)}`, () => {
      expect(parseCsv(text)).to.deep.equal(rows);
    });
  }
});

describe('paths into data', () => {
  const data = { items: [{ 'a b': 1, name: 'x' }, { name: 'y' }], constructor: 'own' };
  for (const [path, values] of [
    ['.', [data]],
    ['.items[].name', ['x', 'y']],
    ['.items[0].name', ['x']],
    ['.items.[1]["name"]', ['y']],
    ['.items[0]."a b"', [1]],
    ['.constructor', ['own']],
    ['.items[].constructor', undefined],
    ['.__proto__', undefined],
    ['.items[9]', undefined],
  ] as const) {
    it(path, () => {
      expect(followPath(data, readPath(path)!)).to.deep.equal(values);
    });
  }

  it('know no filters or functions', () => {
    for (const path of ['', 'items', '.items | length', '.a + 1', 'map(.a)', '.a[', '..']) {
      expect(readPath(path), path).to.equal(undefined);
    }
  });
});

describe('values from files', () => {
  const files: Readonly<Record<string, string>> = {
    'empty.txt': '\n\n',
    'a.csv': 'x,y\n1,2\n',
    'a.json': '{"a": [1, {"b": 2}]}',
    'bad.json': '{',
    'bad.yml': 'a: [',
  };
  const messages = (parameters: string): readonly string[] =>
    readPipeline(`transformations:\n    - { type: file_placeholders, ${parameters} }\n`, {
      files: (path) => files[path] ?? '',
    }).diagnostics.map(({ code, message }) => `${code}: ${message}`);

  for (const [parameters, message] of [
    ['path: empty.txt', 'pipeline-file: `empty.txt`: there is no value in it'],
    [
      'path: a.csv, format: csv',
      'pipeline-value: `csv_column` takes the number of a column, from 0, or its name in the header',
    ],
    [
      'path: a.csv, format: csv, csv_column: x, csv_has_header: false',
      'pipeline-value: `csv_column` takes the number of a column, from 0, or its name in the header',
    ],
    ['path: a.csv, format: csv, csv_column: z', 'pipeline-file: `a.csv`: no column is called z'],
    [
      'path: a.json, format: json',
      'pipeline-value: `jq_expression` takes a path such as `.items[].name`, without filters or functions',
    ],
    ['path: bad.json, format: json, jq_expression: .a', 'pipeline-file: `bad.json`: it is no JSON'],
    ['path: bad.yml, format: yaml, jq_expression: .a', 'pipeline-file: `bad.yml`: it is no YAML'],
    ['path: a.json, format: json, jq_expression: .b', 'pipeline-file: `a.json`: the path leads to nothing'],
    [
      'path: a.json, format: json, jq_expression: ".a[]"',
      'pipeline-file: `a.json`: the path leads to a map or a list; end it with `[]` or a name',
    ],
  ] as const) {
    it(`that cannot be had: ${parameters}`, () => {
      expect(messages(parameters)).to.deep.equal([message]);
    });
  }
});
