/** One project: how it fares, what waits, its pictures and its milestones. */

import { ifShown, read, readAll } from './api.js';
import { element, facts, heading, section, table } from './elements.js';
import { day, number, slip, trackName } from './format.js';
import { dayOf } from './frame.js';
import { healthMark, stateMark } from './marks.js';
import { pictures } from './pictures.js';
import { plannedEnd } from './programme-view.js';
import { toProgramme } from './routes.js';
import { say } from './texts.js';
import { blockedData, milestoneQueues, waitingSection } from './waiting.js';

export async function projectView(code) {
  const path = `v1/projects/${code}`;
  const project = await read(path);
  const [programme, clock, milestones, reports, entries, data, figures] = await Promise.all([
    read(`v1/programmes/${project.programme.id}`),
    read(`${path}/clock`),
    readAll(`${path}/milestones`),
    read(`${path}/health`, { limit: 1 }),
    ifShown(read(`${path}/progress-entries`)),
    blockedData(path),
    pictures(`${path}/timeline`, `${path}/progress-curve`, `${path}/milestone-trend`),
  ]);
  const [report] = reports.items;
  const queues = {
    ...milestoneQueues(milestones, programme),
    suspensions: openSuspensions(clock),
    data,
    obstacles: obstacles(entries?.items ?? [], programme),
    support: supportAsked(report),
  };
  return {
    title: project.title,
    trail: [{ name: programme.code, href: toProgramme(programme.code) }, { name: project.code }],
    content: [
      heading(project.title),
      dayOf(clock.as_of),
      project.summary && element('p', {}, project.summary),
      projectFacts(project, clock, report),
      waitingSection(queues, { withProjects: false }),
      figures.length > 0 && section('pictures', say.pictures, ...figures),
      section('milestones', say.milestones, table(say.milestones, milestoneColumns(programme), milestones)),
    ],
  };
}

function projectFacts(project, clock, report) {
  const used = clock.useful_months_used;
  const months = number(clock.useful_months);
  return facts([
    [say.laureate, project.laureate.name],
    [say.state, stateMark('project_states', project.state)],
    [say.health, report ? healthMark({ overall: report.overall, on: report.reported_on }) : say.noHealth],
    [say.startedOn, day(project.started_on)],
    [say.plannedEnd, plannedEnd(clock)],
    [say.endedOn, project.ended_on && day(project.ended_on)],
    [say.usefulMonths, used === null ? months : say.usedOf(number(used), months)],
  ]);
}

function openSuspensions({ as_of: asOf, suspensions }) {
  return suspensions
    .filter(({ from, until }) => from <= asOf && (until === null || asOf < until))
    .map(({ from, motive }) => ({ title: motive ?? say.waiting.suspensions, details: [say.since(day(from))] }));
}

/** Entries come newest first: what the latest of a track does not repeat stands in the way no more. */
function obstacles(entries, programme) {
  const counted = entries.filter((entry) => !entry.corrected_by && !entry.reverses && !entry.reversed_by);
  const latest = counted.filter(({ track }, place) => counted.findIndex((other) => other.track === track) === place);
  return latest.filter(({ blockers }) => blockers).map(({ blockers, track, occurred_on: on }) => ({
    title: blockers, details: [trackName(programme, track), say.toldOn(day(on))],
  }));
}

function supportAsked(report) {
  if (!report?.support_needed) return [];
  return [{ title: report.support_needed, details: [say.toldOn(day(report.reported_on))] }];
}

function milestoneColumns(programme) {
  return [
    { label: say.milestone, cell: ({ title }) => title },
    { label: say.track, cell: ({ track }) => trackName(programme, track) },
    { label: say.state, cell: milestoneState },
    { label: say.baseline, cell: (milestone) => day(milestone.baseline_on) },
    { label: say.forecast, cell: reachedOrExpected },
    { label: say.slip, cell: (milestone) => slip(milestone.slip_days) },
  ];
}

function milestoneState({ state, late }) {
  return element('span', {},
    stateMark('milestone_states', state), ' ',
    late && element('strong', { class: 'warning' }, say.late));
}

function reachedOrExpected({ state, submitted_on: submitted, forecast_on: forecast }) {
  return day(state.startsWith('accepted') && submitted ? submitted : forecast);
}
