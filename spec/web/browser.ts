/// <reference lib="dom" />
/**
 * The catalogue site in a real browser, opened from its folder: searching, reading, copying, accessibility.
 *
 * Apart from the specs of `npm test`, because it needs Chromium: `npm run verify:site`. With `SIGMA_CORPUS` the site of
 * all public rules is checked, otherwise that of the examples.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { AxeResults } from 'axe-core';
import { expect } from 'chai';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { run } from '../../cli/run.ts';
import { CORPUS, RULE_FOLDERS } from '../helpers/corpus.ts';
import { ROOT } from '../helpers/project.ts';

const MAX_BUILD_SECONDS = 30;
const MAX_INDEX_BYTES = 300_000;

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** As a container has it: no graphics, no services of the browser's maker, no sandbox for root. */
const ARGUMENTS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

function findBrowser(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = process.env.CHROMIUM ?? paths.find((path) => existsSync(path));
  if (found === undefined) {
    throw new Error(
      'There is no Chromium. On Debian and Ubuntu: apt-get install chromium; elsewhere set CHROMIUM to its path.',
    );
  }
  return found;
}

/** What is looked for, in the public rules or the examples. */
interface Wanted {
  readonly paths: readonly string[];
  readonly rules: number;
  readonly title: string;
  readonly technique: string;
  readonly techniqueName: string;
  readonly indicator: string;
}

const RULE = 'Python Path Configuration File';
const EXAMPLES: Wanted = {
  paths: ['examples/rules'],
  rules: 12,
  title: RULE,
  technique: 'T1059.006',
  techniqueName: 'interpreter: python',
  indicator: '.pth site-packages',
};
const PUBLIC: Wanted = {
  ...EXAMPLES,
  title: `${RULE} Creation - Windows`,
  paths: RULE_FOLDERS.map((folder) => join(CORPUS ?? '', 'sigma', folder)),
  rules: 3780,
};

describe('the catalogue site in Chromium', function () {
  this.timeout(300_000);

  const wanted = CORPUS === undefined || CORPUS === '' ? EXAMPLES : PUBLIC;
  let folder = '';
  let browser: Browser | undefined;
  let seconds: number;
  const troubles: string[] = [];

  before(async () => {
    const executablePath = findBrowser();
    folder = mkdtempSync(join(tmpdir(), 'sigmaq-site-'));
    const start = process.cpuUsage();
    let talk = '';
    const code = await run(['site', ...wanted.paths, '-o', folder], {
      stdin: process.stdin,
      stdout: { write: (text) => (talk += text) },
      stderr: { write: (text) => (talk += text) },
      env: {},
      cwd: ROOT,
    });
    const { user, system } = process.cpuUsage(start);
    seconds = (user + system) / 1e6;
    expect(code, talk).to.equal(0);
    browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  });

  after(async () => {
    await browser?.close();
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  afterEach(() => {
    expect(troubles.splice(0)).to.deep.equal([]);
  });

  const address = (path: string): string => pathToFileURL(join(folder, path)).href;

  /** A page that reports errors, and requests that leave the folder. */
  async function open(path: string, context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    const inside = pathToFileURL(folder).href;
    page.on('request', (request) => {
      if (!request.url().startsWith(inside)) troubles.push(`request: ${request.url()}`);
    });
    page.on('requestfailed', (request) => troubles.push(`failed: ${request.url()}`));
    page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
    page.on('console', (message) => troubles.push(`${message.type()}: ${message.text()}`));
    const [file, hash] = path.split('#');
    await page.goto(address(file ?? '') + (hash === undefined ? '' : `#${hash}`));
    return page;
  }

  async function withPage(path: string, use: (page: Page) => Promise<void>, options = {}): Promise<void> {
    const context = await browser!.newContext(options);
    try {
      await use(await open(path, context));
    } finally {
      await context.close();
    }
  }

  /** The titles that the index shows. */
  const shown = (page: Page): Promise<string[]> =>
    page.locator('#rules tbody tr:visible a').allTextContents();

  async function search(page: Page, text: string): Promise<string[]> {
    await page.getByRole('searchbox').fill(text);
    await page.waitForFunction(
      (query) => decodeURIComponent(location.hash.replaceAll('+', ' ')) === `#q=${query}`,
      text.trim(),
    );
    return shown(page);
  }

  /** The path of the first page of a kind that the index leads to. */
  async function rulePath(): Promise<string> {
    let path = '';
    await withPage('index.html', async (page) => {
      path = (await page.getByRole('link', { name: wanted.title }).first().getAttribute('href')) ?? '';
    });
    return path;
  }

  it(`is built in ${MAX_BUILD_SECONDS} seconds of the processor`, () => {
    expect(seconds).to.be.lessThan(MAX_BUILD_SECONDS);
  });

  it(`needs at most ${MAX_INDEX_BYTES} bytes for its start page with all that it loads`, () => {
    const files = [
      'index.html',
      'assets/data.js',
      'assets/search.js',
      'assets/site.js',
      'assets/site.css',
      'assets/icon.svg',
    ];
    const sizes = files.map((file) => gzipSync(readFileSync(join(folder, file))).length);
    expect(sizes.reduce((sum, size) => sum + size)).to.be.lessThan(MAX_INDEX_BYTES);
  });

  describe('searching', () => {
    it('finds a rule by title, by technique, by the name of a technique, and by indicator', async () => {
      await withPage('index.html', async (page) => {
        expect(await shown(page)).to.have.lengthOf(wanted.rules);
        for (const text of [wanted.title, wanted.technique, wanted.techniqueName, wanted.indicator]) {
          const found = await search(page, text);
          expect(found.length, text).to.be.within(1, wanted.rules - 1);
          expect(
            found.some((title) => title.startsWith(RULE)),
            `${text} finds ${found.join(', ')}`,
          ).to.equal(true);
        }
        expect(await search(page, 'no rule says this')).to.deep.equal([]);
        await page.getByRole('button', { name: 'Clear' }).click();
        expect(await shown(page)).to.have.lengthOf(wanted.rules);
      });
    });

    it('narrows by facets, counts what is left, and keeps both in the address', async () => {
      await withPage('index.html', async (page) => {
        await page.getByRole('checkbox', { name: /^medium/ }).check();
        // The choices of long facets are folded.
        await page
          .locator('summary', { hasText: 'Product' })
          .evaluate((fold) => ((fold.parentElement as HTMLDetailsElement).open = true));
        await page.locator('input[name=product]').first().check();
        const found = await shown(page);
        expect(found.length).to.be.within(1, wanted.rules - 1);
        expect(await page.getByRole('status').first().textContent()).to.match(/^[\d,]+ of [\d,]+ rules$/);
        const again = await open(`index.html${new URL(page.url()).hash}`, page.context());
        expect(await shown(again)).to.deep.equal(found);
      });
    });

    it('puts the most urgent rules first, or those that changed last', async () => {
      await withPage('index.html', async (page) => {
        const cells = (column: number): Promise<string[]> =>
          page.locator(`#rules tbody tr:visible td:nth-child(${column})`).allTextContents();
        await page.getByLabel('Order').selectOption('level');
        const levels = ['critical', 'high', 'medium', 'low', 'informational', 'no level'];
        const ranks = (await cells(1)).map((level) => levels.indexOf(level));
        expect(ranks).to.deep.equal([...ranks].sort((a, b) => a - b));
        await page.getByLabel('Order').selectOption('changed');
        const dates = await cells(5);
        expect(dates).to.deep.equal([...dates].sort().reverse());
      });
    });

    it('is not needed: every rule is listed without scripts', async () => {
      await withPage(
        'index.html',
        async (page) => {
          expect(await page.locator('#rules tbody tr a').count()).to.equal(wanted.rules);
          expect(await page.getByRole('searchbox').isVisible()).to.equal(false);
          expect(await page.getByText('need JavaScript').isVisible()).to.equal(true);
        },
        { javaScriptEnabled: false },
      );
    });
  });

  describe('a rule', () => {
    it('is reached with the keyboard alone', async () => {
      await withPage('index.html', async (page) => {
        await search(page, wanted.title);
        await page.getByRole('link', { name: wanted.title }).first().focus();
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/rules\//);
        await page.keyboard.press('Tab');
        expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('Skip to content');
      });
    });

    it('shows its tables, stages and queries', async () => {
      await withPage(await rulePath(), async (page) => {
        for (const name of [/^ATT&CK/, /^Events/, /^Predicates of selection/, /^Exclusions/, /^Indicators/]) {
          expect(await page.getByRole('table', { name }).count(), String(name)).to.equal(1);
        }
        for (const name of ['Splunk SPL', 'Microsoft KQL', 'Elastic EQL', 'The rule as YAML']) {
          expect(await page.getByRole('region', { name, exact: true }).isVisible(), name).to.equal(true);
        }
      });
    });

    it('copies a query as it is shown', async () => {
      const options = { permissions: ['clipboard-read', 'clipboard-write'] };
      await withPage(
        await rulePath(),
        async (page) => {
          await page.getByRole('button', { name: 'Copy: Splunk SPL' }).click();
          await page.getByRole('status').getByText('Copied').waitFor({ state: 'attached' });
          const copied = await page.evaluate(() => navigator.clipboard.readText());
          expect(copied).to.equal(await page.locator('#splunk-1').textContent());
          expect(copied).to.match(/^\S.*TargetFilename/);
        },
        options,
      );
    });
  });

  it('fits a narrow screen', async () => {
    for (const path of ['index.html', 'techniques.html', 'indicators.html', await rulePath()]) {
      await withPage(
        path,
        async (page) => {
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(width, path).to.be.at.most(360);
        },
        { viewport: { width: 360, height: 740 } },
      );
    }
  });

  describe('for everybody', () => {
    const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

    for (const colorScheme of ['light', 'dark'] as const) {
      it(`violates no rule of axe, ${colorScheme}`, async () => {
        const paths = [
          ...['index.html', 'techniques.html', 'indicators.html', await rulePath()],
          `techniques/${wanted.technique.toLowerCase()}.html`,
          ...(await indicatorPaths()),
        ];
        for (const path of paths) {
          await withPage(
            path,
            async (page) => {
              await unfold(page);
              // The policy of the page lets no foreign script in; that of the check comes through the debugger.
              await page.evaluate(readFileSync(axe, 'utf8'));
              const { violations } = await page.evaluate(() =>
                (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
                  preload: false,
                }),
              );
              const found = violations.map(
                ({ id, nodes }) => `${id}: ${nodes[0]?.html} (${nodes.length} times)`,
              );
              expect(found, path).to.deep.equal([]);
            },
            { colorScheme },
          );
        }
      });
    }

    /** One page of a value, and one of a list, where rules share any. */
    async function indicatorPaths(): Promise<readonly string[]> {
      let paths: readonly string[] = [];
      await withPage('indicators.html', async (page) => {
        const links = await page
          .locator('a[href^="indicators/"]')
          .evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
        paths = [links[0], links.find((link) => link.includes('-more-'))].filter(
          (path) => path !== undefined,
        );
      });
      return paths;
    }

    /** What is folded has to be right as well; of thousands of rows, the first ones stand for all. */
    async function unfold(page: Page): Promise<void> {
      await page.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true;
        for (const body of document.querySelectorAll('tbody')) {
          [...body.rows].slice(40).forEach((row) => row.remove());
        }
      });
    }
  });
});
