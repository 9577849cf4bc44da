/** Output formats on the command line: what holds the queries, chosen by `-f` and set by `-O`. */
import { formats } from '../backends/formats/index.ts';
import type { SigmaRule } from '../lib/ast/rule.ts';
import type { Conversion } from '../lib/convert.ts';
import type { FormatSettings, OutputFormat } from '../lib/output-format.ts';
import { parseSigma } from '../lib/parse.ts';
import { UsageError } from './usage.ts';

/** A format with the settings that the user gave it. */
export interface ChosenFormat {
  readonly format: OutputFormat;
  readonly settings: FormatSettings;
  /** The backend whose queries it holds. */
  readonly target: string;
}

/** Undefined for a name that is none of theirs: it may be a format of a backend. */
export async function loadOutputFormat(name: string): Promise<OutputFormat | undefined> {
  return formats.find((each) => each.name === name)?.load();
}

/** Names of the formats that hold queries of a backend. */
export function outputFormatsOf(backend: string): readonly string[] {
  return formats.filter(({ targets }) => targets.includes(backend)).map(({ name }) => name);
}

/**
 * The format with those of the settings that are its own.
 *
 * @throws UsageError for one that it cannot read: better once than for each rule
 */
export function withFormatSettings(
  format: OutputFormat,
  given: ReadonlyMap<string, string>,
  target: string,
): ChosenFormat {
  const settings = Object.fromEntries([...given].filter(([name]) => Object.hasOwn(format.settings, name)));
  try {
    format.render(SAMPLE, { queries: ['x'], fidelity: 'exact', diagnostics: [], assumptions: [] }, settings);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${format.name}: ${error.message}`);
    throw error;
  }
  return { format, settings, target };
}

const SAMPLE = parseSigma(
  'title: Sample\nlogsource: { product: windows }\ndetection: { selection: { a: b }, condition: selection }',
).rules[0] as SigmaRule;

/** The document of a rule, or why the format cannot hold it. */
export function renderRule(
  rule: SigmaRule,
  conversion: Conversion,
  { format, settings, target }: ChosenFormat,
): { readonly text: string } | { readonly refused: string } {
  try {
    return { text: format.render(rule, conversion, settings, target) };
  } catch (error) {
    if (error instanceof RangeError) return { refused: error.message };
    throw error;
  }
}

/** Several documents as one text. */
export function joinDocuments({ join }: OutputFormat, documents: readonly string[]): string {
  return join === undefined || documents.length < 2 ? documents.join('') : join(documents);
}
