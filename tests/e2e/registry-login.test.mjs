// Registries that want to know who asks: who gets a password, and where none may ever be.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from './native.mjs';
import {
  asked, download, logIn, offered, open, openLabPage, own, problem, refused, state, useLab,
} from './registry.mjs';

const lab = useLab();
const PRIVATE = 'private/sample:1';

const basic = (user, password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** The names of the files that the browser keeps for the page. */
const KEPT = `(async () => {
  const names = [];
  const walk = async (folder) => {
    for await (const [name, entry] of folder.entries()) {
      if (entry.kind === 'directory') await walk(entry); else names.push(name);
    }
  };
  await walk(await navigator.storage.getDirectory());
  return names;
})`;
const kept = (page) => page.evaluate(KEPT + '()');

/** Everything that a page leaves behind where others may find it. */
const traces = (page) => page.evaluate(() => JSON.stringify({
  address: location.href,
  html: document.documentElement.outerHTML,
  values: [...document.querySelectorAll('input, textarea, select')].map((field) => field.value),
  local: { ...localStorage },
  session: { ...sessionStorage },
  cookies: document.cookie,
  state: history.state,
}));

async function assertNoSecret(page, ...secrets) {
  const found = await traces(page);
  assert.ok(found.includes(lab.user), 'what may be seen is found');
  for (const secret of secrets.flatMap((text) => [text, encodeURIComponent(text), btoa(unescape(encodeURIComponent(text)))])) {
    assert.ok(!found.includes(JSON.stringify(secret).slice(1, -1)), `a secret is left in the page: ${secret}`);
  }
}

test('a password: the wrong one is refused, the right one opens, and it is nowhere else', async (t) => {
  const { faults: host } = await own(lab, 'faults', { before: 'basic' });
  const { page } = await openLabPage(t, lab);
  assert.equal(await refused(page, `${host}/${PRIVATE}`), 'needs-login');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.test), 'login-user');
  await logIn(page, lab.user, 'not the password');
  assert.equal(await problem(page), 'denied');
  assert.equal(await page.getByTestId('login-user').inputValue(), lab.user);
  assert.equal(await page.getByTestId('login-password').inputValue(), '');
  await page.getByTestId('login-password').fill(lab.password);
  await page.getByTestId('login-password').press('Enter');
  await state(page, 'offered');
  await download(page);
  const [expected] = analyze(`docker://${lab.open}/public/sample:latest`).report.images;
  assert.equal(await page.getByTestId('layer-size').count(), expected.layers.length);
  await assertNoSecret(page, lab.password, 'not the password', basic(lab.user, lab.password));
  const hash = new URL(page.url()).hash;
  assert.equal(hash, `#image=${host}/${PRIVATE}`);

  // Another tag, and another look, need no other login; another registry gets none of it.
  await page.getByTestId('ask-tags').click();
  await page.getByTestId('names').waitFor();
  const { faults: other } = await own(lab, 'faults', { before: 'basic' });
  await page.getByTestId('open-another').click();
  assert.equal(await refused(page, `${other}/${PRIVATE}`), 'needs-login');
  assert.ok((await asked(other)).every(({ headers }) => headers.authorization === undefined));

  // Logged out, it is a stranger again; and so it is after a reload.
  await offered(page, `${host}/${PRIVATE}`);
  assert.equal((await kept(page)).length, expected.layers.length + 1);
  await page.getByTestId('log-out').click();
  // What only who was logged in may read is not left for others.
  await page.waitForFunction(KEPT + '().then((names) => names.length === 0)');
  await page.getByTestId('open-another').click();
  assert.equal(await refused(page, `${host}/${PRIVATE}`), 'needs-login');
  await logIn(page, lab.user, lab.password);
  await state(page, 'offered');
  await page.reload();
  assert.equal(await problem(page), 'needs-login');
  await assertNoSecret(page, lab.password);
});

test('tokens of the registry itself need no question', async (t) => {
  const { tokens, tokenSame } = await own(lab, 'tokens');
  const { page } = await openLabPage(t, lab);
  await offered(page, `${tokenSame}/public/sample:latest`);
  await page.getByTestId('open-another').click();
  assert.equal(await refused(page, `${tokenSame}/${PRIVATE}`), 'needs-login');
  await logIn(page, lab.user, 'wrong');
  assert.equal(await problem(page), 'denied');
  await logIn(page, lab.user, lab.password);
  await state(page, 'offered');
  await download(page);
  const sent = (await asked(tokens)).map(({ headers }) => headers.authorization).filter(Boolean);
  assert.equal(sent.at(-1), basic(lab.user, lab.password));
  await assertNoSecret(page, lab.password);
});

test('tokens of another host: it gets the password when a person says so, and not before', async (t) => {
  const { tokens, tokenCors } = await own(lab, 'tokens');
  const { page } = await openLabPage(t, lab);
  const passwords = async () => (await asked(tokens)).map(({ headers }) => headers.authorization).filter(Boolean);
  assert.equal(await refused(page, `${tokenCors}/${PRIVATE}`), 'needs-login');
  await logIn(page, lab.user, lab.password);
  assert.equal(await problem(page), 'realm-consent');
  const question = await page.getByTestId('consent').innerText();
  assert.ok(question.includes(tokenCors) && question.includes(tokens), question);
  assert.deepEqual(await passwords(), []);

  await page.getByTestId('consent-no').click();
  await state(page, 'idle');
  await page.getByTestId('open-reference').click();
  assert.equal(await problem(page), 'needs-login', 'whoever says no is forgotten');
  assert.deepEqual(await passwords(), []);

  await logIn(page, lab.user, lab.password);
  await page.getByTestId('consent-yes').click();
  await state(page, 'offered');
  assert.ok((await passwords()).every((sent) => sent === basic(lab.user, lab.password)));
  assert.ok((await passwords()).length > 0);
  // The registry has seen tokens only.
  const seen = (await asked(tokenCors)).map(({ headers }) => headers.authorization).filter(Boolean);
  assert.ok(seen.length > 0 && seen.every((sent) => sent.startsWith('Bearer ')), String(seen));
  await download(page);
  await assertNoSecret(page, lab.password);
});

test('a list that needs a login says so calmly, and comes after it', async (t) => {
  const { tokenSame } = await own(lab, 'tokens');
  const { page } = await openLabPage(t, lab);
  await offered(page, `${tokenSame}/public/sample:latest`);
  await page.getByTestId('ask-catalogue').click();
  const list = page.getByTestId('list-catalogue');
  await list.getByTestId('list-failed').waitFor();
  assert.equal(await page.getByTestId('problem').count(), 0);
  await list.getByTestId('login-user').fill(lab.user);
  await list.getByTestId('login-password').fill(lab.password);
  await list.getByTestId('login-send').click();
  await list.getByText('private/sample', { exact: true }).waitFor();
  assert.equal(await page.getByTestId('app').getAttribute('data-state'), 'offered');
});

test('a login that ran out while layers are downloaded is asked for again', async (t) => {
  const { tokens, tokenSame } = await own(lab, 'tokens');
  const { page } = await openLabPage(t, lab);
  assert.equal(await refused(page, `${tokenSame}/${PRIVATE}`), 'needs-login');
  await logIn(page, lab.user, lab.password);
  await state(page, 'offered');
  await page.getByTestId('log-out').click();
  await page.getByTestId('download').click();
  await page.locator('.remedy').getByTestId('login').waitFor();
  assert.equal(await page.getByTestId('problem').getAttribute('data-code'), 'needs-login');
  assert.ok((await asked(tokens)).length > 0);
  await page.locator('.remedy').getByTestId('login-user').fill(lab.user);
  await page.locator('.remedy').getByTestId('login-password').fill(lab.password);
  await page.locator('.remedy').getByTestId('login-send').click();
  await state(page, 'done');
});
