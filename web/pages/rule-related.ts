/** Of a rule's page: the rules it names as related, those of which something is proved, and those that look for the same. */
import type { Catalogue, RuleEntry } from '../catalogue.ts';
import type { RuleRelation } from '../../lib/analysis/index.ts';
import { rowKey } from '../../lib/analysis/keys.ts';
import { html, type Content, type Html } from '../html.ts';
import { compareTexts, counted } from '../order.ts';
import { levelBadge } from '../parts.ts';
import type { RuleSection } from './rule.ts';

/** The closest rules; the pages of the indicators have all of them, and of those that are proved the rest unfolds. */
const MAX_NEIGHBOURS = 10;

export function relatedSection(
  entry: RuleEntry,
  catalogue: Catalogue,
  root: string,
): RuleSection | undefined {
  const { related } = entry.analysis.header;
  const proved = catalogue.relationsOf(entry.rule);
  const neighbours = neighboursOf(entry, catalogue);
  if (related.length === 0 && proved.length === 0 && neighbours.length === 0) return undefined;
  const body = [
    related.length > 0 &&
      html`<h3>Named by the rule</h3>
        <ul class="plain">
          ${related.map(({ type, id, title }) => html`<li><span class="mark">${type}</span> ${relatedLink(id, title, catalogue, root)}</li>`)}
        </ul>`,
    proved.length > 0 &&
      html`<h3>Proved of what they match</h3>
        ${folded(proved.map(({ relation, other }) => provedItem(RELATIONS[relation], other, root)))}`,
    neighbours.length > 0 &&
      html`<h3>Share indicators</h3>
        <ul class="plain">
          ${neighbours.map((each) => neighbourItem(each, root))}
        </ul>`,
  ];
  return { id: 'related', title: 'Related rules', body };
}

function relatedLink(id: string, title: string | null, catalogue: Catalogue, root: string): Content {
  const rule = catalogue.corpus.ruleWithId(id);
  const entry = rule && catalogue.entryOf(rule);
  if (entry === undefined) return html`<code>${id}</code> <span class="muted">not in this catalogue</span>`;
  return html`<a href="${root}${entry.path}">${title}</a>`;
}

const RELATIONS: Readonly<Record<RuleRelation, string>> = {
  same: 'matches the same',
  narrower: 'matches all that this rule does',
  wider: 'matches only what this rule does',
};

function provedItem(what: string, { path, analysis }: RuleEntry, root: string): Html {
  const { title, level } = analysis.header;
  return html`<li>
    ${levelBadge(level)} <a href="${root}${path}">${title}</a> <span class="mark">${what}</span>
  </li>`;
}

/** A list whose end unfolds where it is long. */
function folded(items: readonly Html[]): Html {
  const rest = items.slice(MAX_NEIGHBOURS);
  return html`<ul class="plain">
      ${items.slice(0, MAX_NEIGHBOURS)}
    </ul>
    ${
      rest.length > 0 &&
      html`<details class="more">
        <summary>${counted(rest.length, 'more rule')}</summary>
        <ul class="plain">
          ${rest}
        </ul>
      </details>`
    }`;
}

interface Neighbour {
  readonly entry: RuleEntry;
  readonly shared: number;
  readonly weight: number;
}

function neighbourItem({ entry, shared }: Neighbour, root: string): Html {
  const { title, level } = entry.analysis.header;
  return html`<li>
    ${levelBadge(level)} <a href="${root}${entry.path}">${title}</a>
    <span class="muted">${counted(shared, 'indicator')}</span>
  </li>`;
}

/** A row that few rules have says more about their kinship than one that hundreds have. */
function neighboursOf(entry: RuleEntry, { indicators }: Catalogue): readonly Neighbour[] {
  const found = new Map<RuleEntry, { entry: RuleEntry; shared: number; weight: number }>();
  for (const indicator of entry.analysis.indicators) {
    const alone = indicators.get(rowKey(indicator))?.alone ?? [];
    for (const other of alone) {
      if (other === entry) continue;
      const neighbour = found.get(other) ?? { entry: other, shared: 0, weight: 0 };
      neighbour.shared += 1;
      neighbour.weight += 1 / alone.length;
      found.set(other, neighbour);
    }
  }
  return [...found.values()]
    .sort((a, b) => b.weight - a.weight || compareTexts(a.entry.path, b.entry.path))
    .slice(0, MAX_NEIGHBOURS);
}
