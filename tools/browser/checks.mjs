/** What is asked of the page in every view, whatever it shows. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export function check(holds, words) {
  if (!holds) throw new Error(words);
}

/** Notes what the page complains of, and what the service refuses it. */
export async function watch(page) {
  const notes = { complaints: [], refusals: [], requests: [] };
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`refused by the Content-Security-Policy: ${event.violatedDirective} ${event.blockedURI}`);
  }));
  page.on('pageerror', (error) => notes.complaints.push(error.stack));
  page.on('console', (message) => {
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isRefusal) notes.complaints.push(message.text());
  });
  page.on('request', (request) => notes.requests.push(new URL(request.url())));
  page.on('response', (response) => {
    if (response.status() >= 400) notes.refusals.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  return notes;
}

/** That nothing was complained of, and nothing refused but what was expected to be. */
export function checkNotes({ complaints, refusals }, expected) {
  check(complaints.length === 0, `The browser complains:\n${complaints.join('\n')}`);
  const surprises = refusals.filter((refusal) => !expected.some((pattern) => pattern.test(refusal)));
  check(surprises.length === 0, `The service refuses the page:\n${surprises.join('\n')}`);
}

/** That a view is accessible, fits, and keeps nothing. */
export async function checkView(page, name) {
  await checkAccessible(page, name);
  const { wide, room } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, room: innerWidth }));
  check(wide <= room, `${name}: ${wide} pixels wide, with room for ${room}`);
  const kept = await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length);
  const cookies = await page.context().cookies();
  check(kept + cookies.length === 0, `${name}: the page keeps something in the browser`);
}

async function checkAccessible(page, name) {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations', 'passes'] }));
  const faults = violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}\n    ${html}`));
  check(passes.length > 0, `${name}: axe-core looked at nothing`);
  check(faults.length === 0, `${name}: not accessible\n${faults.join('\n')}`);
}

/** That each of these texts can be seen in the view. */
export async function checkTexts(page, name, texts) {
  const shown = plain(await page.locator('main').innerText());
  const missing = texts.filter((text) => !shown.includes(plain(text)));
  check(missing.length === 0, `${name}: does not show ${JSON.stringify(missing)}`);
}

/** White space, which layout changes, aside. */
function plain(text) {
  return text.replace(/\s+/g, ' ').trim();
}
