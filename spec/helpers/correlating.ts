/** Rules, correlations and filters for specs, written short. */
import { createCollection, type SigmaCollection } from '../../lib/collection/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import { findings } from './reading.ts';

/** A rule with a name, which matches events whose `rule` field has that name. */
export function namedRule(name: string, attributes = ''): string {
  return `title: ${name}
name: ${name}
logsource: { product: windows, category: process_creation }
detection: { selection: { rule: ${name} }, condition: selection }
${attributes}`;
}

/** @param section - The section `correlation` as a flow map without its braces. */
export function correlationOf(name: string, section: string, attributes = ''): string {
  return `title: ${name}\nname: ${name}\n${attributes}correlation: {${section}}\n`;
}

/** @param rules - `any`, or a flow list of references. */
export function filterOf(title: string, rules: string, logsource = '{product: windows}'): string {
  return `title: ${title}\nlogsource: ${logsource}\nfilter: {rules: ${rules}, ours: {User: us}, condition: not ours}\n`;
}

/** The documents put together, each as a file `0.yml`, `1.yml` …; a mistake in one of them is a failure. */
export function collect(...documents: readonly string[]): SigmaCollection {
  const results = documents.map((text, index) => parseSigma(text, { name: `${index}.yml` }));
  const found = findings(results.flatMap(({ diagnostics }) => diagnostics)).filter((each) =>
    each.startsWith('error'),
  );
  if (found.length > 0) throw new Error(found.join('\n'));
  return createCollection(results);
}

/** What putting them together finds. */
export function collectionFindings(...documents: readonly string[]): string[] {
  return findings(collect(...documents).diagnostics);
}
