/** Builds elements: what the API says only ever becomes text and attributes. */

const SVG = 'http://www.w3.org/2000/svg';

/** An element with its attributes, then its children; a function is a listener, null and false are left out. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** A drawing beside words that say the same. */
export function drawing(attributes, ...shapes) {
  return filled(document.createElementNS(SVG, 'svg'), { 'aria-hidden': 'true', ...attributes }, shapes);
}

export function shape(name, attributes) {
  return filled(document.createElementNS(SVG, name), attributes, []);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== false));
  return made;
}

/** The heading of a view, where the focus goes. */
export function heading(text) {
  return element('h1', { tabindex: '-1' }, text);
}

export function paragraphs(sentences) {
  return sentences.map((sentence) => element('p', {}, sentence));
}

/** A section named by its heading. */
export function section(id, title, ...children) {
  return element('section', { 'aria-labelledby': id }, element('h2', { id }, title), ...children);
}

/** Terms and what they are; those that are null are not shown. */
export function facts(entries) {
  const shown = entries.filter(([, value]) => value !== null && value !== undefined);
  return element('dl', { class: 'facts' }, ...shown.map(([term, value]) =>
    element('div', {}, element('dt', {}, term), element('dd', {}, value))));
}

/**
 * A table of columns `{ label, cell }`, the first of which names the row. Where it is narrow its rows are shown as
 * cards: the roles, which a browser forgets with the layout, are said again.
 */
export function table(caption, columns, rows) {
  const headers = columns.map(({ label }) => element('th', { role: 'columnheader', scope: 'col' }, label));
  return element('table', { role: 'table' },
    element('caption', {}, caption),
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...headers)),
    element('tbody', { role: 'rowgroup' }, ...rows.map((row) => tableRow(columns, row))));
}

function tableRow(columns, row) {
  return element('tr', { role: 'row' }, ...columns.map(({ label, cell }, place) => (place === 0
    ? element('th', { role: 'rowheader', scope: 'row' }, cell(row))
    : element('td', { role: 'cell', 'data-label': label }, cell(row)))));
}
