/** The pages of what rules have in common: all by field, and one for each value or list. */
import type { Catalogue } from '../catalogue.ts';
import { html, type Content, type Html } from '../html.ts';
import type { SharedIndicator } from '../indicators.ts';
import { compareTexts, counted, grouped } from '../order.ts';
import { renderPage, rootOf, type SiteFile } from '../page.ts';
import {
  definitionList,
  fieldCell,
  kindCell,
  levelCounts,
  ruleTable,
  valueCode,
  valueList,
} from '../parts.ts';
import { scrollTable } from '../scroll-table.ts';
import { slug } from '../names.ts';

/** Rows that stand on top of the overview, before the sections of fields. */
const SHOWN_MOST = 25;

/** Of a list, the overview shows the beginning; its page has all. */
const SHOWN_OF_LIST = 4;

interface FieldGroup {
  readonly field: string | null;
  readonly indicators: readonly SharedIndicator[];
}

export function indicatorsPage(catalogue: Catalogue): SiteFile {
  const { indicators, title } = catalogue;
  const all = [...indicators.values()].sort(bySharing);
  const body = html`<header class="page">
      <h1>Indicators</h1>
      <p class="lead">
        ${counted(all.length, 'value or list', 'values and lists')} that at least two rules look for.
      </p>
    </header>
    ${
      all.length > 0 &&
      html`<section aria-labelledby="most">
          <h2 id="most">Most shared</h2>
          ${sharedTable(all.slice(0, SHOWN_MOST), 'The most shared indicators', true)}
        </section>
        <section aria-labelledby="fields">
          <h2 id="fields">By field</h2>
          ${groupByField(all).map(fieldSection)}
        </section>`
    }`;
  return renderPage({ path: 'indicators.html', title: 'Indicators', section: 'indicators', body }, title);
}

/** The one that most rules have first. */
function bySharing(a: SharedIndicator, b: SharedIndicator): number {
  return rulesOf(b) - rulesOf(a) || compareTexts(a.path, b.path);
}

/** The field with the most indicators first; in it, the order of the list. */
function groupByField(indicators: readonly SharedIndicator[]): readonly FieldGroup[] {
  const groups = new Map<string | null, SharedIndicator[]>();
  for (const indicator of indicators) {
    const group = groups.get(indicator.predicate.field);
    if (group === undefined) groups.set(indicator.predicate.field, [indicator]);
    else group.push(indicator);
  }
  return [...groups]
    .map(([field, members]) => ({ field, indicators: members }))
    .sort((a, b) => b.indicators.length - a.indicators.length || compareTexts(a.field ?? '', b.field ?? ''));
}

function rulesOf({ alone, listed }: SharedIndicator): number {
  return alone.length + listed.length;
}

function fieldSection({ field, indicators }: FieldGroup): Html {
  const name = field ?? 'anywhere in the event';
  return html`<details class="field">
    <summary>
      <h3>${name}</h3>
      <span class="muted">${grouped(indicators.length)}</span>
    </summary>
    ${sharedTable(indicators, `Shared indicators of ${name}`, false)}
  </details> `;
}

function sharedTable(indicators: readonly SharedIndicator[], caption: string, withField: boolean): Html {
  return scrollTable({
    kind: 'shared',
    caption,
    isCaptionHidden: true,
    columns: [
      { title: 'Rules', kind: 'number' },
      withField && { title: 'Field' },
      { title: 'Kind' },
      { title: 'Value' },
    ],
    groups: [
      indicators.map(
        (indicator) =>
          html`<tr>
            <td class="number">${grouped(rulesOf(indicator))}</td>
            ${withField && html`<td>${fieldCell(indicator.predicate)}</td>`}
            <td>${kindCell(indicator.predicate)}</td>
            <td><a href="${indicator.path}">${valuesLabel(indicator)}</a></td>
          </tr> `,
      ),
    ],
  });
}

function valuesLabel({ predicate: { values, kind } }: SharedIndicator): Content {
  if (values.length === 0) return kind;
  const rest = values.length - SHOWN_OF_LIST;
  return [
    values.slice(0, SHOWN_OF_LIST).map((value, index) => [index > 0 && ', ', valueCode(value)]),
    rest > 0 && ` and ${grouped(rest)} more`,
  ];
}

export function indicatorPage(indicator: SharedIndicator, catalogue: Catalogue): SiteFile {
  const { predicate, path, alone, listed } = indicator;
  const { field, kind, values } = predicate;
  const root = rootOf(path);
  const all = [...alone, ...listed];
  const heading =
    `${field ?? 'Anywhere'} ${kind} ${values.length > 1 ? `any of ${values.length} values` : ''}`.trim();
  const isList = values.length > 1;
  const body = html`<header class="page">
      <p class="eyebrow"><a href="${root}indicators.html">Shared indicators</a></p>
      <h1>
        ${fieldCell(predicate)} ${kindCell(predicate)}
        ${isList ? counted(values.length, 'value') : values.map(valueCode)}
      </h1>
    </header>
    ${definitionList([
      ['Values', isList && valueList(values)],
      ['Rules', `${grouped(all.length)}: ${levelCounts(all)}`],
    ])}
    ${ruleSection('alone', isList ? 'Rules that look for this list' : 'Rules that look for it alone', alone, root)}
    ${ruleSection('listed', 'Rules that have it in a list', listed, root)}`;
  return renderPage(
    { path, title: isList ? heading : `${heading} ${values[0] ?? ''}`, section: 'indicators', body },
    catalogue.title,
  );
}

function ruleSection(id: string, title: string, entries: SharedIndicator['alone'], root: string): Content {
  return (
    entries.length > 0 &&
    html`<section aria-labelledby="${slug(id)}">
      <h2 id="${slug(id)}">${title} <span class="muted">${grouped(entries.length)}</span></h2>
      ${ruleTable({ caption: title, entries, root })}
    </section>`
  );
}
