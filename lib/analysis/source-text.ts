/** A search as the file has it, without its comments and without the indentation of its place. */
import type { SigmaRule } from '../ast/rule.ts';
import type { Search } from '../ast/detection.ts';
import type { Span } from '../source/source.ts';
import type { YamlNode } from '../yaml/node.ts';

/** What stands below each search, by the place of its name. */
export type SearchNodes = ReadonlyMap<number, YamlNode>;

export function searchNodesOf({ tree }: SigmaRule): SearchNodes {
  const detection = tree.pairs.find(({ key }) => key.text === 'detection')?.value;
  const pairs = detection?.kind === 'mapping' ? detection.pairs : [];
  return new Map(pairs.map(({ key, value }) => [key.span.start, value]));
}

/** The YAML of a search. Nothing is reformatted: quotes and line breaks are the author's. */
export function yamlOf(search: Search, { source: { text } }: SigmaRule, nodes: SearchNodes): string {
  const { start, end } = search.span;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = start - lineStart;
  const bare = withoutComments(text, { start, end }, scalarsWithin(search, nodes));
  return bare
    .split(/\r?\n/)
    .filter((line, index) => index === 0 || line.trim() !== '')
    .map((line, index) => (index === 0 ? line : dedent(line, indent)))
    .map((line) => line.trimEnd())
    .join('\n');
}

function dedent(line: string, indent: number): string {
  const own = line.length - line.trimStart().length;
  return line.slice(Math.min(indent, own));
}

/** Comments are what stands behind a `#` that is in no scalar and has white space or nothing in front. */
function withoutComments(text: string, { start, end }: Span, scalars: readonly Span[]): string {
  let kept = '';
  let from = start;
  let scalar = 0;
  for (let at = text.indexOf('#', start); at >= 0 && at < end; at = text.indexOf('#', at + 1)) {
    while (scalar < scalars.length && (scalars[scalar] as Span).end <= at) scalar++;
    const next = scalars[scalar];
    if (next !== undefined && next.start <= at) continue;
    if (!/\s/.test(text[at - 1] ?? '\n')) continue;
    const lineEnd = text.indexOf('\n', at);
    const stop = lineEnd < 0 || lineEnd > end ? end : lineEnd;
    kept += text.slice(from, at);
    from = stop;
    at = stop - 1;
  }
  return kept + text.slice(from, end);
}

/** The places of the scalars below a search, in the order of the text. */
function scalarsWithin({ nameSpan }: Search, nodes: SearchNodes): readonly Span[] {
  const node = nodes.get(nameSpan.start);
  const spans: Span[] = [nameSpan];
  if (node !== undefined) addScalars(node, spans);
  return spans.sort((a, b) => a.start - b.start);
}

/** As deep as the document, which the reader bounds. */
function addScalars(node: YamlNode, into: Span[]): void {
  switch (node.kind) {
    case 'scalar':
      into.push(node.span);
      return;
    case 'sequence':
      for (const item of node.items) addScalars(item, into);
      return;
    case 'mapping':
      for (const { key, value } of node.pairs) {
        into.push(key.span);
        addScalars(value, into);
      }
  }
}
