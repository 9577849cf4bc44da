/** The page of a rule: everything its analysis gives, its queries, and the rule itself. */
import { locate } from '../../lib/source/locate.ts';
import type { Catalogue, RuleEntry } from '../catalogue.ts';
import { html, type Content, type Html } from '../html.ts';
import { renderPage, rootOf, type SiteFile } from '../page.ts';
import { codeBlock, definitionList, levelBadge, logsourceText } from '../parts.ts';
import type { SiteTarget } from '../targets.ts';
import { coverageSection } from './rule-coverage.ts';
import { exclusionsSection, indicatorsSection, stagesSection } from './rule-detection.ts';
import { filtersSection } from './rule-filters.ts';
import { queriesSection } from './rule-queries.ts';
import { relatedSection } from './rule-related.ts';

/** A part of the page. What has no content is neither shown nor listed. */
export interface RuleSection {
  readonly id: string;
  readonly title: string;
  readonly body: Content;
}

export function rulePage(entry: RuleEntry, catalogue: Catalogue, targets: readonly SiteTarget[]): SiteFile {
  const root = rootOf(entry.path);
  const sections = [
    coverageSection(entry, catalogue, root),
    logicSection(entry),
    stagesSection(entry),
    exclusionsSection(entry),
    filtersSection(entry, catalogue),
    indicatorsSection(entry, catalogue, root),
    queriesSection(entry, targets),
    relatedSection(entry, catalogue, root),
    sourceSection(entry, catalogue),
  ].filter((section) => section !== undefined);
  const { header } = entry.analysis;
  const body = html`<article class="rule">
    <header class="page">
      <h1>${header.title}</h1>
      <p class="badges">
        ${levelBadge(header.level)}${header.status !== null && html`<span class="badge">${header.status}</span>`}<span
          class="badge"
          >${logsourceText(entry)}</span
        >
      </p>
      ${header.description !== null && html`<p class="lead description">${header.description}</p>`}
    </header>
    <nav class="toc" aria-label="On this page">
      <ol>
        ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
      </ol>
    </nav>
    <div class="sections">
      ${aboutOf(entry)}
      ${sections.map(
        ({ id, title, body: content }) =>
          html`<section id="${id}" aria-labelledby="${id}-title">
            <h2 id="${id}-title">${title}</h2>
            ${content}
          </section> `,
      )}
    </div>
  </article>`;
  return renderPage({ path: entry.path, title: header.title, section: 'rules', body }, catalogue.title);
}

function aboutOf({ analysis, file }: RuleEntry): Html {
  const { id, name, author, date, modified, license, references, falsePositives, logsource } =
    analysis.header;
  return html`<section class="about" aria-label="About the rule">
    ${definitionList([
      ['Id', id !== null && html`<code>${id}</code>`],
      ['Name', name],
      ['Author', author],
      ['Written', date],
      ['Changed', modified !== date && modified],
      ['Licence', license],
      ['File', html`<code>${file}</code>`],
      ['Log source needs', logsource.definition],
      ['False positives', listOf(falsePositives)],
      ['References', listOf(references.map(referenceLink))],
    ])}
  </section>`;
}

function listOf(items: readonly Content[]): Content {
  return (
    items.length > 0 &&
    html`<ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>`
  );
}

/** Only addresses of the web are links: a rule may write anything there, `javascript:` among it. */
function referenceLink(reference: string): Content {
  return /^https?:\/\/[^\s]+$/i.test(reference)
    ? html`<a href="${reference}" rel="noopener noreferrer external">${reference}</a>`
    : reference;
}

function logicSection({ analysis }: RuleEntry): RuleSection {
  const { conditions, fields, keywords, unused } = analysis.logic;
  const body = html`${conditions.map(
    ({ text, sentence, normalForm }) =>
      html`<p class="sentence">${sentence}.</p>
        ${definitionList([
          ['Condition', html`<code>${text}</code>`],
          ['Normal form', normalForm !== text && html`<code>${normalForm}</code>`],
        ])}`,
  )}
  ${definitionList([
    [
      'Fields',
      html`${fields.map((field) => html`<code class="chip">${field}</code> `)}${keywords && html`<em>the whole event, for keywords</em>`}`,
    ],
    [
      'Not used by the condition',
      unused.length > 0 && unused.map((name) => html`<code class="chip">${name}</code> `),
    ],
  ])}`;
  return { id: 'logic', title: 'Logic', body };
}

/**
 * The file, with a place for each line, which messages lead to. Of a file with several rules, this one; the comments
 * around it may be anybody's.
 */
function sourceSection({ rule }: RuleEntry, catalogue: Catalogue): RuleSection {
  const { source, span } = rule;
  const isOnly = catalogue.countIn(source) === 1;
  const start = isOnly ? 0 : span.start;
  const text = source.text.slice(start, isOnly ? undefined : span.end);
  const first = locate(source, start).line;
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .map((line, index) => ({ line, number: first + index }));
  while (lines.at(-1)?.line.trim() === '') lines.pop();
  const code = lines.map(
    ({ line, number }) =>
      html`<span class="line" id="L${number}" data-line="${number}">${line}${'\n'}</span>`,
  );
  return {
    id: 'source',
    title: 'Sigma rule',
    body: codeBlock({ id: 'source-yaml', label: 'The rule as YAML', code }),
  };
}
