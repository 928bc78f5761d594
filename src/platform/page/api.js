/** Asks the API. The tokens live in this module and nowhere else: whoever loads the page again signs in again. */

import { say } from './texts.js';

/** As of which day to read; null: as of now. */
export const reading = { asOf: null };

/** An answer that is a problem (RFC 9457), or none at all. */
export class Problem extends Error {
  constructor(status, { title, detail, errors = [] }) {
    super(title);
    this.status = status;
    const reasons = errors.map(({ message }) => message);
    this.sentences = [...new Set([detail, ...reasons])].filter(Boolean);
  }
}

/** Nobody is signed in, or no more. */
export class SignedOut extends Error {}

let tokens = null;
let renewal = null;

export function signedIn() {
  return tokens !== null;
}

export async function signIn(email, password) {
  keep(await post('v1/auth/token', { email, password }));
}

/** Whatever the service answers, the tokens are gone. */
export async function signOut() {
  const ending = send('v1/auth/logout', { method: 'POST' });
  tokens = null;
  await ending.catch(() => {});
}

/** What is told alike on every day: the caller, the codes. */
export async function get(path) {
  return (await asked(path, 'application/json')).json();
}

/** Business data, as of the day of the reading. */
export async function read(path, query = {}) {
  return get(withQuery(path, { ...query, as_of: reading.asOf ?? [] }));
}

/** Every item of a list, page by page. */
export async function readAll(path, query = {}) {
  const items = [];
  let cursor = [];
  do {
    const page = await read(path, { ...query, limit: 200, cursor });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return items;
}

/** The text of a picture; null where this caller is not shown it. */
export async function readPicture(path) {
  const answer = await ifShown(asked(withQuery(path, { as_of: reading.asOf ?? [] }), 'image/svg+xml'));
  return answer?.text() ?? null;
}

/** The accounts that the service shows to whoever comes: the demonstration's. */
export async function shownAccounts() {
  const answer = await send('docs/accounts.json');
  return answer.ok ? answer.json() : [];
}

/** Null for what this caller is not shown. */
export async function ifShown(asking) {
  try {
    return await asking;
  } catch (problem) {
    if ([403, 404].includes(problem.status)) return null;
    throw problem;
  }
}

/** A parameter may have several values, or none: then it is left out. */
function withQuery(path, query) {
  const parameters = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return `${path}?${new URLSearchParams(parameters)}`;
}

async function asked(path, accept) {
  await renewed();
  let answer = await send(path, { accept });
  if (answer.status === 401 && tokens) {
    tokens.until = 0;
    await renewed();
    answer = await send(path, { accept });
  }
  if (answer.status === 401) throw signedOut();
  return orProblem(answer);
}

/** Several requests at once wait for one renewal: a refresh token serves once. */
async function renewed() {
  if (!tokens) throw new SignedOut();
  if (Date.now() < tokens.until) return;
  renewal ??= renew().finally(() => { renewal = null; });
  await renewal;
}

async function renew() {
  try {
    keep(await post('v1/auth/refresh', { refresh_token: tokens.refresh }));
  } catch (problem) {
    throw problem.status === 401 ? signedOut() : problem;
  }
}

function keep({ access_token: access, refresh_token: refresh, expires_in: seconds }) {
  const margin = 10;
  tokens = { access, refresh, until: Date.now() + (seconds - margin) * 1000 };
}

function signedOut() {
  tokens = null;
  return new SignedOut();
}

async function post(path, body) {
  return (await orProblem(await send(path, { method: 'POST', body }))).json();
}

async function send(path, { method = 'GET', accept = 'application/json', body } = {}) {
  const headers = { Accept: accept, 'Accept-Language': say.language };
  if (tokens) headers.Authorization = `Bearer ${tokens.access}`;
  if (body) headers['Content-Type'] = 'application/json';
  try {
    return await fetch(path, { method, headers, body: body && JSON.stringify(body), credentials: 'omit' });
  } catch {
    throw new Problem(0, { title: say.unreachable });
  }
}

async function orProblem(answer) {
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({ title: say.unreadable(answer.status) }));
  throw new Problem(answer.status, problem);
}
