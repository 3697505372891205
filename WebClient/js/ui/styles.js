/** The style sheets of all screens but the annotation workspace, which has its own in the page. */

const NAMES = ['screens', 'review', 'audit', 'gold', 'heat', 'consensus', 'conflicts', 'figures'];

/** @type {Promise<any> | null} */
let asked = null;

/** Fetches them, once. @returns {Promise<any>} fails where one cannot be fetched, and can then be tried again */
export function everyStyle() {
  asked ??= Promise.all(NAMES.map(load)).catch((error) => {
    asked = null;
    throw error;
  });
  return asked;
}

/** Before those of the workspace, so that the order of all is the same wherever one begins. @param {string} name @returns {Promise<void>} */
function load(name) {
  const href = `/styles/${name}.css`;
  const found = /** @type {HTMLLinkElement | null} */ (document.querySelector(`link[href="${href}"]`));
  if (found?.sheet) return Promise.resolve();
  found?.remove();
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new TypeError(`${href} cannot be fetched`)));
    const first = document.querySelector('link[data-desk]');
    if (first) first.before(link);
    else document.head.append(link);
  });
}
