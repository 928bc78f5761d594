/** Signs that stand beside words, for whoever looks at many rows at once. */

import { drawing, element, shape } from './elements.js';
import { day, meaning, percent } from './format.js';
import { say } from './texts.js';

const SUN = [
  ['circle', { cx: 12, cy: 12, r: 5, class: 'sun' }],
  ['path', { d: 'M12 1v4M12 19v4M1 12h4M19 12h4M4 4l3 3M17 17l3 3M4 20l3-3M17 7l3-3', class: 'ray' }],
];
const CLOUD = [['path', { d: 'M7 19a4.5 4.5 0 0 1-.5-9 6 6 0 0 1 11.3 1.2A4 4 0 0 1 17.5 19z', class: 'cloud' }]];
const BOLT = [['path', { d: 'M13 13l-4 6h3l-1 4 5-6h-3l1-4z', class: 'bolt' }]];
const WEATHER = {
  sunny: SUN,
  overcast: [['circle', { cx: 16, cy: 7, r: 5, class: 'sun' }], ...CLOUD],
  cloudy: CLOUD,
  stormy: [...CLOUD, ...BOLT],
};

/** How a project fares: the sign, the word and the day of the report. */
export function healthMark({ overall, on, stale }) {
  if (!overall) return say.noHealth;
  const told = stale ? say.healthStale(day(on)) : say.healthOn(day(on));
  return element('span', { class: 'health' },
    drawing({ viewBox: '0 0 24 24', class: 'weather' }, ...WEATHER[overall].map((one) => shape(...one))),
    element('span', {},
      element('strong', {}, meaning('health', overall)), ' ',
      element('small', stale ? { class: 'warning' } : {}, told)));
}

export function stateMark(list, code) {
  return element('span', { class: `state state-${code}` }, meaning(list, code));
}

/** How far it is, and how far it should be. */
export function progressMark(progress, expected) {
  return element('span', { class: 'progress' },
    element('strong', {}, percent(progress)), ' ',
    expected !== null && element('small', {}, say.expected(percent(expected))),
    progress !== null && bar(progress, expected));
}

function bar(progress, expected) {
  const part = (name, x, width) => shape('rect', { x, width, height: 8, class: name });
  return drawing({ viewBox: '0 0 100 8', preserveAspectRatio: 'none', class: 'bar' },
    part('whole', 0, 100),
    part('done', 0, progress),
    expected !== null && part('expected', Math.min(expected, 98.5), 1.5));
}
