/** Of a rule's page: stages with their predicates, what the rule leaves out, and what it looks for. */
import type { Indicator, Predicate, SearchStage } from '../../lib/analysis/index.ts';
import { rowKey, valueKey } from '../../lib/analysis/keys.ts';
import type { Catalogue, RuleEntry } from '../catalogue.ts';
import { html, type Content, type Html } from '../html.ts';
import { counted, grouped } from '../order.ts';
import { codeBlock, fieldCell, kindCell, valueCode, valueList } from '../parts.ts';
import { scrollTable, type Column } from '../scroll-table.ts';
import type { RuleSection } from './rule.ts';

/** A search with more lines than this is folded: its predicates say the same. */
const MAX_OPEN_LINES = 40;

export function stagesSection({ analysis }: RuleEntry): RuleSection {
  const body = html`<ol class="stages" start="0">
    ${analysis.stages.map((stage) =>
      stage.kind === 'condition'
        ? html`<li class="stage">
            <h3><span class="number">0</span> condition</h3>
            ${codeBlock({ id: 'stage-0', label: 'The condition', code: stage.yaml })}
          </li>`
        : searchStage(stage),
    )}
  </ol>`;
  return { id: 'stages', title: 'Stages', body };
}

function searchStage({ stage, search, polarity, yaml, predicates }: SearchStage): Html {
  const code = codeBlock({ id: `stage-${stage}`, label: `${search} as YAML`, code: yaml });
  const lines = yaml.split('\n').length;
  return html`<li class="stage">
    <h3>
      <span class="number">${stage}</span>
      ${polarity === 'negative' && html`<span class="not">not</span> `}${search}${polarity === 'both' && html` <span class="mark">used and negated</span>`}
    </h3>
    <div class="pair">
      ${
        lines > MAX_OPEN_LINES
          ? html`<details class="more">
              <summary>YAML, ${counted(lines, 'line')}</summary>
              ${code}
            </details>`
          : code
      }
      ${predicates.length > 0 && predicateTable(predicates, `Predicates of ${search}`)}
    </div>
  </li>`;
}

function predicateTable(predicates: readonly Predicate[], caption: string): Html {
  const hasMaps = predicates.some(({ alternative }) => alternative !== undefined);
  return scrollTable({
    kind: 'predicates',
    caption,
    isCaptionHidden: true,
    columns: [hasMaps && { title: 'Any of' }, ...PREDICATE_COLUMNS],
    groups: [
      predicates.map(
        (predicate) =>
          html`<tr>
            ${hasMaps && html`<td>${predicate.alternative}</td>`}${predicateCells(predicate)}
          </tr>`,
      ),
    ],
  });
}

const PREDICATE_COLUMNS: readonly Column[] = [
  { title: 'Field', kind: 'c-field' },
  { title: 'Kind', kind: 'c-kind' },
  { title: 'Values' },
];

function predicateCells(predicate: Predicate): Html {
  return html`<td>${fieldCell(predicate)}</td>
    <td>${kindCell(predicate)}</td>
    <td>${valueList(predicate.values)}</td>`;
}

export function exclusionsSection({ analysis }: RuleEntry): RuleSection | undefined {
  const { exclusions } = analysis;
  if (exclusions.length === 0) return undefined;
  const table = scrollTable({
    kind: 'exclusions',
    caption: 'Exclusions by filter',
    isCaptionHidden: true,
    columns: [{ title: 'Filter' }, ...PREDICATE_COLUMNS],
    groups: exclusions.map(({ filter, predicates }) =>
      predicates.map(
        (predicate, index) =>
          html`<tr>
            ${index === 0 && html`<th scope="rowgroup" rowspan="${predicates.length}">${filter}</th>`}${predicateCells(predicate)}
          </tr>`,
      ),
    ),
  });
  const body = html`<p class="note">What the rule leaves out, whatever else matches.</p>
    ${table}`;
  return { id: 'exclusions', title: 'Exclusions', body };
}

export function indicatorsSection(
  { analysis }: RuleEntry,
  catalogue: Catalogue,
  root: string,
): RuleSection | undefined {
  const { indicators } = analysis;
  if (indicators.length === 0) return undefined;
  const link = linkFor(catalogue, root);
  const table = scrollTable({
    kind: 'indicators',
    caption: 'Indicators with their count in the catalogue',
    isCaptionHidden: true,
    columns: [...PREDICATE_COLUMNS, { title: 'Other rules', kind: 'number' }],
    groups: [
      indicators.map(
        (indicator) =>
          html`<tr>
            <td>${fieldCell(indicator)}</td>
            <td>${kindCell(indicator)}</td>
            <td>${countedValues(indicator, link)}</td>
            <td class="number">${link(rowKey(indicator), indicator.corpus)}</td>
          </tr>`,
      ),
    ],
  });
  const body = html`<p class="note">
      What the rule looks for, and how many other rules look for the same. Blank: only this one.
    </p>
    ${table}`;
  return { id: 'indicators', title: 'Indicators', body };
}

type CountLink = (key: string, count: number | null | undefined) => Content;

/** The count as a link to the page of what is counted; nothing for none. */
function linkFor({ indicators }: Catalogue, root: string): CountLink {
  return (key, count) => {
    if (count === null || count === undefined || count === 0) return undefined;
    const path = indicators.get(key)?.path;
    const text = grouped(count);
    return path === undefined
      ? text
      : html`<a href="${root}${path}" aria-label="${counted(count, 'other rule')}">${text}</a>`;
  };
}

/** In a list each value has its own count; a value alone is the row. */
function countedValues(indicator: Indicator, link: CountLink): Html {
  const { values, corpusByValue } = indicator;
  if (corpusByValue === undefined || values.length < 2) return valueList(values);
  return valueList(values, (value, index) => {
    const count = link(valueKey(indicator, value), corpusByValue[index]);
    return count === undefined
      ? valueCode(value)
      : html`${valueCode(value)} <span class="count">${count}</span>`;
  });
}
