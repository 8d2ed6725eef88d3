// A person with images in registries: the lab's addresses, and what is done with them on the page.
import { after, before } from 'node:test';
import { startLab } from '../registry/lab.mjs';
import { openPage, settled } from './browser.mjs';

/** The lab of a test file, started before its first test. Its workers may ask all of `lab.hosts`. */
export function useLab() {
  const lab = {};
  before(async () => {
    Object.assign(lab, await startLab());
    lab.hosts = Object.values(lab).filter((value) => /^[\d.]+:\d+$/.test(value));
  });
  after(() => lab.stop?.());
  return lab;
}

/** Opens the page for a test that asks the lab. */
export const openLabPage = (t, lab, options = {}) => openPage(t, { hosts: lab.hosts, ...options });

const post = async (host, path, sent = {}) => {
  const answer = await fetch(`http://${host}${path}`, { method: 'POST', body: JSON.stringify(sent) });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
};

/** Servers of one test's own, with a log of their own: `from` is `faults` or `tokens`. */
export async function own(lab, from, options) {
  const made = await post(lab[from], '/_new', options);
  lab.hosts.push(...Object.values(made));
  return made;
}

/** What a server of the lab does wrong from now on. */
export const faults = (host, ...rules) => post(host, '/_faults', rules);

/** Lets go what is held. */
export const release = (host) => post(host, '/_release');

/** What a server of the lab was asked, without the browser's own questions. */
export async function asked(host) {
  const log = await (await fetch(`http://${host}/_log`)).json();
  return log.filter(({ method }) => method !== 'OPTIONS');
}

/** Writes a reference into the field, and opens it. */
export async function open(page, reference) {
  await page.getByTestId('reference').fill(reference);
  await page.getByTestId('reference').press('Enter');
}

/** Waits for a state of the page: offered, done, failed. */
export async function state(page, name) {
  await page.locator(`[data-test=app][data-state=${name}]`).waitFor({ timeout: 60_000 });
  await settled(page);
}

/** Opens a reference whose layers are not downloaded by that. */
export async function offered(page, reference) {
  await open(page, reference);
  await state(page, 'offered');
}

/** Opens a reference that cannot be opened: the code of the problem. */
export async function refused(page, reference) {
  await open(page, reference);
  return problem(page);
}

/** Waits until opening has failed: the code of the problem. */
export async function problem(page) {
  await state(page, 'failed');
  return page.getByTestId('problem').getAttribute('data-code');
}

/** Downloads the layers, all of them. */
export async function download(page) {
  await page.getByTestId('download').click();
  await state(page, 'done');
}

/** Logs in with the form that is there. */
export async function logIn(page, user, password) {
  await page.getByTestId('login-user').fill(user);
  await page.getByTestId('login-password').fill(password);
  await page.getByTestId('login-send').click();
}
