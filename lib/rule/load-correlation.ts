/** A correlation from its tree. */
import type { SigmaCorrelation } from '../ast/correlation.ts';
import { createCollector, type Collector } from '../diagnostics/collector.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { generateNotBoolean } from '../diagnostics/messages/correlation.ts';
import type { Source } from '../source/source.ts';
import type { YamlMapping, YamlPair } from '../yaml/node.ts';
import { readCorrelation } from './correlation/section.ts';
import { checkRequired, EMPTY_LISTS, readHeader } from './header.ts';
import { CORRELATION_SHAPE } from './shapes.ts';

export interface CorrelationResult {
  /** Undefined exactly when a diagnostic is an error. */
  readonly correlation: SigmaCorrelation | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The correlation that a document states. Its rules are not looked up: a collection does that.
 *
 * Any mistake in the section `correlation` is an error, as is a missing `title`; see `loadRule`.
 */
export function loadCorrelation(tree: YamlMapping, source: Source): CorrelationResult {
  const collector = createCollector(source);
  const { diagnostics } = collector;
  const header = readHeader(tree, CORRELATION_SHAPE, collector);
  checkRequired(tree, CORRELATION_SHAPE, header, collector);
  const { attributes, custom, own } = header;
  const section = own.get('correlation');
  const correlation = section && readCorrelation(section, collector);
  const generate = readGenerate(own.get('generate') ?? within(section, 'generate'), collector);
  const { title } = attributes;
  if (title === undefined || correlation === undefined || hasErrors(diagnostics)) {
    return { correlation: undefined, diagnostics };
  }
  return {
    correlation: {
      kind: 'correlation',
      ...EMPTY_LISTS,
      ...attributes,
      title,
      correlation,
      generate,
      custom,
      tree,
      source,
      span: tree.span,
    },
    diagnostics,
  };
}

function within(section: YamlPair | undefined, name: string): YamlPair | undefined {
  if (section?.value.kind !== 'mapping') return undefined;
  return section.value.pairs.find(({ key }) => key.text === name);
}

function readGenerate(pair: YamlPair | undefined, collector: Collector): boolean {
  if (pair === undefined) return false;
  const { value } = pair;
  if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value;
  collector.report(generateNotBoolean(), value.span);
  return false;
}
