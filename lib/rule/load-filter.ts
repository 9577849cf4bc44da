/** A filter from its tree. */
import type { SigmaFilter } from '../ast/filter.ts';
import { createCollector } from '../diagnostics/collector.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Source } from '../source/source.ts';
import type { YamlMapping } from '../yaml/node.ts';
import { readFilter } from './filter-section.ts';
import { checkRequired, EMPTY_LISTS, readHeader } from './header.ts';
import { FILTER_SHAPE } from './shapes.ts';

export interface FilterResult {
  /** Undefined exactly when a diagnostic is an error. */
  readonly filter: SigmaFilter | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The filter that a document states. Its rules are not looked up: a collection does that.
 *
 * Any mistake in `logsource` or `filter` is an error, as is a missing `title`; see `loadRule`.
 */
export function loadFilter(tree: YamlMapping, source: Source): FilterResult {
  const collector = createCollector(source);
  const { diagnostics } = collector;
  const header = readHeader(tree, FILTER_SHAPE, collector);
  checkRequired(tree, FILTER_SHAPE, header, collector);
  const { attributes, custom, own } = header;
  const section = own.get('filter');
  const filter = section && readFilter(section, collector);
  const { title, logsource } = attributes;
  if (title === undefined || logsource === undefined || filter === undefined || hasErrors(diagnostics)) {
    return { filter: undefined, diagnostics };
  }
  return {
    filter: {
      kind: 'filter',
      ...EMPTY_LISTS,
      ...attributes,
      title,
      logsource,
      filter,
      custom,
      tree,
      source,
      span: tree.span,
    },
    diagnostics,
  };
}
