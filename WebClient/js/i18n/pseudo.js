/** English made longer and accented, to see what a longer language does to the screens. */

const ACCENTS = /** @type {Record<string, string>} */ ({ a: 'á', e: 'é', i: 'í', o: 'ö', u: 'ü', A: 'Å', E: 'É', I: 'Î', O: 'Ø', U: 'Û', n: 'ñ', c: 'ç', s: 'š', y: 'ý' });
/** So much longer, as a share of the letters. */
const LONGER = 0.4;

/** @param {import('./languages.js').Catalogue} english @returns {import('./languages.js').Catalogue} */
export function lengthened(english) {
  return Object.fromEntries(Object.entries(english).map(([key, message]) => [key, typeof message === 'string' ? longer(message)
    : Object.fromEntries(Object.entries(message).map(([rule, form]) => [rule, longer(form)]))]));
}

/** Accents on the letters, places left alone, vowels doubled until it is long enough. @param {string} text */
function longer(text) {
  let owed = text.replace(/\{\w+\}/g, '').length * LONGER;
  return text.split(/(\{\w+\})/).map((part) => (part.startsWith('{') ? part : part.replace(/[a-zA-Z]/g, (letter) => {
    const accented = ACCENTS[letter] ?? letter;
    if (owed < 1 || !/[aeiou]/i.test(letter)) return accented;
    const times = Math.min(2, Math.floor(owed));
    owed -= times;
    return accented + accented.toLowerCase().repeat(times);
  }))).join('');
}
