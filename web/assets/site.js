/** What pages do beyond being read: copy buttons everywhere, search and filters on the start page. */
(function () {
  'use strict';

  const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'];

  addCopyButtons();
  openTarget();
  addEventListener('hashchange', openTarget);
  const form = document.getElementById('facets');
  if (form !== null) startIndex(form);

  /** A button at each block of code. Where the clipboard is closed to pages, the text is selected instead. */
  function addCopyButtons() {
    const status = document.createElement('p');
    status.className = 'hidden';
    status.setAttribute('role', 'status');
    document.querySelector('main')?.append(status);
    for (const block of document.querySelectorAll('[data-copy]')) {
      const code = block.querySelector('pre');
      if (code === null) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'copy';
      button.textContent = 'Copy';
      button.setAttribute('aria-label', `Copy: ${code.getAttribute('aria-label') ?? 'code'}`);
      button.addEventListener('click', () => {
        copy(code).then((done) => {
          button.textContent = done ? 'Copied' : 'Selected';
          status.textContent = done ? 'Copied' : 'Selected; copy it with the keyboard';
          setTimeout(() => (button.textContent = 'Copy'), 1500);
        });
      });
      block.prepend(button);
    }
  }

  /** @param {HTMLElement} code */
  async function copy(code) {
    try {
      await navigator.clipboard.writeText(code.textContent ?? '');
      return true;
    } catch {
      getSelection()?.selectAllChildren(code);
      return false;
    }
  }

  /** What an address leads to may stand in something folded. */
  function openTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let each = target?.closest('details'); each; each = each.parentElement?.closest('details')) {
      each.open = true;
    }
  }

  /** @param {HTMLElement} facets */
  function startIndex(facets) {
    const table = /** @type {HTMLTableElement} */ (document.getElementById('rules'));
    const body = /** @type {HTMLTableSectionElement} */ (table.tBodies[0]);
    const query = /** @type {HTMLInputElement} */ (document.getElementById('query'));
    const count = /** @type {HTMLElement} */ (document.getElementById('count'));
    const order = /** @type {HTMLSelectElement} */ (document.getElementById('order'));
    const lines = [...body.rows];
    const rows = lines.map((line) => {
      const link = /** @type {HTMLAnchorElement} */ (line.querySelector('a'));
      const text = (/** @type {number} */ cell) => line.cells[cell]?.textContent ?? '';
      return {
        title: link.textContent ?? '',
        path: link.getAttribute('href') ?? '',
        source: text(2),
        techniques: text(3).split(' '),
        level: LEVELS.indexOf(text(0)),
        changed: text(4),
      };
    });
    const index = sigmaqSearch.createIndex(sigmaqData, rows);
    const boxes = /** @type {HTMLInputElement[]} */ ([...facets.querySelectorAll('input[type=checkbox]')]);
    const names = [...new Set(boxes.map(({ name }) => name))];

    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    query.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(update, 80);
    });
    facets.addEventListener('change', update);
    order.addEventListener('change', update);
    document.getElementById('clear')?.addEventListener('click', () => {
      query.value = '';
      for (const box of boxes) box.checked = false;
      update();
      query.focus();
    });
    addEventListener('hashchange', () => {
      readAddress();
      update();
    });
    if (matchMedia('(max-width: 56rem)').matches) facets.removeAttribute('open');
    readAddress();
    update();

    /** Shows what matches the words and, of each facet with a choice, any of its choices. */
    function update() {
      const text = query.value.trim();
      const hits = text === '' ? lines.map((_, place) => ({ place, why: [] })) : index.find(text);
      const chosen = new Map(
        names.map((name) => [
          name,
          new Set(boxes.filter((box) => box.name === name && box.checked).map((box) => Number(box.value))),
        ]),
      );
      /** How many facets turn a rule away: one alone still counts for its own numbers. */
      const shown = new Set();
      const counts = new Map(names.map((name) => [name, new Map()]));
      const result = [];
      for (const hit of hits) {
        const failing = names.filter(
          (name) => !admits(chosen.get(name), index.facets.get(name)?.[hit.place]),
        );
        if (failing.length === 0) {
          result.push(hit);
          shown.add(hit.place);
        }
        for (const name of names) {
          if (failing.some((each) => each !== name)) continue;
          const own = /** @type {Map<number, number>} */ (counts.get(name));
          for (const choice of index.facets.get(name)?.[hit.place] ?? []) {
            own.set(choice, (own.get(choice) ?? 0) + 1);
          }
        }
      }
      showRows(sorted(result), shown);
      for (const box of boxes) {
        const number = counts.get(box.name)?.get(Number(box.value)) ?? 0;
        const label = /** @type {HTMLElement} */ (box.closest('label'));
        const cell = /** @type {HTMLElement} */ (label.querySelector('.count'));
        cell.textContent = number.toLocaleString('en');
        label.classList.toggle('empty', number === 0 && !box.checked);
      }
      const total = lines.length.toLocaleString('en');
      const some = result.length.toLocaleString('en');
      count.textContent = result.length === lines.length ? `${total} rules` : `${some} of ${total} rules`;
      writeAddress();
    }

    /**
     * Sorting is stable: what the order leaves open stays as it was found.
     *
     * @template {{ place: number }} Result
     * @param {Result[]} result
     */
    function sorted(result) {
      const row = (/** @type {Result} */ { place }) => /** @type {(typeof rows)[number]} */ (rows[place]);
      if (order.value === 'level') return result.sort((a, b) => row(b).level - row(a).level);
      if (order.value === 'closest') return result;
      return result.sort((a, b) =>
        row(a).changed < row(b).changed ? 1 : row(a).changed > row(b).changed ? -1 : 0,
      );
    }

    /**
     * @param {readonly { place: number, why: readonly string[] }[]} result
     * @param {Set<unknown>} shown
     */
    function showRows(result, shown) {
      for (const why of body.querySelectorAll('.why')) why.remove();
      const arranged = document.createDocumentFragment();
      for (const { place, why } of result) {
        const line = /** @type {HTMLTableRowElement} */ (lines[place]);
        line.hidden = false;
        if (why.length > 0) {
          const reason = document.createElement('span');
          reason.className = 'why';
          reason.textContent = why.join(', ');
          line.cells[1]?.append(reason);
        }
        arranged.append(line);
      }
      lines.forEach((line, place) => {
        if (shown.has(place)) return;
        line.hidden = true;
        arranged.append(line);
      });
      body.append(arranged);
    }

    /** An address with `#q=…&level=…` is a search to keep or to hand on. */
    function readAddress() {
      const wanted = new URLSearchParams(location.hash.slice(1));
      if (wanted.has('q') || location.hash === '') query.value = wanted.get('q') ?? '';
      for (const box of boxes) box.checked = wanted.getAll(box.name).includes(labelOf(box));
    }

    function writeAddress() {
      const wanted = new URLSearchParams();
      if (query.value.trim() !== '') wanted.set('q', query.value.trim());
      for (const box of boxes) if (box.checked) wanted.append(box.name, labelOf(box));
      const hash = wanted.toString();
      if (hash !== location.hash.slice(1))
        history.replaceState(null, '', hash === '' ? location.pathname : `#${hash}`);
    }
  }

  /** @param {HTMLInputElement} box */
  function labelOf(box) {
    return box.parentElement?.querySelector('.label')?.textContent ?? '';
  }

  /**
   * @param {Set<number> | undefined} chosen
   * @param {readonly number[] | undefined} choices
   */
  function admits(chosen, choices = []) {
    return chosen === undefined || chosen.size === 0 || choices.some((choice) => chosen.has(choice));
  }
})();
