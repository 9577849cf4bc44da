/** YAML and rules for specs: trees by path, diagnostics as short texts, a rule to vary. */
import type { Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import { parseSigma, type ParseResult } from '../../lib/parse.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../lib/yaml/node.ts';
import { readYaml } from '../../lib/yaml/read.ts';
import { marked } from './embedded.ts';

/** The only document of a text; any diagnostic is a failure. */
export function readOne(text: string): YamlNode {
  const { documents, diagnostics } = readYaml({ name: 'rule.yml', text });
  if (diagnostics.length > 0) throw new Error(findings(diagnostics).join('\n'));
  const [document] = documents;
  if (document === undefined || documents.length > 1) throw new Error(`${documents.length} documents`);
  return document;
}

/** The only document of a text, as a map. */
export function readMapping(text: string): YamlMapping {
  const node = readOne(text);
  if (node.kind !== 'mapping') throw new Error(node.kind);
  return node;
}

/** What stands at a path of keys and indices. */
export function at(node: YamlNode, ...path: readonly (string | number)[]): YamlNode {
  let current: YamlNode | undefined = node;
  for (const step of path) {
    if (current?.kind === 'sequence') current = current.items[Number(step)];
    else if (current?.kind === 'mapping') {
      current = current.pairs.find(({ key }) => key.text === step)?.value;
    } else current = undefined;
  }
  if (current === undefined) throw new Error(`nothing at ${path.join('.')}`);
  return current;
}

/** The scalar at a path. */
export function scalarAt(node: YamlNode, ...path: readonly (string | number)[]): YamlScalar {
  const found = at(node, ...path);
  if (found.kind !== 'scalar') throw new Error(`${path.join('.')} is a ${found.kind}`);
  return found;
}

/** Each diagnostic as `severity code «marked text»`. */
export function findings(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map((each) => `${each.severity} ${each.code} «${marked(each)}»`);
}

/** What reading the YAML alone finds. */
export function yamlFindings(text: string): string[] {
  return findings(readYaml({ name: 'rule.yml', text }).diagnostics);
}

/** What reading the rules finds. */
export function ruleFindings(text: string): string[] {
  return findings(parseSigma(text, { name: 'rule.yml' }).diagnostics);
}

/** A rule without fault; attributes replace its own or come behind. */
export function ruleWith(attributes: Readonly<Record<string, string>>): string {
  const complete: Record<string, string> = {
    title: 'Rule',
    logsource: '{ category: process_creation }',
    detection: '{ selection: { Image: a.exe }, condition: selection }',
    ...attributes,
  };
  return Object.entries(complete)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/** A rule with this detection section, given as lines without indentation. */
export function ruleWithDetection(detection: string): string {
  const lines = detection.replace(/^\n/, '').split('\n');
  return `${ruleWith({}).replace(/detection: .*\n/, '')}detection:\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

/** The only rule of a text, and what was found on the way. */
export function parseOne(text: string): { readonly rule: SigmaRule; readonly findings: string[] } {
  const result: ParseResult = parseSigma(text, { name: 'rule.yml' });
  const [rule] = result.rules;
  if (rule === undefined) throw new Error(findings(result.diagnostics).join('\n'));
  return { rule, findings: findings(result.diagnostics) };
}
