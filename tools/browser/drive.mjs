/**
 * Drives the page as people would: `node drive.mjs BASE_URL demo.json [FOLDER]`. A folder is given a picture of each
 * view.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { check, checkNotes, checkTexts, checkView, watch } from './checks.mjs';
import { reader } from './service.mjs';

const [base, notePath, folder] = process.argv.slice(2);
const note = JSON.parse(readFileSync(notePath, 'utf8'));
const coordinator = account('coordinator');
const expert = account('provider');
const past = daysBefore(note.today, 200);
const OTHERS = ['laureate', 'observer', 'juror', 'administrator'];

// What those who may not read all are refused.
const PORTFOLIO = /^403 .*\/programmes\/.*\/(portfolio|progress-curve)$/;
const HIDDEN = /^403 .*\/(portfolio|progress-curve|milestones|datasets|progress-entries)$/;

let views = 0;
const browser = await launch();
try {
  for (const width of [360, 1200]) {
    for (const colorScheme of ['light', 'dark']) {
      const looks = { viewport: { width, height: 800 }, colorScheme };
      await visit(looks, [], coordinate);
      await visit(looks, [PORTFOLIO], followAsExpert);
    }
  }
  const looks = { viewport: { width: 1200, height: 800 } };
  for (const role of OTHERS) await visit(looks, [HIDDEN], visitOf(role));
  await visit(looks, [/^401 .*\/token$/], useKeyboard);
  await visit(looks, [/^401 .*\/refresh$/], outliveToken);
  await visit(looks, [/^404 .*\/NOWHERE$/], loseOneself);
  console.log(`The page does what it should: ${views} views looked at.`);
} catch (fault) {
  console.error(fault.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}

/** A journey in a browser of its own. */
async function visit(looks, expected, journey) {
  const context = await browser.newContext({ ...looks, locale: 'fr-FR', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const notes = await watch(page);
  const where = [journey.name, looks.viewport.width, looks.colorScheme].filter(Boolean).join('-');
  try {
    await page.goto(base);
    await journey(page, notes, (name) => look(page, where, name));
    checkNotes(notes, expected);
  } catch (fault) {
    throw new Error(`${where}: ${fault.message}`, { cause: fault });
  } finally {
    await context.close();
  }
}

async function look(page, where, name) {
  views += 1;
  if (folder) await page.screenshot({ path: join(folder, `${where}-${name}.png`), fullPage: true });
  await checkView(page, name);
}

/** A coordinator reads the portfolio, a project, a past day of it, in both languages. */
async function coordinate(page, notes, see) {
  const { read, picture } = await reader(base, coordinator);
  const vocabulary = await read('v1/vocabulary');
  const programme = await read(`v1/programmes/${note.programme}`);
  const { projects } = await read(`v1/programmes/${note.programme}/portfolio`);
  const label = (list, code) => vocabulary[list].find((term) => term.code === code).label;

  await page.getByRole('heading', { name: 'Se connecter' }).waitFor();
  await see('sign-in');
  await signIn(page, coordinator);
  await see('home');

  await follow(page, programme.title);
  await checkTexts(page, 'portfolio', projects.flatMap(({ title, laureate, state, health, next_milestone: next }) => [
    title, laureate.name, label('project_states', state).fr, label('health', health.overall).fr, next?.title ?? '',
  ]));
  await checkPictures(page, picture, [`v1/programmes/${note.programme}/progress-curve`]);
  await see('portfolio');

  const chosen = projects.find(({ milestones }) => milestones.late > 0) ?? projects[0];
  await follow(page, chosen.title);
  await checkProject(page, read, chosen.code);
  await checkPictures(page, picture, picturesOf(chosen.code));
  await see('project');

  notes.requests.length = 0;
  await page.getByLabel('Situation au').fill(past);
  await page.getByRole('button', { name: 'Voir', exact: true }).click();
  await page.getByText('Vous voyez le passé').waitFor();
  checkAllPast(notes.requests);
  await checkProject(page, read, chosen.code, past);
  await checkPictures(page, picture, picturesOf(chosen.code), past);
  await see('project-past');

  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('You see the past').waitFor();
  check(await page.locator('html').getAttribute('lang') === 'en', 'The page does not say that it is in English');
  await checkTexts(page, 'project in English', [label('project_states', 'running').en]);
  await see('project-past-english');

  await goBack(page, chosen.title);
  check(await page.getByText('You see the past').count() === 0, 'The way back does not lead to today');
  await goBack(page, programme.title);
  await checkTexts(page, 'portfolio in English', projects.map(({ state }) => label('project_states', state).en));

  await page.getByRole('button', { name: 'Sign out' }).click();
  await arrived(page, 'Sign in');
  await see('signed-out');
}

/** An expert has no portfolio: its projects, and what waits in them. */
async function followAsExpert(page, notes, see) {
  const { read } = await reader(base, expert);
  const { items: projects } = await read('v1/projects?limit=200');
  const { items: late } = await read(`v1/programmes/${note.programme}/milestones?late=true`);
  const programme = await read(`v1/programmes/${note.programme}`);
  await signIn(page, expert);
  await follow(page, programme.title);
  await checkTexts(page, 'projects', [...projects.map(({ title }) => title), ...late.map(({ title }) => title)]);
  await see('projects');
  await follow(page, projects[0].title);
  await checkProject(page, read, projects[0].code);
  await see('project');
}

/** What the others see of the programme, and of its first project where they see any. */
function visitOf(role) {
  const journey = async (page, notes, see) => {
    const { read } = await reader(base, account(role));
    const { items: [programme] } = await read('v1/programmes');
    const { items: [project] } = await read('v1/projects?limit=1');
    await signIn(page, account(role));
    await follow(page, programme.title);
    await see('programme');
    if (!project) return;
    await follow(page, project.title);
    await checkProject(page, read, project.code);
    await see('project');
  };
  return Object.defineProperty(journey, 'name', { value: role });
}

/** From the skip link to a programme without a mouse; first with a wrong password. */
async function useKeyboard(page, notes, see) {
  await page.getByRole('heading', { name: 'Se connecter' }).waitFor();
  await tabTo(page, '#skip');
  await page.keyboard.press('Enter');
  await tabTo(page, '#email');
  await page.keyboard.type(coordinator.email);
  await tabTo(page, '#password');
  await page.keyboard.type('not this one');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').locator('p').first().waitFor();
  await see('refused');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(coordinator.password);
  await page.keyboard.press('Enter');
  await arrived(page, 'Programmes');
  await tabTo(page, 'main ul a');
  await page.keyboard.press('Enter');
  await page.getByRole('table').waitFor();
  await tabTo(page, 'tbody a');
}

/** Goes on with new tokens when the first are over, and asks to sign in again when there are no more. */
async function outliveToken(page, notes, see) {
  await signIn(page, coordinator);
  await page.clock.setSystemTime(Date.now() + 16 * 60_000);
  await page.getByRole('main').getByRole('link').first().click();
  await page.getByRole('table').waitFor();
  const renewals = notes.requests.filter(({ pathname }) => pathname.endsWith('/refresh'));
  check(renewals.length === 1, `The tokens were renewed ${renewals.length} times rather than once`);

  await page.route('**/v1/auth/refresh', (route) => route.fulfill({ status: 401, json: { title: '', errors: [] } }));
  await page.clock.setSystemTime(Date.now() + 32 * 60_000);
  await page.getByRole('navigation').getByRole('link').first().click();
  await arrived(page, 'Se connecter');
  await page.getByRole('alert').getByText('session').waitFor();
  await see('ended');
}

/** What does not exist is said so, in the words of the service. */
async function loseOneself(page, notes, see) {
  await signIn(page, coordinator);
  await page.evaluate(() => { location.hash = '#/projects/NOWHERE'; });
  await page.getByRole('alert').waitFor();
  await see('unknown-project');
  await page.evaluate(() => { location.hash = '#/nowhere'; });
  await arrived(page, 'Rien à cette adresse');
  await see('unknown-address');
}

async function signIn(page, { email, password }) {
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await arrived(page, 'Programmes');
}

async function follow(page, title) {
  await page.getByRole('main').getByRole('link', { name: title, exact: true }).first().click();
  await arrived(page, title);
}

async function goBack(page, title) {
  await page.goBack();
  await arrived(page, title);
}

/** That the view of this heading is there, with the focus on it and its name in the title. */
async function arrived(page, title) {
  await page.locator('h1:focus', { hasText: title }).waitFor();
  check((await page.title()).startsWith(title), `${title}: the document is called ${await page.title()}`);
}

async function checkProject(page, read, code, asOf) {
  const at = asOf ? `as_of=${asOf}` : '';
  const project = await read(`v1/projects/${code}?${at}`);
  const { items } = await read(`v1/projects/${code}/milestones?limit=200&${at}`);
  await checkTexts(page, code, [project.title, project.laureate.name, ...items.map(({ title }) => title)]);
  const late = await page.locator('tbody .warning').count();
  const expected = items.filter((milestone) => milestone.late).length;
  check(late === expected, `${code}: ${late} milestones are shown as late rather than ${expected}`);
}

/** That these pictures are there, with their own words, and no others. */
async function checkPictures(page, picture, paths, asOf) {
  const drawn = await Promise.all(paths.map((path) => picture(asOf ? `${path}?as_of=${asOf}` : path)));
  const titles = await page.evaluate((svgs) => svgs.map((svg) => {
    const title = new DOMParser().parseFromString(svg, 'image/svg+xml').querySelector('svg > title');
    return title.textContent.trim();
  }), drawn);
  const shown = await page.locator('figure img').evaluateAll((images) => Promise.all(images.map(async (image) => {
    await image.decode().catch(() => {});
    return { title: image.alt, width: image.naturalWidth };
  })));
  const names = shown.map(({ title }) => title);
  check(`${names}` === `${titles}`, `The pictures “${names}” are there rather than “${titles}”`);
  for (const { title, width } of shown) check(width > 0, `The picture “${title}” is not shown`);
}

function checkAllPast(requests) {
  const business = requests.filter(({ protocol }) => protocol !== 'blob:');
  const present = business.filter(({ searchParams }) => searchParams.get('as_of') !== past);
  check(present.length === 0, `Not asked as of the day: ${present.join(', ')}`);
}

/** Goes on with the Tab key until the focus is there, and can be seen. */
async function tabTo(page, selector) {
  for (let press = 0; press < 40; press += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate((wanted) => ({
      there: document.activeElement.matches(wanted), outline: getComputedStyle(document.activeElement).outlineStyle,
    }), selector);
    if (focus.there) return check(focus.outline !== 'none', `${selector}: the focus cannot be seen`);
  }
  throw new Error(`${selector} cannot be reached with the keyboard`);
}

function picturesOf(code) {
  return ['timeline', 'progress-curve', 'milestone-trend'].map((name) => `v1/projects/${code}/${name}`);
}

function account(role) {
  return note.accounts.find((one) => one.role === role);
}

function daysBefore(date, days) {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
}
