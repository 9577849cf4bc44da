/** The frame of every page: what it may load, where it leads, and what all pages say at their end. */
import { ATTACK_VERSION } from '../lib/analysis/attack/index.ts';
import { html, markupOf, type Content, type Html } from './html.ts';

/** A file of the site; the path is from the site's folder. */
export interface SiteFile {
  readonly path: string;
  readonly text: string;
}

export interface Page {
  readonly path: string;
  readonly title: string;
  readonly section: Section;
  readonly body: Content;
  /** Scripts of the site besides `site.js`, from its folder; loaded before it. */
  readonly scripts?: readonly string[];
}

export type Section = 'rules' | 'techniques' | 'indicators';

const SECTIONS: readonly (readonly [Section, string, string])[] = [
  ['rules', 'Rules', 'index.html'],
  ['techniques', 'Techniques', 'techniques.html'],
  ['indicators', 'Indicators', 'indicators.html'],
];

/**
 * Files of the site's own folder and nothing else: no other host, no inline script or style, no frames, no forms. A
 * text of a rule that got past the escaping could still not run.
 */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/** The way from a page back to the site's folder: empty, or `../`. */
export function rootOf(path: string): string {
  return '../'.repeat(path.split('/').length - 1);
}

/** @param siteTitle - Stands above every page. */
export function renderPage(page: Page, siteTitle: string): SiteFile {
  const { path, title, section, body, scripts = [] } = page;
  const root = rootOf(path);
  const isStart = path === 'index.html';
  const markup = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${isStart ? siteTitle : `${title} · ${siteTitle}`}</title>
        <link rel="icon" href="${root}assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="${root}assets/site.css" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="site">
          <a class="brand" href="${root}index.html">${siteTitle}</a>
          <nav aria-label="Site">${SECTIONS.map((each) => sectionLink(each, section, root))}</nav>
        </header>
        <main id="main" tabindex="-1">${body}</main>
        <footer class="site">
          <p>
            Written by sigmaq. ATT&amp;CK ${ATTACK_VERSION} names: © 2026 The MITRE Corporation. This work is
            reproduced and distributed with the permission of The MITRE Corporation.
          </p>
        </footer>
        ${[...scripts, 'assets/site.js'].map((script) => html`<script src="${root}${script}"></script>`)}
      </body>
    </html> `;
  return { path, text: markupOf(markup) };
}

function sectionLink([name, label, target]: (typeof SECTIONS)[number], current: Section, root: string): Html {
  return name === current
    ? html`<a href="${root}${target}" aria-current="true">${label}</a>`
    : html`<a href="${root}${target}">${label}</a>`;
}
