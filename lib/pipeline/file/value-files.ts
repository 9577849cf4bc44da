/** Values of placeholders from files: lines, a column, or what a path leads to. */
import { fileContent, fileUnreadable, wrongValue } from '../../diagnostics/messages/pipeline-file.ts';
import { readYaml } from '../../yaml/read.ts';
import { toPlain } from '../../yaml/plain.ts';
import { parseCsv } from './csv.ts';
import { searches, type Expression } from './expression.ts';
import { followPath, readPath } from './json-path.ts';
import type { ScalarValue } from './parameters.ts';
import type { ItemSetup } from './setup.ts';

/** The parameters of `file_placeholders` that say what is in the file. */
export interface FileValues {
  readonly path: string;
  readonly format: 'plaintext' | 'csv' | 'json' | 'yaml';
  readonly filter: Expression | undefined;
  readonly csv_column: ScalarValue | undefined;
  readonly csv_has_header: boolean;
  readonly jq_expression: string | undefined;
}

/** The values, as texts of rules; undefined when there are none to be had, which has then been reported. */
export function readValues(parameters: FileValues, setup: ItemSetup): readonly string[] | undefined {
  const { path, filter } = parameters;
  const text = readText(path, setup);
  const values = text === undefined ? undefined : pick(text, parameters, setup);
  const kept = values?.filter((value) => filter === undefined || searches(filter, value) === true);
  if (kept?.length === 0) setup.report(fileContent(path, 'there is no value in it'), setup.placeOf('path'));
  return kept === undefined || kept.length === 0 ? undefined : kept;
}

function readText(path: string, { readFile, report, placeOf }: ItemSetup): string | undefined {
  if (readFile === undefined) {
    report(fileUnreadable(path, 'there are no files here'), placeOf('path'));
    return undefined;
  }
  try {
    return readFile(path);
  } catch (error) {
    report(fileUnreadable(path, error instanceof Error ? error.message : String(error)), placeOf('path'));
    return undefined;
  }
}

function pick(text: string, parameters: FileValues, setup: ItemSetup): readonly string[] | undefined {
  switch (parameters.format) {
    case 'plaintext':
      return text
        .split(/\r\n?|\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
    case 'csv':
      return pickColumn(text, parameters, setup);
    default:
      return pickByPath(text, parameters, setup);
  }
}

function pickColumn(
  text: string,
  { path, csv_column: column, csv_has_header: hasHeader }: FileValues,
  { report, placeOf }: ItemSetup,
): readonly string[] | undefined {
  const rows = parseCsv(text);
  const header = hasHeader ? rows[0] : undefined;
  const index = typeof column === 'number' ? column : (header?.indexOf(String(column)) ?? -1);
  if (column === undefined || column === null || (typeof column === 'string' && header === undefined)) {
    report(
      wrongValue('csv_column', 'the number of a column, from 0, or its name in the header'),
      placeOf('csv_column'),
    );
    return undefined;
  }
  if (index < 0) {
    report(fileContent(path, `no column is called ${String(column)}`), placeOf('csv_column'));
    return undefined;
  }
  return rows.slice(hasHeader ? 1 : 0).flatMap((row) => row[index] ?? []);
}

function pickByPath(
  text: string,
  { path, format, jq_expression: written }: FileValues,
  { report, placeOf }: ItemSetup,
): readonly string[] | undefined {
  const steps = written === undefined ? undefined : readPath(written);
  if (steps === undefined) {
    report(
      wrongValue('jq_expression', 'a path such as `.items[].name`, without filters or functions'),
      placeOf('jq_expression'),
    );
    return undefined;
  }
  const data = format === 'json' ? parseJson(text) : parseYaml(text);
  const found = data === undefined ? undefined : followPath(data.value, steps);
  if (found === undefined) {
    report(
      fileContent(
        path,
        data === undefined ? `it is no ${format.toUpperCase()}` : 'the path leads to nothing',
      ),
      placeOf('path'),
    );
    return undefined;
  }
  const values = found.filter((value) => value !== null && value !== undefined);
  if (values.some((value) => typeof value === 'object')) {
    report(
      fileContent(path, 'the path leads to a map or a list; end it with `[]` or a name'),
      placeOf('jq_expression'),
    );
    return undefined;
  }
  return values.map(String);
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function parseYaml(text: string): { readonly value: unknown } | undefined {
  const { documents, diagnostics } = readYaml({ name: 'values', text });
  const [first] = documents;
  const isUsable = first !== undefined && diagnostics.every(({ severity }) => severity !== 'error');
  return isUsable ? { value: toPlain(first) } : undefined;
}
