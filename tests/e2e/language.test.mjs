// The page in Spanish: chosen by the browser, switched by a person, kept, and whole.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect, shots } from './accessible.mjs';
import { choose, done, image, openPage, settled } from './browser.mjs';
import { analyze } from './native.mjs';

/**
 * Every text of several words that a person sees or hears and that is Peel's own: not those of an image, or of commands.
 */
const texts = (page) => page.evaluate(() => {
  const foreign = 'bdi, code, pre, noscript, svg';
  const found = new Set();
  const add = (text) => {
    const words = text.trim();
    if (/\p{L}{2,} \p{Ll}{2,}/u.test(words)) found.add(words);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (element.closest(foreign)) continue;
    if (node.nodeType === Node.TEXT_NODE) add(node.data);
    else for (const name of ['aria-label', 'title', 'placeholder']) add(node.getAttribute(name) ?? '');
  }
  return [...found];
});

/** Goes through the views of an image that is open, and gathers what they say. */
async function tour(page) {
  const said = new Set();
  const look = async () => (await texts(page)).forEach((text) => said.add(text));
  await look();
  await page.getByTestId('file-input').setInputFiles({ name: 'no.tar', mimeType: '', buffer: Buffer.from('no image') });
  await page.locator('[data-test=problem][data-code=not-a-tar]').waitFor();
  await look();
  await choose(page, image('debian'));
  await done(page);
  await page.getByTestId('pane-findings').click();
  await look();
  await page.locator('[data-test=finding] [data-test=tick]').first().check();
  await page.getByTestId('pane-whatif').click();
  await page.locator('[data-test=whatif][data-settled=true]').waitFor();
  await look();
  await choose(page, image('packages'));
  await done(page);
  for (const panel of ['sizes', 'findings', 'packages', 'overview']) {
    await page.getByTestId(`pane-${panel}`).click();
    if (panel === 'packages') await page.getByTestId('package-grid').waitFor();
    await look();
  }
  await page.getByTestId('look-both').click();
  await settled(page);
  await look();
  await page.getByTestId('keys').click();
  await look();
  await page.keyboard.press('Escape');
  await page.getByTestId('open-another').click();
  await look();
  await page.keyboard.press('Escape');
  return said;
}

test('a Spanish browser gets a Spanish page, with no English left', async (t) => {
  const english = await openPage(t, { locale: 'en-GB' });
  const spanish = await openPage(t, { locale: 'es-MX' });
  assert.equal(await spanish.page.locator('html').getAttribute('lang'), 'es');
  await spanish.page.screenshot({ path: join(shots, 'spanish-landing.png') });
  const [here, there] = [await tour(english.page), await tour(spanish.page)];
  assert.ok(here.size > 100, `only ${here.size} texts were seen`);
  // What dive calls its figures.
  const names = ['wasted bytes', 'user wasted'];
  assert.deepEqual([...there].filter((text) => here.has(text) && !names.includes(text)), []);
  await spanish.page.screenshot({ path: join(shots, 'spanish.png') });
  await inspect(spanish.page, 'in Spanish');
});

test('a person switches the language, and nothing is lost', async (t) => {
  const { page } = await openPage(t, { viewport: { width: 1400, height: 900 } });
  await choose(page, image('debian'));
  await done(page);
  await page.getByTestId('filter').fill('bin');
  await settled(page);
  const hits = parseInt(await page.getByTestId('hits').innerText(), 10);
  const kind = page.getByTestId('tree-row').first().locator('.unseen').last();
  assert.match(await kind.innerText(), /folder/);
  await page.getByTestId('pane-findings').click();
  const root = page.locator('[data-test=finding][data-rule=root-user]');
  assert.match(await root.innerText(), /No USER is set: the image runs as root[^]*Whoever takes over/);
  const findings = await page.getByTestId('finding').count();
  await page.getByTestId('language').click();
  await settled(page);
  assert.equal(await page.locator('html').getAttribute('lang'), 'es');
  assert.equal(await page.getByTestId('filter').inputValue(), 'bin');
  assert.equal(parseInt(await page.getByTestId('hits').innerText(), 10), hits);
  assert.match(await kind.innerText(), /carpeta/);
  await page.locator('[data-test=finding]', { hasText: 'No hay USER: la imagen se ejecuta como root' }).waitFor();
  assert.match(await root.innerText(), /Quien se apodere del programa/);
  assert.equal(await page.getByTestId('finding').count(), findings);
  await page.getByTestId('pane-overview').click();
  assert.match(await page.getByTestId('figure').or(page.getByTestId('fact-size')).first().innerText(), /sin comprimir/);
  await page.reload();
  await page.getByTestId('app').waitFor();
  assert.equal(await page.getByTestId('choose').innerText(), 'Elige un archivo');
  await page.getByTestId('language').click();
  assert.equal(await page.getByTestId('choose').innerText(), 'Choose a file');
});

test('what is half written stays in the other language, and so does the focus', async (t) => {
  const { page } = await openPage(t);
  const switched = () => page.getByTestId('language').press('Enter');
  await page.getByTestId('reference').fill('ghcr.io/some/thing');
  await page.getByTestId('advanced').locator('summary').click();
  await page.getByTestId('proxy').fill('https://proxy.example/half');
  await switched();
  await page.locator('html[lang=es]').waitFor();
  assert.equal(await page.getByTestId('reference').inputValue(), 'ghcr.io/some/thing');
  assert.equal(await page.getByTestId('proxy').inputValue(), 'https://proxy.example/half');
  assert.ok(await page.getByTestId('proxy').isVisible(), 'what was unfolded still is');
  await page.waitForFunction(() => document.activeElement.dataset.test === 'language');
  // So it is switched again by the same key.
  await page.keyboard.press('Enter');
  await page.locator('html[lang=en]').waitFor();

  await choose(page, image('debian'));
  await done(page);
  await page.getByTestId('pane-packages').click();
  await page.getByTestId('package-grid').waitFor();
  await page.getByTestId('packages-filter').fill('lib');
  await page.getByTestId('compare-open').click();
  await page.getByTestId('compare-reference').fill('half:1');
  await page.getByTestId('language').dispatchEvent('click');
  await page.locator('html[lang=es]').waitFor();
  assert.equal(await page.getByTestId('compare-reference').inputValue(), 'half:1');
  await page.keyboard.press('Escape');
  assert.equal(await page.getByTestId('packages-filter').inputValue(), 'lib');
});

test('what went wrong is said again in the other language', async (t) => {
  const { page } = await openPage(t);
  // As a key of a keyboard would, also while a dialog is in front.
  const switched = () => page.getByTestId('language').dispatchEvent('click');
  const problem = (code) => page.locator(`[data-test=problem][data-code=${code}]`);
  const file = (name, text) => ({ name, mimeType: '', buffer: Buffer.from(text) });

  await choose(page, file('no.tar', 'no image'));
  await problem('not-a-tar').getByText('The file is not a tar archive').waitFor();
  await switched();
  await problem('not-a-tar').getByText('El archivo no es un tar').waitFor();
  await problem('not-a-tar').getByText('Guarda la imagen otra vez').waitFor();
  await switched();
  await problem('not-a-tar').getByText('The file is not a tar archive').waitFor();

  // A library says what is wrong with the JSON.
  await choose(page, file('cut.json', '{"schema": 1, "generator":'));
  await problem('damaged-report').getByText('EOF while parsing a value at line 1').waitFor();
  await switched();
  await problem('damaged-report').getByText('está dañado: acaba a la mitad de un valor, en la línea 1, columna').waitFor();
  await page.screenshot({ path: join(shots, 'spanish-damaged-report.png') });
  await switched();

  await choose(page, image('debian'));
  await done(page);
  await page.getByTestId('compare-open').click();
  await page.getByTestId('file-input').setInputFiles(file('no.tar', 'no image'));
  await page.locator('[data-test=compare-failed]', { hasText: 'The file is not a tar' }).waitFor();
  await switched();
  await page.locator('[data-test=compare-failed]', { hasText: 'El archivo no es un tar' }).waitFor();
  await page.getByTestId('compare-close').click();
  await switched();

  await page.evaluate(() => { location.hash = '#file=etc/no/such'; });
  await page.locator('[data-test=file-problem]', { hasText: 'There is no etc/no/such' }).waitFor();
  await switched();
  await page.locator('[data-test=file-problem]', { hasText: 'No hay ningún etc/no/such' }).waitFor();
});

test('a report says what is wrong with its image in the language of who opens it', async (t) => {
  const broken = image('bad/truncated.tar.gz');
  const { report } = analyze(broken);
  const { page } = await openPage(t, { locale: 'es-ES' });
  await choose(page, { name: 'broken.json', mimeType: '', buffer: Buffer.from(JSON.stringify(report)) });
  await done(page);
  const problems = page.getByTestId('problem');
  assert.ok(await problems.count() > 0);
  const said = async () => (await problems.allInnerTexts()).join('\n');
  assert.doesNotMatch(await said(), /\b(the|and|is)\b/);
  const spanish = await said();
  await page.getByTestId('language').click();
  await settled(page);
  assert.match(await said(), /\bthe\b/);
  await page.getByTestId('language').click();
  await settled(page);
  assert.equal(await said(), spanish);
});

/** What is said of each finding that a person reads: its title and its reason. */
const judged = (page) => page.getByTestId('finding').evaluateAll((rows) => rows.map((row) => row.innerText));

test('what rules found is read in the language of who opens a report, also of an old one', async (t) => {
  const opened = await openPage(t, { locale: 'es-ES' });
  const here = await judgedOf(opened.page, image('debian'));
  assert.ok(here.length > 3);

  // The page saves it, in Spanish, and somebody else opens it in English.
  await opened.page.getByTestId('share-open').click();
  const download = opened.page.waitForEvent('download');
  await opened.page.getByTestId('save-compact').click();
  const saved = await (await download).path();
  const english = await openPage(t, { locale: 'en-GB' });
  const direct = await judgedOf(english.page, image('debian'));
  const buffer = await readFile(saved);
  const there = await judgedOf(english.page, { name: 'debian.peel', mimeType: '', buffer });
  assert.deepEqual(there, direct);
  await english.page.getByTestId('language').click();
  await settled(english.page);
  assert.deepEqual(await judged(english.page), here);
  await english.page.screenshot({ path: join(shots, 'spanish-report.png') });

  // A report that was written before there were translations: what a rule says of every image.
  await judgedOf(opened.page, fileURLToPath(new URL('../report/v1.json', import.meta.url)));
  const old = (await judged(opened.page)).join('\n');
  assert.match(old, /Hay un ADD donde COPY hace lo mismo/);
  assert.doesNotMatch(old, /COPY only copies/);
});

async function judgedOf(page, file) {
  await choose(page, file);
  await done(page);
  await page.getByTestId('pane-findings').click();
  return judged(page);
}
