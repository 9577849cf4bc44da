/** What the scripts of the site leave for each other. Scripts of one page have no other way: modules need a server. */

/** As `web/search-data.ts` packs it. */
interface SearchData {
  readonly facets: Readonly<Record<string, string>>;
  readonly words: string;
  readonly postings: string;
  readonly names: Readonly<Record<string, string>>;
}

/** A rule as the table of the index shows it. */
interface SearchRow {
  readonly title: string;
  readonly path: string;
  readonly source: string;
  readonly techniques: readonly string[];
}

interface SearchHit {
  /** In the table, from 0. */
  readonly place: number;
  /** The lower, the closer. */
  readonly rank: number;
  /** What was found where the row does not show it. */
  readonly why: readonly string[];
}

interface SearchIndex {
  /** Rules in which every word is found, the closest first. */
  find(text: string): readonly SearchHit[];
  /** By facet: for each rule, the places of its choices. */
  readonly facets: ReadonlyMap<string, readonly (readonly number[])[]>;
}

declare const sigmaqData: SearchData;
declare const sigmaqSearch: {
  createIndex(data: SearchData, rows: readonly SearchRow[]): SearchIndex;
};
