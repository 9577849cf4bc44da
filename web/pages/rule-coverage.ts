/** Of a rule's page: ATT&CK techniques, other tags, and the events that the rule can match. */
import type { EventCoverage, TechniqueCoverage } from '../../lib/analysis/index.ts';
import { techniqueTitle } from '../../lib/analysis/index.ts';
import type { Catalogue, RuleEntry } from '../catalogue.ts';
import { html, type Content, type Html } from '../html.ts';
import { inline } from '../parts.ts';
import { scrollTable } from '../scroll-table.ts';
import type { RuleSection } from './rule.ts';

export function coverageSection(
  entry: RuleEntry,
  catalogue: Catalogue,
  root: string,
): RuleSection | undefined {
  const { attack, events } = entry.analysis;
  const parts = [
    attack.tactics.length > 0 && attackTableOf(entry, catalogue, root),
    attack.other.length > 0 &&
      html`<p class="tags">
        <span class="term">Other tags</span>
        ${attack.other.map(({ namespace, value }) => html`<code class="chip">${namespace === '' ? value : `${namespace}.${value}`}</code> `)}
      </p>`,
    events.length > 0 && eventTable(events),
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : { id: 'coverage', title: 'Coverage', body: parts };
}

function attackTableOf({ analysis }: RuleEntry, catalogue: Catalogue, root: string): Html {
  const { version, tactics } = analysis.attack;
  return scrollTable({
    caption: `ATT&CK ${version}`,
    columns: [{ title: 'Tactic' }, { title: 'Techniques' }],
    groups: [
      tactics.map(
        ({ id, name, implied, techniques }) =>
          html`<tr>
            <th scope="row">
              ${name} <span class="muted">${id}${implied && ', implied by the technique'}</span>
            </th>
            <td>${techniqueList(techniques, catalogue, root)}</td>
          </tr>`,
      ),
    ],
  });
}

function techniqueList(techniques: readonly TechniqueCoverage[], catalogue: Catalogue, root: string): Html {
  if (techniques.length === 0) return html`<span class="muted">no technique named</span>`;
  return html`<ul class="plain">
    ${techniques.map((technique) => {
      const path = catalogue.techniques.get(technique.id)?.path;
      const label = html`${technique.id} ${techniqueTitle(technique)}`;
      return html`<li>${path === undefined ? label : html`<a href="${root}${path}">${label}</a>`}</li>`;
    })}
  </ul>`;
}

function eventTable(events: readonly EventCoverage[]): Html {
  return scrollTable({
    caption: 'Events',
    columns: ['Provider', 'Event ID', 'Event', 'Channel', 'Needs'].map((title) => ({ title })),
    groups: [
      events.map(
        (event) =>
          html`<tr>
            <td>${event.name ?? 'any'}</td>
            <td>${event.eventId ?? 'any'}</td>
            <td>${event.title ?? html`<span class="muted">not narrowed</span>`}${whereOf(event)}</td>
            <td>${event.channel}</td>
            <td>${inline(event.requires)}</td>
          </tr>`,
      ),
    ],
  });
}

function whereOf({ where = {} }: EventCoverage): Content {
  return Object.entries(where).map(
    ([field, values]) =>
      html`<br /><span class="muted"
          >where <code>${field}</code> is ${inline(values.map((value) => html`<code>${value}</code>`))}</span
        >`,
  );
}
