/**
 * Searching the index: unpacks the data of `data.js` and finds rules in it. Knows no page, so that it runs anywhere.
 *
 * A classic script, as browsers load no modules from a folder. Everything is in one function, which leaves
 * `sigmaqSearch` behind.
 */
(function () {
  'use strict';

  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

  /** @param {string} text */
  function createNumbers(text) {
    const values = new Uint8Array(128);
    for (let digit = 0; digit < DIGITS.length; digit++) values[DIGITS.charCodeAt(digit)] = digit;
    let at = 0;
    return {
      hasMore: () => at < text.length,
      next() {
        let number = 0;
        for (let scale = 1; ; scale *= 32) {
          const digit = values[text.charCodeAt(at++)] ?? 0;
          if (digit < 32) return number + digit * scale;
          number += (digit - 32) * scale;
        }
      },
    };
  }

  /** @param {string} packed */
  function unpackWords(packed) {
    let before = '';
    if (packed === '') return [];
    return packed.split('\n').map((line) => {
      before = before.slice(0, parseInt(line.charAt(0), 36)) + line.slice(1);
      return before;
    });
  }

  /** @param {string} packed */
  function unpackPostings(packed) {
    const numbers = createNumbers(packed);
    const postings = [];
    while (numbers.hasMore()) {
      let place = 0;
      postings.push(Array.from({ length: numbers.next() }, () => (place += numbers.next())));
    }
    return postings;
  }

  /** @param {string} packed */
  function unpackPlaces(packed) {
    const numbers = createNumbers(packed);
    const places = [];
    while (numbers.hasMore()) places.push(Array.from({ length: numbers.next() }, () => numbers.next()));
    return places;
  }

  /**
   * The words of a text, cut as `wordsOf` in `web/search-data.ts` cuts values.
   *
   * @param {string} text
   */
  function wordsOf(text) {
    return text
      .toLowerCase()
      .split(/[^\p{L}\p{N}._-]+/u)
      .map((word) => word.replace(/^[._-]+|[._-]+$/g, ''))
      .filter((word) => word.length > 0)
      .map((word) => word.slice(0, /^[0-9a-f]{32,}$/.test(word) ? 8 : 64));
  }

  /**
   * @param {SearchData} data
   * @param {readonly SearchRow[]} rows
   * @returns {SearchIndex}
   */
  function createIndex(data, rows) {
    const words = unpackWords(data.words);
    const postings = unpackPostings(data.postings);
    const names = new Map(Object.entries(data.names).map(([id, name]) => [id, name.toLowerCase()]));
    const texts = rows.map(({ title, source }) => ({
      title: title.toLowerCase(),
      source: source.toLowerCase(),
    }));

    /**
     * The rules that one word finds, with how closely.
     *
     * @param {string} word
     * @returns {Map<number, { rank: number, why: string | undefined }>}
     */
    function findWord(word) {
      /** @type {Map<number, { rank: number, why: string | undefined }>} */
      const found = new Map();
      /** @type {(place: number, rank: number, why?: string) => void} */
      const add = (place, rank, why) => {
        const before = found.get(place);
        if (before === undefined || before.rank > rank) found.set(place, { rank, why });
      };
      const id = word.toUpperCase();
      const named = new Set([...names].filter(([, name]) => name.includes(word)).map(([each]) => each));
      rows.forEach(({ techniques, path }, place) => {
        const { title, source } = /** @type {{ title: string, source: string }} */ (texts[place]);
        if (title.includes(word)) add(place, startsWord(title, word) ? 0 : 1);
        else if (techniques.some((each) => each === id || each.startsWith(`${id}.`))) add(place, 2);
        else if (path.startsWith(`rules/${word.slice(0, 13)}`) && word.length >= 8) add(place, 2);
        else {
          const technique = techniques.find((each) => named.has(each));
          if (technique !== undefined) add(place, 3, `${technique} ${data.names[technique] ?? ''}`);
          else if (source.includes(word)) add(place, 4);
        }
      });
      for (const [at, each] of words.entries()) {
        if (!each.includes(word)) continue;
        for (const place of postings[at] ?? []) add(place, each === word ? 5 : 6, each);
      }
      return found;
    }

    return {
      facets: new Map(Object.entries(data.facets).map(([name, packed]) => [name, unpackPlaces(packed)])),
      /** Rules in which every word is found, the closest first. */
      find(text) {
        const parts = wordsOf(text).map(findWord);
        const [first] = parts;
        if (first === undefined) return [];
        /** @type {SearchHit[]} */
        const hits = [];
        for (const place of first.keys()) {
          const each = parts.map((part) => part.get(place));
          if (each.some((match) => match === undefined)) continue;
          const matches = /** @type {{ rank: number, why: string | undefined }[]} */ (each);
          const why = matches.flatMap((match) => (match.why === undefined ? [] : [match.why]));
          hits.push({ place, rank: Math.max(...matches.map(({ rank }) => rank)), why: [...new Set(why)] });
        }
        return hits.sort((a, b) => a.rank - b.rank || a.place - b.place);
      },
    };
  }

  /**
   * Whether the word stands at the beginning of a word of the text.
   *
   * @param {string} text
   * @param {string} word
   */
  function startsWord(text, word) {
    return text.startsWith(word) || text.includes(` ${word}`);
  }

  Object.assign(globalThis, { sigmaqSearch: { createIndex } });
})();
