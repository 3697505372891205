/**
 * Texts by key, with `{name}` places and plural forms, in the language of this page: those of the annotation workspace at once,
 * the others once {@link everyText} has come.
 */
import english from './desk-en.js';
import { format } from './format.js';
import { LANGUAGES, chosenLanguage, languageFor } from './languages.js';

const wanted = languageFor(chosenLanguage(), globalThis.navigator?.languages ?? []);
// Where the catalogue cannot be fetched, English is better than nothing.
const loaded = await Promise.resolve(LANGUAGES[wanted].load('desk', english)).catch(() => null);

/** The language of this page: a key of `LANGUAGES`. */
export const language = loaded ? wanted : 'en';
/** For numbers, dates, lists and sorting (BCP 47). */
export const { locale, direction } = LANGUAGES[language];
/** @type {import('./languages.js').Catalogue} */
const catalogue = { ...english, ...loaded };
/** @type {Promise<void> | null} */
let whole = null;

/** Fetches the texts of every screen, once. @returns {Promise<void>} fails where English cannot be fetched, and can then be tried again */
export function everyText() {
  whole ??= fetchWhole().catch((error) => {
    whole = null;
    throw error;
  });
  return whole;
}

async function fetchWhole() {
  const { default: all } = await import('./catalogue-en.js');
  const own = await Promise.resolve(LANGUAGES[language].load('catalogue', all)).catch(() => loaded);
  Object.assign(catalogue, all, own);
}

/**
 * The text for a key.
 *
 * @param {string} key
 * @param {Record<string, any>} [params] values for `{name}` places; `count` chooses the plural form
 * @returns {string} the key itself when no text is known
 */
export function t(key, params) {
  return format(catalogue, locale, key, params);
}

/** The text for a key, or another when there is none. @param {string} key @param {string} fallback */
export function textOr(key, fallback) {
  return Object.hasOwn(catalogue, key) ? t(key) : fallback;
}
