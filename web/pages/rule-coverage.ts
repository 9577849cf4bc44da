/** Of a rule's page: ATT&CK techniques, other tags, and the events that the rule can match. */
import type { EventCoverage } from '../../lib/analysis/index.ts';
import { techniqueTitle } from '../../lib/analysis/index.ts';
import type { Catalogue, RuleEntry } from '../catalogue.ts';
import { html, type Content, type Html } from '../html.ts';
import { inline } from '../parts.ts';
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
  return html`<div class="scroll">
    <table>
      <caption>
        ATT&amp;CK ${version}
      </caption>
      <thead>
        <tr>
          <th scope="col">Tactic</th>
          <th scope="col">Techniques</th>
        </tr>
      </thead>
      <tbody>
        ${tactics.map(
          ({ id, name, implied, techniques }) =>
            html`<tr>
              <th scope="row">
                ${name} <span class="muted">${id}${implied && ', implied by the technique'}</span>
              </th>
              <td>
                ${
                  techniques.length === 0
                    ? html`<span class="muted">no technique named</span>`
                    : html`<ul class="plain">
                        ${techniques.map((technique) => {
                          const path = catalogue.techniques.get(technique.id)?.path;
                          const label = html`${technique.id} ${techniqueTitle(technique)}`;
                          return html`<li>
                            ${path === undefined ? label : html`<a href="${root}${path}">${label}</a>`}
                          </li>`;
                        })}
                      </ul>`
                }
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function eventTable(events: readonly EventCoverage[]): Html {
  return html`<div class="scroll">
    <table>
      <caption>
        Events
      </caption>
      <thead>
        <tr>
          <th scope="col">Provider</th>
          <th scope="col">Event ID</th>
          <th scope="col">Event</th>
          <th scope="col">Channel</th>
          <th scope="col">Needs</th>
        </tr>
      </thead>
      <tbody>
        ${events.map(
          (event) =>
            html`<tr>
              <td>${event.name ?? 'any'}</td>
              <td>${event.eventId ?? 'any'}</td>
              <td>${event.title ?? html`<span class="muted">not narrowed</span>`}${whereOf(event)}</td>
              <td>${event.channel}</td>
              <td>${inline(event.requires)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function whereOf({ where = {} }: EventCoverage): Content {
  return Object.entries(where).map(
    ([field, values]) =>
      html`<br /><span class="muted"
          >where <code>${field}</code> is ${inline(values.map((value) => html`<code>${value}</code>`))}</span
        >`,
  );
}
