/** What waits for somebody: milestones, decisions, data. Of a project, or of all that one sees of a programme. */

import { ifShown, readAll } from './api.js';
import { element, section } from './elements.js';
import { day, trackName } from './format.js';
import { toProject } from './routes.js';
import { say } from './texts.js';

/** Each milestone waits in the first that holds. */
const QUEUES = [
  ['overdue', (milestone) => milestone.decision_overdue, (milestone) => say.submittedOn(day(milestone.submitted_on))],
  ['submitted', (milestone) => milestone.state === 'submitted', submittedOn],
  ['late', (milestone) => milestone.late, (milestone) => say.forecastOn(day(milestone.forecast_on))],
  ['deferred', (milestone) => milestone.state === 'deferred', resubmitBy],
];

/** Milestones that may wait, of `v1/programmes/…` or `v1/projects/…`; none to whoever is not shown any. */
export async function waitingMilestones(owner) {
  const asked = [{ late: true }, { state: ['submitted', 'deferred'] }];
  const found = await Promise.all(asked.map((query) => ifShown(readAll(`${owner}/milestones`, query))));
  return [...new Map(found.flatMap((some) => some ?? []).map((milestone) => [milestone.id, milestone])).values()];
}

/** Data that cannot be had, as items that wait. */
export async function blockedData(owner) {
  const blocked = await ifShown(readAll(`${owner}/datasets`, { access: 'blocked' })) ?? [];
  return blocked.map((dataset) => ({
    title: dataset.name,
    project: dataset.project,
    details: [say.since(day(dataset.blocked_on)), dataset.block_motive],
  }));
}

export function milestoneQueues(milestones, programme) {
  const queues = Object.fromEntries(QUEUES.map(([name]) => [name, []]));
  for (const milestone of milestones) {
    const [name, , since] = QUEUES.find(([, holds]) => holds(milestone)) ?? [];
    if (name) queues[name].push(item(milestone, programme, since(milestone)));
  }
  return queues;
}

/** The section of what waits: `queues` by name, each of items `{ title, project, details }`. */
export function waitingSection(queues, { withProjects }) {
  const full = Object.entries(queues).filter(([, items]) => items.length > 0);
  if (full.length === 0) return section('waits', say.waits, element('p', {}, say.nothingWaits));
  return section('waits', say.waits, element('div', { class: 'queues' },
    ...full.map(([name, items]) => queue(name, items, withProjects))));
}

function queue(name, items, withProjects) {
  return element('section', { class: `queue queue-${name}`, 'aria-labelledby': name },
    element('h3', { id: name }, `${say.waiting[name]} (${items.length})`),
    element('ul', {}, ...items.map(({ title, project, details }) => element('li', {},
      element('strong', {}, title), ' ',
      element('span', {}, details.filter(Boolean).join(' · ')),
      withProjects && element('a', { href: toProject(project.code) }, project.name)))));
}

function item(milestone, programme, since) {
  const { title, project, track } = milestone;
  return { title, project, details: [trackName(programme, track), since] };
}

/** An observer is not told the days. */
function submittedOn({ submitted_on: on }) {
  return on && say.submittedOn(day(on));
}

function resubmitBy({ resubmit_by: by }) {
  return by && say.resubmitBy(day(by));
}
