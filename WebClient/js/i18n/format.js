/**
 * Looks a text up and fills its places: the pure half of `t`.
 *
 * @typedef {string | Partial<Record<Intl.LDMLPluralRule, string>>} Message
 */

/** @type {Map<string, Intl.PluralRules>} */
const rules = new Map();
/** @type {Map<string, Intl.NumberFormat>} */
const numbers = new Map();

/**
 * @param {Record<string, Message>} catalogue
 * @param {string} language BCP 47 tag
 * @param {string} key
 * @param {Record<string, any>} [params]
 * @returns {string}
 */
export function format(catalogue, language, key, params = {}) {
  const message = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
  if (message === undefined) return key;
  const text = typeof message === 'string' ? message : choose(message, language, Number(params.count ?? 0));
  return text.replace(/\{(\w+)\}/g, (place, name) => (name in params ? show(params[name], language) : place));
}

/** @param {Exclude<Message, string>} forms @param {string} language @param {number} count */
function choose(forms, language, count) {
  const rule = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, rule);
  return forms[rule.select(count)] ?? forms.other ?? '';
}

/** @param {any} value @param {string} language */
function show(value, language) {
  if (typeof value !== 'number') return String(value);
  const shown = numbers.get(language) ?? new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
  numbers.set(language, shown);
  return shown.format(value);
}
