/** The pages of ATT&CK techniques: all by tactic, and one for each. */
import { attackTable } from '../../lib/analysis/attack/index.ts';
import type { Catalogue } from '../catalogue.ts';
import { html, type Html } from '../html.ts';
import { counted, grouped } from '../order.ts';
import { renderPage, rootOf, type SiteFile } from '../page.ts';
import { definitionList, inline, levelCounts, ruleTable } from '../parts.ts';
import { scrollTable } from '../scroll-table.ts';
import type { TechniqueEntry } from '../techniques.ts';

export function techniquesPage(catalogue: Catalogue): SiteFile {
  const { techniques, title } = catalogue;
  const sections = attackTable().tactics.map((tactic) => ({
    tactic,
    covered: [...techniques.values()].filter(({ technique }) => technique.tactics.includes(tactic)),
  }));
  const given = sections.filter(({ covered }) => covered.length > 0);
  const body = html`<header class="page">
      <h1>Techniques</h1>
      <p class="lead">
        ${counted(techniques.size, 'technique')} of ATT&amp;CK that the rules name in their tags.
      </p>
    </header>
    <nav class="jump" aria-label="Tactics">
      <ol>
        ${given.map(({ tactic }) => html`<li><a href="#${tactic.id.toLowerCase()}">${tactic.name}</a></li>`)}
      </ol>
    </nav>
    ${given.map(
      ({ tactic, covered }) =>
        html`<section id="${tactic.id.toLowerCase()}" aria-labelledby="${tactic.id.toLowerCase()}-title">
          <h2 id="${tactic.id.toLowerCase()}-title">
            ${tactic.name} <span class="muted">${tactic.id}</span>
          </h2>
          ${techniqueTable(covered, `Techniques of ${tactic.name}`)}
        </section> `,
    )}`;
  return renderPage({ path: 'techniques.html', title: 'Techniques', section: 'techniques', body }, title);
}

function techniqueTable(covered: readonly TechniqueEntry[], caption: string, root = ''): Html {
  return scrollTable({
    kind: 'techniques',
    caption,
    isCaptionHidden: true,
    columns: [
      { title: 'Technique' },
      { title: 'Name' },
      { title: 'Rules', kind: 'number' },
      { title: 'Levels' },
    ],
    groups: [
      covered.map(
        ({ technique, title, path, rules }) =>
          html`<tr>
            <td><a href="${root}${path}">${technique.id}</a></td>
            <th scope="row">${title}</th>
            <td class="number">${grouped(rules.length)}</td>
            <td>${levelCounts(rules)}</td>
          </tr> `,
      ),
    ],
  });
}

export function techniquePage(entry: TechniqueEntry, catalogue: Catalogue): SiteFile {
  const { technique, title, path, rules, refinements } = entry;
  const { id, tactics, parent } = technique;
  const root = rootOf(path);
  const subs = refinements.flatMap((each) => catalogue.techniques.get(each) ?? []);
  const parentPath = parent && catalogue.techniques.get(parent.id)?.path;
  const address = `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`;
  const body = html`<header class="page">
      <p class="eyebrow">
        ${inline(tactics.map(({ id: tactic, name }) => html`<a href="${root}techniques.html#${tactic.toLowerCase()}">${name}</a>`))}
      </p>
      <h1><span class="muted">${id}</span> ${title}</h1>
    </header>
    ${definitionList([
      ['Rules', rules.length === 0 ? 'none of its own' : `${grouped(rules.length)}: ${levelCounts(rules)}`],
      [
        'Refines',
        parent !== undefined &&
          parentPath !== undefined &&
          html`<a href="${root}${parentPath}">${parent.id} ${parent.name}</a>`,
      ],
      ['Described at', html`<a href="${address}" rel="noopener noreferrer external">${address}</a>`],
    ])}
    ${
      subs.length > 0 &&
      html`<section aria-labelledby="subs">
        <h2 id="subs">Sub-techniques</h2>
        ${techniqueTable(subs, `Sub-techniques of ${id}`, root)}
      </section>`
    }
    ${
      rules.length > 0 &&
      html`<section aria-labelledby="rules-title">
        <h2 id="rules-title">Rules</h2>
        ${ruleTable({ caption: `Rules for ${id}`, entries: rules, root })}
      </section>`
    }`;
  return renderPage({ path, title: `${id} ${title}`, section: 'techniques', body }, catalogue.title);
}
