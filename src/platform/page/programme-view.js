/** The programmes that one sees, and one of them: its portfolio, or what one sees of its projects. */

import { ifShown, read, readAll } from './api.js';
import { element, facts, heading, section, table } from './elements.js';
import { day, number, percent } from './format.js';
import { dayOf } from './frame.js';
import { healthMark, progressMark, stateMark } from './marks.js';
import { pictures } from './pictures.js';
import { toProgramme, toProject } from './routes.js';
import { say } from './texts.js';
import { blockedData, milestoneQueues, waitingMilestones, waitingSection } from './waiting.js';

export async function home() {
  const programmes = await readAll('v1/programmes');
  return {
    title: say.programmes,
    content: [heading(say.programmes), programmes.length === 0
      ? element('p', {}, say.noProgrammes)
      : element('ul', { class: 'cards' }, ...programmes.map(card))],
  };
}

function card({ code, title, ends_on: end }) {
  return element('li', {},
    element('a', { href: toProgramme(code) }, title),
    element('p', {}, say.programmeLead(code, end && day(end))));
}

export async function programmeView(code) {
  const path = `v1/programmes/${code}`;
  const [programme, portfolio, figures, milestones, data] = await Promise.all([
    read(path), ifShown(read(`${path}/portfolio`)), pictures(`${path}/progress-curve`),
    waitingMilestones(path), blockedData(path),
  ]);
  const projects = portfolio?.projects ?? await ifShown(readAll('v1/projects', { programme: code })) ?? [];
  const queues = { ...milestoneQueues(milestones, programme), data };
  return {
    title: programme.title,
    trail: [{ name: programme.code }],
    content: [
      heading(programme.title),
      ...(portfolio ? overview(portfolio) : []),
      projectsSection(projects, portfolio ? PORTFOLIO : PROJECTS),
      ...figures,
      projects.length > 0 && waitingSection(queues, { withProjects: true }),
    ],
  };
}

function overview({ as_of: asOf, totals }) {
  return [
    dayOf(asOf),
    facts([
      [say.projects, number(totals.projects)],
      [say.meanProgress, percent(totals.progress)],
      [say.waiting.late, number(totals.late)],
      [say.decisionsOverdue, number(totals.decision_overdue)],
    ]),
  ];
}

function projectsSection(projects, columns) {
  const content = projects.length > 0 ? table(say.projects, columns, projects) : element('p', {}, say.noProjects);
  return section('projects', say.projects, content);
}

function column(name, cell) {
  return { get label() { return say[name]; }, cell };
}

const COMMON = [
  column('projectOf', ({ code, title, laureate }) => element('span', {},
    element('a', { href: toProject(code) }, title), ' ', element('small', {}, laureate.name))),
  column('state', ({ state }) => stateMark('project_states', state)),
];

const PROJECTS = [
  ...COMMON,
  column('startedOn', (project) => day(project.started_on)),
  column('usefulMonths', (project) => number(project.useful_months)),
];

const PORTFOLIO = [
  ...COMMON,
  column('health', ({ health }) => healthMark(health)),
  column('progress', (project) => progressMark(project.progress, project.expected_progress)),
  column('plannedEnd', ({ clock }) => plannedEnd(clock)),
  column('forecastEnd', (project) => day(project.forecast_end)),
  column('late', ({ late_milestones: late }) => lateList(late)),
  column('next', ({ next_milestone: next }) => (next ? milestoneBrief(next) : say.none)),
];

/** While a suspension is open there is only an end at the earliest. */
export function plannedEnd({ planned_end: end, earliest_end: earliest }) {
  return end || !earliest ? day(end) : say.whileSuspended(day(earliest));
}

function lateList(milestones) {
  if (milestones.length === 0) return say.noneLate;
  return element('ul', { class: 'late' }, ...milestones.map((one) => element('li', {}, milestoneBrief(one))));
}

function milestoneBrief({ title, forecast_on: forecast }) {
  return element('span', {}, title, ' ', element('small', {}, say.forecastOn(day(forecast))));
}
