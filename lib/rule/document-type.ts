/**
 * What a document is: a detection rule, a correlation, a filter, or nothing of Sigma.
 *
 * Told before anything is read, so that what is not Sigma gets one diagnostic and not one for each attribute it
 * rightly lacks. A document with a `detection` is a rule whatever else it has: `filter` and `correlation` are
 * attributes of its own then.
 */
import type { Finding } from '../diagnostics/diagnostic.ts';
import * as messages from '../diagnostics/messages/rule.ts';
import type { Span } from '../source/source.ts';
import type { YamlMapping, YamlPair } from '../yaml/node.ts';
import type { DocumentNoun } from './shapes.ts';

export interface Refusal {
  readonly finding: Finding;
  readonly span: Span;
}

/** The kind of document this is meant to be. */
export function documentKind(tree: YamlMapping): DocumentNoun {
  if (find(tree, 'detection') !== undefined) return 'rule';
  if (find(tree, 'correlation') !== undefined) return 'correlation';
  return find(tree, 'filter') === undefined ? 'rule' : 'filter';
}

/** Why the document is not read at all; undefined when it is. */
export function refuseDocument(tree: YamlMapping): Refusal | undefined {
  const { key: first } = tree.pairs[0] ?? {};
  if (first === undefined) return { finding: messages.emptyDocument(), span: tree.span };
  const isSigma = ['detection', 'correlation', 'filter', 'title', 'logsource'].some(
    (name) => find(tree, name) !== undefined,
  );
  return isSigma ? undefined : { finding: messages.notSigma(), span: first.span };
}

function find(tree: YamlMapping, name: string): YamlPair | undefined {
  return tree.pairs.find(({ key }) => key.text === name);
}
