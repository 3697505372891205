/** Texts by key, with `{name}` places and plural forms. */
import en from './en.js';
import annotate from './en-annotate.js';
import consensus from './en-consensus.js';
import edit from './en-edit.js';
import { format } from './format.js';

const language = 'en';
const catalogue = { ...en, ...annotate, ...consensus, ...edit };

/**
 * The text for a key.
 *
 * @param {string} key
 * @param {Record<string, any>} [params] values for `{name}` places; `count` chooses the plural form
 * @returns {string} the key itself when no text is known
 */
export function t(key, params) {
  return format(catalogue, language, key, params);
}
