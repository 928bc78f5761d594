/** The pictures that the service draws (SVG), each shown as an image with its own title and description. */

import { readPicture } from './api.js';
import { element } from './elements.js';
import { say } from './texts.js';

const images = new Set();

/** Gives back what pictures hold that are on the page no more. */
export function forgetGone() {
  for (const image of [...images].filter((one) => !one.isConnected)) {
    URL.revokeObjectURL(image.src);
    images.delete(image);
  }
}

/** The figures of these paths, without those that this caller is not shown. */
export async function pictures(...paths) {
  const drawn = await Promise.all(paths.map(readPicture));
  return drawn.filter((svg) => svg !== null).map(figure);
}

function figure(svg) {
  const { title, description } = wordsOf(svg);
  const image = element('img', { src: URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' })), alt: title });
  images.add(image);
  return element('figure', {},
    image,
    description && element('details', {},
      element('summary', {}, say.described(title)),
      element('p', {}, description)));
}

function wordsOf(svg) {
  const picture = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const text = (name) => picture.querySelector(`svg > ${name}`)?.textContent.trim() ?? '';
  return { title: text('title'), description: text('desc') };
}
