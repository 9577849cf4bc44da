/** The catalogue site as files: pages that need no server, no network and, but for the search, no script. */
import type { SigmaRule } from '../lib/ast/rule.ts';
import { createCatalogue, type CatalogueOptions } from './catalogue.ts';
import { indexPages } from './pages/index.ts';
import { indicatorPage, indicatorsPage } from './pages/indicators.ts';
import { rulePage } from './pages/rule.ts';
import { techniquePage, techniquesPage } from './pages/techniques.ts';
import type { SiteFile } from './page.ts';
import type { SiteTarget } from './targets.ts';

export type { SiteFile } from './page.ts';
export type { SiteTarget } from './targets.ts';

export interface SiteOptions extends CatalogueOptions {
  /** What the pages of rules show queries for. */
  readonly targets: readonly SiteTarget[];
}

/** Files that stand in `assets/` beside this module and belong into the site as they are. */
export const ASSETS: readonly string[] = ['icon.svg', 'search.js', 'site.css', 'site.js'];

/**
 * The pages of the site, made one by one as they are asked for: thousands of rules would fill the memory. The same
 * rules give the same bytes.
 */
export function* renderSite(rules: readonly SigmaRule[], options: SiteOptions): Generator<SiteFile> {
  const catalogue = createCatalogue(rules, options);
  yield* indexPages(catalogue);
  yield techniquesPage(catalogue);
  yield indicatorsPage(catalogue);
  for (const entry of catalogue.entries) yield rulePage(entry, catalogue, options.targets);
  for (const entry of catalogue.techniques.values()) yield techniquePage(entry, catalogue);
  for (const indicator of catalogue.indicators.values()) yield indicatorPage(indicator, catalogue);
}
