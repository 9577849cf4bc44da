/**
 * Output formats: a conversion as the document that a product imports or deploys, such as an alert of Splunk or an
 * analytics rule of Sentinel.
 *
 * A format is pure: what it writes depends on the rule, its conversion and its settings alone, never on the clock or on
 * chance, so that two builds of the same rules are the same bytes.
 */
import type { SigmaRule } from './ast/rule.ts';
import type { Conversion } from './convert.ts';

/** Settings of a format by name, as texts, since they come from a command line or a file. */
export type FormatSettings = Readonly<Record<string, string>>;

/** A kind of document. */
export interface OutputFormat {
  /** What a user types: `sentinel-arm`. */
  readonly name: string;
  /** A sentence for `sigmaq list formats`. */
  readonly description: string;
  /** Names of the targets whose queries it can hold. */
  readonly targets: readonly string[];
  /** Of files that hold a document, with its dot: `.json`. */
  readonly extension: string;
  /** Names of the settings that it understands, each with a sentence and its default. */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * The document of one rule, with a line break at its end.
   *
   * @param conversion has at least one query; a rule with several gets a document that holds all of them
   * @param target name of the backend whose queries they are: what a pipeline puts around a query may hide its language
   * @throws RangeError for a setting it does not have or cannot read
   */
  readonly render: (
    rule: SigmaRule,
    conversion: Conversion<string>,
    settings?: FormatSettings,
    target?: string,
  ) => string;
  /** Several documents as one file, for formats where that is more than one behind the other. */
  readonly join?: (documents: readonly string[]) => string;
}
