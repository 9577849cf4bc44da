/** Of a rule's page: the filters that narrow it, which its queries have in them and its file has not. */
import type { SigmaFilter } from '../../lib/ast/filter.ts';
import type { Catalogue, RuleEntry } from '../catalogue.ts';
import { html, type Html } from '../html.ts';
import { codeBlock, definitionList } from '../parts.ts';
import type { RuleSection } from './rule.ts';

export function filtersSection({ rule }: RuleEntry, catalogue: Catalogue): RuleSection | undefined {
  const { filters = [] } = rule;
  if (filters.length === 0) return undefined;
  const body = html`<p class="note">
      What narrows the rule beside its file: each match has to fulfil the condition of every filter.
    </p>
    ${filters.map((filter, index) => filterPart(filter, `filter-${index + 1}`, catalogue))}`;
  return { id: 'filters', title: 'Filters', body };
}

function filterPart(filter: SigmaFilter, id: string, catalogue: Catalogue): Html {
  const { title, description, author, source, span } = filter;
  const isForAll = filter.filter.rules === 'any';
  return html`<h3>${title}</h3>
    ${definitionList([
      ['Description', description],
      ['Id', filter.id !== undefined && html`<code>${filter.id}</code>`],
      ['Author', author],
      ['File', html`<code>${catalogue.fileOf(filter)}</code>`],
      ['Applies to', isForAll ? 'every rule of its log source' : 'rules that it names'],
    ])}
    ${codeBlock({
      id,
      label: `The filter ${title} as YAML`,
      code: source.text.slice(span.start, span.end).trimEnd(),
    })}`;
}
