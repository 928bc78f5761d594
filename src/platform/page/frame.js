/** What stands around every view: the header, the trail and the footer. */

import { reading } from './api.js';
import { element } from './elements.js';
import { day } from './format.js';
import { to } from './routes.js';
import { say } from './texts.js';

/** The header: to `caller`, who is signed in, the choice of a day and the way out. */
export function header(path, caller, { leave, speak }) {
  const { language, name } = say.other;
  return [
    element('a', { class: 'brand', href: to('/') }, 'Jalon'),
    caller && dayForm(path),
    element('div', { class: 'tools' },
      caller && element('span', {}, caller.account.name),
      element('button', { type: 'button', id: 'language', lang: language, click: speak }, name),
      caller && element('button', { type: 'button', id: 'sign-out', click: leave }, say.signOut)),
  ].filter(Boolean);
}

/** The day is part of the address: the way back leads to it too. */
function dayForm(path) {
  const input = element('input', { type: 'date', id: 'as-of', required: true, value: reading.asOf });
  const choose = (event) => {
    event.preventDefault();
    location.hash = to(path, input.value);
  };
  return element('form', { class: 'day', submit: choose },
    element('label', { for: 'as-of' }, say.asOf), input, element('button', {}, say.seeDay));
}

export function breadcrumb(trail) {
  const steps = [{ name: say.programmes, href: to('/') }, ...trail];
  return element('nav', { 'aria-label': say.where }, element('ol', {}, ...steps.map(({ name, href }) =>
    element('li', {}, href ? element('a', { href }, name) : element('span', { 'aria-current': 'page' }, name)))));
}

/** `words` say the day. */
export function pastNotice(path, words) {
  return element('p', { class: 'past' },
    element('strong', {}, words(day(reading.asOf))), ' ',
    element('a', { href: to(path, null) }, say.backToNow));
}

/** Of which day the view is, where nobody chose one. */
export function dayOf(date) {
  return reading.asOf ? null : element('p', { class: 'lead' }, say.readOn(day(date)));
}

export function footer() {
  return element('a', { href: 'docs/' }, say.api);
}
