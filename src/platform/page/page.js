/** The page: who is signed in, where one is, and what is shown there. */

import { Problem, SignedOut, get, reading, signOut, signedIn } from './api.js';
import { element, heading, paragraphs } from './elements.js';
import { day, learnCodes } from './format.js';
import { breadcrumb, footer, header, pastNotice } from './frame.js';
import { forgetGone } from './pictures.js';
import { home, programmeView } from './programme-view.js';
import { projectView } from './project-view.js';
import { here, to } from './routes.js';
import { signInView } from './sign-in-view.js';
import { say, speakOther } from './texts.js';

const VIEWS = { home, programmes: programmeView, projects: projectView };
const part = (id) => document.getElementById(id);

let caller = null;
let latest = 0;

/** Shows what the address asks for. Whoever goes on before it is there sees only where they went. */
async function show({ focus, notice }) {
  const turn = ++latest;
  const { path, kind, code, asOf } = here();
  reading.asOf = asOf;
  showFrame(path);
  part('status').textContent = say.loading;
  const view = await (signedIn() ? asked(kind, code) : signInView(arrive, notice));
  if (turn !== latest) return;
  part('status').textContent = '';
  if (view) showView(view, path);
  else leave(say.sessionEnded);
  if (view && focus) part('main').querySelector('h1').focus();
}

/** The view of a thing, or what is said instead; null once the session has ended. */
async function asked(kind, code) {
  if (!kind) return nowhere();
  try {
    return await VIEWS[kind](code);
  } catch (problem) {
    if (problem instanceof SignedOut) return null;
    if (problem instanceof Problem) return refusal(problem);
    throw problem;
  }
}

function showFrame(path) {
  document.documentElement.lang = say.language;
  part('skip').textContent = say.skip;
  part('header').replaceChildren(...header(path, caller, { leave: leaveForGood, speak }));
  part('footer').replaceChildren(footer());
}

function showView({ title, trail, content, dayWords = say.past }, path) {
  const isPast = signedIn() && reading.asOf;
  document.title = `${isPast ? say.titleAsOf(title, day(reading.asOf)) : title} – Jalon`;
  const before = [trail && breadcrumb(trail), isPast && pastNotice(path, dayWords)];
  part('main').replaceChildren(...[...before, ...content].filter(Boolean));
  forgetGone();
}

function nowhere() {
  return { title: say.nowhere, content: [heading(say.nowhere), element('a', { href: to('/') }, say.programmes)] };
}

function refusal(problem) {
  const again = element('button', { type: 'button', click: () => show({ focus: true }) }, say.retry);
  return {
    title: problem.message,
    trail: [],
    dayWords: say.readOn,
    content: [heading(problem.message), element('div', { role: 'alert' }, ...paragraphs(problem.sentences)), again],
  };
}

async function arrive() {
  [caller] = await Promise.all([get('v1/me'), learnCodes()]);
  await show({ focus: true });
}

/** Whoever signs in next begins at the beginning. */
async function leaveForGood() {
  history.replaceState(null, '', '#/');
  await leave();
}

async function leave(notice) {
  caller = null;
  if (signedIn()) await signOut();
  await show({ focus: true, notice });
}

async function speak() {
  speakOther();
  await show({ focus: false });
  part('language').focus();
}

part('skip').addEventListener('click', (event) => {
  event.preventDefault();
  part('main').focus();
});
addEventListener('hashchange', () => show({ focus: true }));
show({ focus: false });
