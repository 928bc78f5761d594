/** Addresses within the page: `#/programmes/AMI?as_of=2019-06-28`. Codes and ids need no escaping. */

import { reading } from './api.js';

const THINGS = /^\/(programmes|projects)\/([\w-]+)$/;

/** What the address asks for: `{ kind, code, asOf }`; the kind is null where it means nothing. */
export function here() {
  const [path, query] = (location.hash.slice(1) || '/').split('?');
  const [, kind = path === '/' ? 'home' : null, code] = THINGS.exec(path) ?? [];
  return { path, kind, code, asOf: civilDate(new URLSearchParams(query).get('as_of')) };
}

/** The address of a path, as of the day that is being read. */
export function to(path, asOf = reading.asOf) {
  return asOf ? `#${path}?as_of=${asOf}` : `#${path}`;
}

export function toProgramme(code) {
  return to(`/programmes/${code}`);
}

export function toProject(code) {
  return to(`/projects/${code}`);
}

function civilDate(text) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}
