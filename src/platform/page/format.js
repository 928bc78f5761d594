/** Days, numbers and codes, as they are said in the language that was chosen. */

import { get } from './api.js';
import { say } from './texts.js';

let vocabulary = {};

/** The code lists, in both languages: asked for once. */
export async function learnCodes() {
  vocabulary = await get('v1/vocabulary');
}

/** What a code of a list means; the code itself where the list does not have it. */
export function meaning(list, code) {
  return vocabulary[list]?.find((term) => term.code === code)?.label[say.language] ?? code;
}

/** A programme's tracks are its own. */
export function trackName(programme, code) {
  return programme.tracks?.find((track) => track.code === code)?.label[say.language] ?? code;
}

/** A civil date, which no time zone moves and no line breaks. */
export function day(date) {
  if (!date) return say.none;
  const format = new Intl.DateTimeFormat(say.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return format.format(new Date(date)).replace(/^1(?= )/, say.first).replaceAll(' ', '\u00a0');
}

export function percent(value) {
  if (value === null) return say.none;
  return number(value / 100, { style: 'percent' });
}

export function slip(days) {
  if (days === null || days === undefined) return say.none;
  return number(days, { style: 'unit', unit: 'day', unitDisplay: 'short', signDisplay: 'exceptZero' });
}

export function number(value, options = {}) {
  return new Intl.NumberFormat(say.locale, options).format(value);
}
