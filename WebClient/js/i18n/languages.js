/**
 * The languages there are. English is always at hand; the others are fetched when chosen.
 *
 * Each comes in two parts: `desk`, what the annotation workspace says, and `catalogue`, that and everything else.
 *
 * @typedef {Record<string, import('./format.js').Message>} Catalogue
 * @typedef {object} Language
 * @property {string} name in itself
 * @property {'ltr' | 'rtl'} direction
 * @property {string} locale for numbers, dates and plurals (BCP 47)
 * @property {boolean} [isTest] made from English by a rule, to see what a longer or a mirrored language does; not offered
 * @property {(part: 'desk' | 'catalogue', english: Catalogue) => Promise<Catalogue> | Catalogue} load
 */

/** @type {Record<string, Language>} */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr', locale: 'en', load: (_, english) => english },
  de: { name: 'Deutsch', direction: 'ltr', locale: 'de',
    load: async (part) => (await (part === 'desk' ? import('./desk-de.js') : import('./catalogue-de.js'))).default },
  'en-XA': { name: 'Long', direction: 'ltr', locale: 'en', isTest: true,
    load: async (_, english) => (await import('./pseudo.js')).lengthened(english) },
  'ar-XB': { name: 'Mirrored', direction: 'rtl', locale: 'en', isTest: true, load: (_, english) => english },
};

const KEY = 'boxwood.language';

/**
 * The language to use: the one chosen here before, else the first the browser asks for that there is, else English.
 * @param {string | null} chosen
 * @param {readonly string[]} wanted BCP 47 tags, the best first
 * @returns {string}
 */
export function languageFor(chosen, wanted) {
  if (chosen !== null && Object.hasOwn(LANGUAGES, chosen)) return chosen;
  const known = Object.keys(LANGUAGES).filter((tag) => !LANGUAGES[tag].isTest);
  for (const tag of wanted) {
    const found = known.find((each) => tag.toLowerCase() === each || tag.toLowerCase().startsWith(`${each}-`));
    if (found) return found;
  }
  return 'en';
}

/** The choice made in this browser, or null. */
export function chosenLanguage() {
  try {
    return globalThis.localStorage?.getItem(KEY) ?? null;
  } catch {
    return null;
  }
}

/** Remembers a choice in this browser; null: as the browser asks. @param {string | null} tag */
export function rememberLanguage(tag) {
  try {
    if (tag === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, tag);
  } catch {
    // Without storage the choice cannot outlive the page.
  }
}
