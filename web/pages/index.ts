/** The start page: every rule in a table that needs no script, with search and facets for those who have one. */
import type { Catalogue } from '../catalogue.ts';
import { facetsOf, type Facet } from '../facets.ts';
import { html, type Html } from '../html.ts';
import { counted, grouped } from '../order.ts';
import { renderPage, type SiteFile } from '../page.ts';
import { ruleTable } from '../parts.ts';
import { searchData } from '../search-data.ts';

/** Facets with more choices start folded. */
const MAX_OPEN_CHOICES = 20;

/** The page and its data. */
export function indexPages(catalogue: Catalogue): readonly SiteFile[] {
  const { entries, title } = catalogue;
  const facets = facetsOf(entries);
  const body = html`<div class="index">
    <header class="page">
      <h1>Rules</h1>
      <search class="scripted">
        <label for="query">Search titles, techniques and indicators</label>
        <div class="query-row">
          <input
            id="query"
            type="search"
            autocomplete="off"
            spellcheck="false"
            placeholder="kerberos, T1059.001, rundll32.exe …"
          /><button type="button" id="clear">Clear</button>
        </div>
      </search>
      <p class="note unscripted">Search and filters need JavaScript. All rules are listed below.</p>
    </header>
    <details class="facets scripted" id="facets" open>
      <summary>Filters</summary>
      ${facets.map(facetGroup)}
    </details>
    <section class="results" aria-labelledby="count">
      <div class="results-head">
        <p id="count" role="status">${counted(entries.length, 'rule')}</p>
        <p class="scripted">
          <label for="order">Order</label>
          <select id="order">
            <option value="closest">best match, then title</option>
            <option value="level">level</option>
            <option value="changed">last change</option>
          </select>
        </p>
      </div>
      ${ruleTable({ caption: 'Rules by title', entries, root: '', id: 'rules' })}
    </section>
  </div>`;
  return [
    renderPage(
      {
        path: 'index.html',
        title: 'Rules',
        section: 'rules',
        body,
        scripts: ['assets/data.js', 'assets/search.js'],
      },
      title,
    ),
    searchData(catalogue, facets),
  ];
}

function facetGroup({ name, title, choices }: Facet): Html {
  const boxes = choices.map(
    ({ label, count }, place) =>
      html`<label
        ><input type="checkbox" name="${name}" value="${place}" /> <span class="label">${label}</span>
        <span class="count">${grouped(count)}</span></label
      > `,
  );
  return html`<details class="facet" ${choices.length <= MAX_OPEN_CHOICES && html` open`}>
    <summary>${title}</summary>
    <fieldset>
      <legend class="hidden">${title}</legend>
      ${boxes}
    </fieldset>
  </details> `;
}
