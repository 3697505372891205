/** Texts by key, with `{name}` places and plural forms, in the language of this page. */
import english from './catalogue-en.js';
import { format } from './format.js';
import { LANGUAGES, chosenLanguage, languageFor } from './languages.js';

const wanted = languageFor(chosenLanguage(), globalThis.navigator?.languages ?? []);
// Where the catalogue cannot be fetched, English is better than nothing.
const loaded = await Promise.resolve(LANGUAGES[wanted].load(english)).catch(() => null);

/** The language of this page: a key of `LANGUAGES`. */
export const language = loaded ? wanted : 'en';
/** For numbers, dates, lists and sorting (BCP 47). */
export const { locale, direction } = LANGUAGES[language];
const catalogue = { ...english, ...loaded };

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
