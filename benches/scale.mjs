// Opens very large archives in Chromium and measures what a person would notice: how long the
// page's main thread does not answer, and how much memory WebAssembly takes. See README.md.
//
//   cargo xtask build && (cd tests/e2e && npm ci && node ../../benches/scale.mjs [many|huge])
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'target/bench');
mkdirSync(folder, { recursive: true });
const { choose, openPage, settled } = await import(join(root, 'tests/e2e/browser.mjs'));
const { taken, watchWorkers } = await import(join(root, 'tests/e2e/measured.mjs'));

const ENTRIES = Number(process.env.ENTRIES ?? 2_000_000);
const BYTES = 20 * 2 ** 30;

function made(name, script, ...words) {
  const file = join(folder, name);
  if (!existsSync(file)) {
    const run = spawnSync('python3', [join(root, 'tests/images', script), file, ...words], {
      stdio: 'inherit',
    });
    if (run.status !== 0) throw new Error(`${script} failed`);
  }
  return file;
}

/** What openPage wants of a test: something to do at the end. */
const end = [];
const t = { after: (act) => end.push(act) };

/** The page, with a clock that notes how late its ticks come, and workers that tell how much memory they have. */
async function clockedPage() {
  const { page } = await openPage(t);
  await watchWorkers(page);
  await page.addInitScript(() => {
    const seen = { gaps: [] };
    globalThis.seen = seen;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      seen.gaps.push([last, now - last]);
      last = now;
    }, 10);
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) seen.gaps.push([task.startTime, task.duration]);
    }).observe({ type: 'longtask' });
  });
  await page.reload();
  await page.getByTestId('app').waitFor();
  return page;
}

const figures = {};
let page;

/** Notes how long something took, and the longest time for which the page did not answer. */
async function note(what, act) {
  const from = await page.evaluate(() => performance.now());
  await act();
  const { to, gap } = await page.evaluate(async (from) => {
    // A gap ends with the tick after it.
    await new Promise((tick) => setTimeout(tick, 30));
    const gaps = globalThis.seen.gaps.filter(([at, length]) => at + length >= from);
    return { to: performance.now(), gap: Math.max(...gaps.map(([, length]) => length)) };
  }, from);
  figures[what] = { 'ms': Math.round(to - from - 30), 'longest gap, ms': Math.round(gap) };
}

/** Frames while the rows go by as a wheel moves them: how long from one to the next, and what was still empty in them. */
async function wheel(what, pixels, count) {
  const seen = await page.locator('#tree-scroll').evaluate(async (area, [pixels, count]) => {
    const rows = area.querySelector('[data-test=tree-row]').getBoundingClientRect().height;
    area.scrollTop = 0;
    const times = [];
    let empty = 0;
    for (let i = 0; i < count; i++) {
      times.push(await new Promise((drawn) => requestAnimationFrame(drawn)));
      const wanted = Math.floor(area.clientHeight / rows);
      if (area.querySelectorAll('[data-test=tree-row]').length < wanted) empty += 1;
      area.scrollTop += pixels;
    }
    const gaps = times.slice(1).map((time, i) => time - times[i]).toSorted((a, b) => a - b);
    return { empty, median: gaps[gaps.length >> 1], late: gaps[Math.floor(gaps.length * 0.95)] };
  }, [pixels, count]);
  figures[what] = {
    'median frame, ms': Number(seen.median.toFixed(1)), '95 of 100 within, ms': Number(seen.late.toFixed(1)), 'frames with rows missing': seen.empty,
  };
}

/** How long each of some key presses took until the page had drawn it, by its own events' times; the median and the worst. */
async function keys(what, presses) {
  await page.evaluate(() => {
    globalThis.drawn = [];
    addEventListener('keydown', ({ timeStamp }) => {
      // After the frame that shows it: a message comes behind the drawing.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => globalThis.drawn.push(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    }, { capture: true, signal: (globalThis.ends = new AbortController()).signal });
  });
  for (const key of presses) await page.keyboard.press(key);
  await settled(page);
  const times = await page.evaluate(async () => {
    await new Promise((drawn) => setTimeout(drawn, 100));
    globalThis.ends.abort();
    return globalThis.drawn.toSorted((a, b) => a - b);
  });
  const round = (time) => Number(time.toFixed(1));
  figures[what] = { 'ms': round(times[times.length >> 1]), 'longest gap, ms': round(times.at(-1)) };
}

async function memory(entries) {
  const { workers, own } = await taken(page);
  const [session, ...scanners] = workers.map(({ memory }) => memory);
  const mib = (bytes) => Number((bytes / 2 ** 20).toFixed(1));
  const rest = own + session;
  console.log({
    'wasm memory, MiB': {
      page: mib(own),
      'worker with the session': mib(session),
      'workers that scan, ended since': scanners.map(mib),
      'page and session': mib(rest),
    },
    ...entries && { 'bytes an entry over 64 MiB': Math.round((rest - (64 << 20)) / entries) },
  });
}

async function many() {
  const file = made(`many-${ENTRIES}.tar`, 'recipes/many/many.py', 'peel.test/many:1', String(ENTRIES));
  page = await clockedPage();
  await note('choose, to the history', async () => {
    await choose(page, file);
    await page.getByTestId('history-row').first().waitFor();
  });
  await keys('first key press in the history, while layers are read', ['ArrowDown', 'ArrowDown', 'ArrowUp']);
  await note('then to the tree', () => page.getByTestId('tree').waitFor({ timeout: 600_000 }));
  await note('then to everything', async () => {
    await page.locator('[data-test=app][data-state=done]').waitFor({ timeout: 600_000 });
    await settled(page, 600_000);
  });
  await memory(ENTRIES);
  const tree = page.getByTestId('tree');
  const answered = () => settled(page, 120_000);
  await note('open every folder', async () => {
    await page.getByTestId('open-all').click();
    await answered();
  });
  await tree.focus();
  await note('to the last row', async () => { await page.keyboard.press('End'); await answered(); });
  await note('100 rows up, one by one', async () => {
    for (let i = 0; i < 100; i++) await page.keyboard.press('k');
    await answered();
  });
  await keys('a key press among all rows: median and worst of 200', Array.from({ length: 200 }, (_, i) => (i % 20 < 10 ? 'k' : 'PageUp')));
  await wheel('300 frames of a wheel, 120 pixels each', 120, 300);
  await answered();
  await note('scroll through everything in 200 steps', async () => {
    await page.locator('#tree-scroll').evaluate(async (area) => {
      for (let i = 0; i <= 200; i++) {
        area.scrollTop = i / 200 * (area.scrollHeight - area.clientHeight);
        await new Promise((drawn) => requestAnimationFrame(drawn));
      }
    });
    await answered();
  });
  await note('filter, 8 letters typed', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('module-7');
    await answered();
  });
  await note('clear the filter', async () => { await page.keyboard.press('Escape'); await answered(); });
  for (const [how, text] of [['glob', '**/lib/*-7*.js'], ['regex', '/package-[0-9]*7/.*\\.js$'], ['regex', '(a|b|c|d|e)*zzz']]) {
    await note(`${how} ${text}, pasted`, async () => {
      await page.getByTestId('filter-how').selectOption(how);
      await page.getByTestId('filter').fill(text);
      await answered();
    });
    await note('undo that', async () => { await page.getByTestId('filter-undo').click(); await answered(); });
  }
  await page.getByTestId('filter-how').selectOption('text');
  await note('files of at least 10 kB', async () => {
    await page.getByTestId('filter-menu').locator('summary').click();
    await page.getByTestId('show-file').check();
    await page.getByTestId('at-least').fill('10 kB');
    await page.getByTestId('at-least').press('Enter');
    await answered();
  });
  await page.getByTestId('filter-clear').click();
  await tree.focus();
  await note('choose every row', async () => { await page.keyboard.press('Control+a'); await answered(); });
  await note('one row down', async () => { await page.keyboard.press('ArrowDown'); await answered(); });
  await note('sort by time', async () => {
    await page.getByTestId('column-menu').locator('summary').click();
    await page.getByTestId('column-modified').check();
    await page.keyboard.press('Escape');
    await page.getByTestId('sort-modified').click();
    await answered();
  });
  await note('sort by size', async () => {
    await page.getByTestId('sort-size').click();
    await answered();
  });
  const mapped = async (what) => {
    await page.locator(`[data-test=map]${what}`).waitFor({ timeout: 120_000 });
    await answered();
  };
  await note('the map beside the rows', async () => {
    await page.getByTestId('look-both').click();
    await mapped('[data-cells]');
  });
  await note('100 rectangles, key by key', async () => {
    await page.getByTestId('map-stage').focus();
    for (let i = 0; i < 100; i++) await page.keyboard.press(i % 2 ? 'ArrowDown' : 'ArrowRight');
  });
  await note('zoom in', async () => {
    await page.keyboard.press('Enter');
    await mapped(':not([data-root=""])');
  });
  await note('an icicle of everything', async () => {
    await page.keyboard.press('Home');
    await page.getByTestId('map-icicle').click();
    await mapped('[data-root=""][data-shape=icicle]');
  });
  await note('other colours', () => page.getByTestId('map-by-family').click());
  await page.getByTestId('look-rows').click();
  await note('this layer alone', async () => {
    await page.getByTestId('mode-layer').click();
    await answered();
  });
  await note('only changes', async () => {
    await page.getByTestId('only-changes').click();
    await answered();
  });
  await memory(ENTRIES);
}

async function huge() {
  const file = made('huge-20g.tar', 'lib/huge.py', 'peel.test/huge:1', String(BYTES));
  page = await clockedPage();
  await note('choose, to the history', async () => {
    await choose(page, file);
    await page.getByTestId('history-row').first().waitFor();
  });
  await note('then to everything', async () => {
    await page.locator('[data-test=app][data-state=done]').waitFor({ timeout: 3_600_000 });
    await settled(page);
  });
  await memory();
}

const all = { many, huge };
try {
  for (const name of process.argv.slice(2).length ? process.argv.slice(2) : Object.keys(all)) {
    for (const key of Object.keys(figures)) delete figures[key];
    console.log(name);
    await all[name]();
    console.table(figures);
  }
} finally {
  for (const act of end) await act();
}
