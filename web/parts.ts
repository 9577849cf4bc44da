/** Small pieces that several pages are made of. */
import type { RuleLevel } from '../lib/ast/rule.ts';
import type { Predicate } from '../lib/analysis/index.ts';
import type { RuleEntry } from './catalogue.ts';
import { html, joined, type Content, type Html } from './html.ts';
import { counted, grouped, LEVELS } from './order.ts';
import { scrollTable } from './scroll-table.ts';
import { techniquesOf } from './techniques.ts';

/** Values of a row that are always shown; the rest unfolds. One public rule has over four thousand in a row. */
const SHOWN_VALUES = 10;

export function levelBadge(level: RuleLevel | null): Html {
  return html`<span class="level ${level ?? 'none'}">${level ?? 'no level'}</span>`;
}

/** `windows · process_creation` */
export function logsourceText({ analysis }: RuleEntry): string {
  const { product, category, service } = analysis.header.logsource;
  return [product, category, service].filter((each) => each !== null).join(' · ') || 'any';
}

export interface RuleTable {
  readonly caption: Content;
  readonly entries: readonly RuleEntry[];
  /** See `rootOf`. */
  readonly root: string;
  readonly id?: string;
}

/** Rules, a row each. */
export function ruleTable({ caption, entries, root, id }: RuleTable): Html {
  return scrollTable({
    kind: 'rules',
    ...(id !== undefined && { id }),
    caption,
    isCaptionHidden: true,
    columns: [
      { title: 'Level', kind: 'c-level' },
      { title: 'Rule' },
      { title: 'Log source', kind: 'c-source' },
      { title: 'ATT&CK', kind: 'c-attack' },
      { title: 'Changed', kind: 'c-date' },
    ],
    groups: [entries.map((entry) => ruleRow(entry, root))],
  });
}

function ruleRow(entry: RuleEntry, root: string): Html {
  const { title, level, date, modified } = entry.analysis.header;
  return html`<tr>
    <td>${levelBadge(level)}</td>
    <th scope="row"><a href="${root}${entry.path}">${title}</a></th>
    <td>${logsourceText(entry)}</td>
    <td>${techniquesOf(entry).join(' ')}</td>
    <td>${modified ?? date}</td>
  </tr> `;
}

/** `12 high, 3 low`, the most urgent first. */
export function levelCounts(entries: readonly RuleEntry[]): string {
  const parts = [...LEVELS, null].map((level) => {
    const count = entries.filter(({ analysis }) => analysis.header.level === level).length;
    return count === 0 ? [] : [`${grouped(count)} ${level ?? 'without level'}`];
  });
  return parts.flat().join(', ');
}

/** Null is a keyword's field: the whole event. */
export function fieldCell({ field }: Predicate): Content {
  return field === null ? html`<em>anywhere</em>` : html`<code class="name">${field}</code>`;
}

/** The kind, and what changes it: `contains all cased windash`. */
export function kindCell({ kind, all, cased, negated, transforms = [] }: Predicate): Html {
  const marks = [
    ...(negated === true ? ['negated'] : []),
    ...(all === true ? ['all'] : []),
    ...(cased ? ['cased'] : []),
    ...transforms,
  ];
  return html`<span class="kind">${kind}</span
    >${marks.map((mark) => html` <span class="mark">${mark}</span>`)}`;
}

/** A list of values; long ones fold. */
export function valueList(
  values: readonly string[],
  show: (value: string, index: number) => Content = valueCode,
): Html {
  if (values.length === 0) return html`<span class="muted">none</span>`;
  const items = values.map((value, index) => html`<li>${show(value, index)}</li>`);
  // A few more than fit are not worth a fold.
  if (values.length <= SHOWN_VALUES + 2)
    return html`<ul class="values">
      ${items}
    </ul>`;
  const rest = values.length - SHOWN_VALUES;
  return html`<ul class="values">
      ${items.slice(0, SHOWN_VALUES)}
    </ul>
    <details class="more">
      <summary>${counted(rest, 'more value')}</summary>
      <ul class="values">
        ${items.slice(SHOWN_VALUES)}
      </ul>
    </details>`;
}

/** White space alone would be seen by nobody. */
export function valueCode(value: string): Html {
  if (value === '') return html`<span class="muted">empty text</span>`;
  if (value.trim() !== '') return html`<code>${value}</code>`;
  return html`<code>${value}</code> <span class="muted">${counted(value.length, 'blank')}</span>`;
}

export interface CodeBlock {
  /** For the copy button; unique on the page. */
  readonly id: string;
  /** What it is, for those who cannot see where it stands. */
  readonly label: string;
  readonly code: Content;
}

/** Code that scrolls by itself, so it has to take the focus. The script adds a copy button. */
export function codeBlock({ id, label, code }: CodeBlock): Html {
  return html`<div class="code" data-copy="${id}">
    <pre id="${id}" tabindex="0" role="region" aria-label="${label}"><code>${code}</code></pre>
  </div>`;
}

/** Terms with their descriptions; those without content are left out. */
export function definitionList(items: readonly (readonly [string, Content])[]): Html {
  const given = items.filter(
    ([, content]) => content !== null && content !== undefined && content !== false && content !== '',
  );
  return html`<dl>
    ${given.map(
      ([term, content]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${content}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Links or words with commas between them. */
export function inline(parts: readonly Content[]): readonly Content[] {
  return joined(parts, ', ');
}
