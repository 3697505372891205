/** Parts of the workspace that are not needed to begin: fetched while nothing else is to do, so that they open offline. */

const PARTS = {
  help: () => import('./help-dialog.js'),
  palette: () => import('./command-palette.js'),
  markdown: () => import('../../ui/markdown.js'),
  guidelineExamples: () => import('./guideline-examples.js'),
  refusals: () => import('./refusals-dialog.js'),
  returning: () => import('./return-dialog.js'),
  skipping: () => import('./skip-dialog.js'),
};

let begun = false;

/** Fetches them all once the browser rests; what fails is fetched when it is first wanted. */
export function fetchLater() {
  if (begun) return;
  begun = true;
  const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ run) => setTimeout(run, 200));
  idle(() => { for (const part of Object.values(PARTS)) part().catch(() => {}); });
}

export const { help: fetchHelp, palette: fetchPalette, markdown: fetchMarkdown, guidelineExamples: fetchGuidelineExamples, refusals: fetchRefusals,
  returning: fetchReturn, skipping: fetchSkip } = PARTS;
