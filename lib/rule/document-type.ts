/**
 * Documents that are no detection rule: correlations, filters, the collections of Sigma 1, and what is not Sigma at all.
 *
 * Told apart before anything is read, so that a document of another kind gets one diagnostic and not one for each
 * attribute it rightly lacks.
 */
import type { Finding } from '../diagnostics/diagnostic.ts';
import * as messages from '../diagnostics/messages/rule.ts';
import type { Span } from '../source/source.ts';
import type { YamlMapping, YamlPair, YamlScalar } from '../yaml/node.ts';

export interface Refusal {
  readonly finding: Finding;
  readonly span: Span;
}

/** Why the document is not read as a rule; undefined when it is. */
export function refuseDocument(tree: YamlMapping): Refusal | undefined {
  const { key: first } = tree.pairs[0] ?? {};
  if (first === undefined) return { finding: messages.emptyDocument(), span: tree.span };

  const action = collectionAction(tree);
  if (action !== undefined) return { finding: messages.collectionAction(action.text), span: action.span };
  const isRule = find(tree, 'detection') !== undefined;
  if (isRule) return undefined;

  const correlation = find(tree, 'correlation');
  if (correlation !== undefined) return { finding: messages.correlation(), span: correlation.key.span };
  const filter = find(tree, 'filter');
  if (filter !== undefined) return { finding: messages.filter(), span: filter.key.span };

  const isSigma = find(tree, 'title') !== undefined || find(tree, 'logsource') !== undefined;
  return isSigma ? undefined : { finding: messages.notSigma(), span: first.span };
}

/**
 * Rule collections of Sigma 1: `global` gives its attributes to the documents behind it, until a `reset`.
 * https://github.com/SigmaHQ/sigma-specification/blob/main/archives/wiki.md
 */
const COLLECTION_ACTIONS: readonly string[] = ['global', 'reset', 'repeat'];

/** What the document does in a rule collection; undefined when it is none of one. */
export function collectionAction(tree: YamlMapping): YamlScalar | undefined {
  const action = find(tree, 'action')?.value;
  return action?.kind === 'scalar' && COLLECTION_ACTIONS.includes(action.text) ? action : undefined;
}

function find(tree: YamlMapping, name: string): YamlPair | undefined {
  return tree.pairs.find(({ key }) => key.text === name);
}
