/** Chromium, which comes from npm with its libraries and a font: nothing is asked of the machine, no right either. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const home = join(import.meta.dirname, 'chromium');

// The package unpacks where temporary files go, and its libraries only on the machines it was made for.
Object.assign(process.env, {
  TMPDIR: home,
  XDG_CACHE_HOME: home,
  AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x',
  FONTCONFIG_FILE: join(import.meta.dirname, 'fonts.conf'),
});

/** Where the program is; the first time, unpacks it. */
export async function unpacked() {
  mkdirSync(home, { recursive: true });
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}

export async function launch() {
  return chromium.launch({ executablePath: await unpacked() });
}
