import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import german from '../../WebClient/js/i18n/catalogue-de.js';
import english from '../../WebClient/js/i18n/catalogue-en.js';
import { LANGUAGES, languageFor } from '../../WebClient/js/i18n/languages.js';
import { lengthened } from '../../WebClient/js/i18n/pseudo.js';

const folder = fileURLToPath(new URL('../../WebClient/js', import.meta.url));
const catalogues = { de: german };
const forms = (message) => (typeof message === 'string' ? { other: message } : message);
const places = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

test('every English catalogue is in the whole, and every language has the same ones', () => {
  const names = readdirSync(join(folder, 'i18n'));
  const whole = (language) => ['desk', 'catalogue'].map((part) => readFileSync(join(folder, `i18n/${part}-${language}.js`), 'utf8')).join('\n');
  for (const name of names.filter((each) => /^en(-[a-z]+)?\.js$/.test(each))) {
    assert.ok(whole('en').includes(`'./${name}'`), `${name} is in no catalogue`);
    for (const language of Object.keys(catalogues)) {
      const other = name.replace(/^en/, language);
      assert.ok(names.includes(other) && whole(language).includes(`'./${other}'`), `${other} is missing`);
    }
  }
});

for (const [language, catalogue] of Object.entries(catalogues)) {
  test(`${language} says everything that English says, and nothing else`, () => {
    assert.deepEqual(Object.keys(english).filter((key) => !Object.hasOwn(catalogue, key)), [], 'missing');
    assert.deepEqual(Object.keys(catalogue).filter((key) => !Object.hasOwn(english, key)), [], 'left over');
  });

  test(`${language} has the same places in every text, and the plural forms of its language`, () => {
    const rules = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [key, message] of Object.entries(catalogue)) {
      const here = forms(message);
      const wanted = places(Object.values(forms(english[key])).join(' '));
      assert.deepEqual(places(Object.values(here).join(' ')), wanted, key);
      assert.equal(typeof message === 'string', typeof english[key] === 'string', `${key}: plural or not`);
      if (typeof message !== 'string') assert.deepEqual(Object.keys(here).sort(), [...rules].sort(), key);
    }
  });

  test(`${language} is translated: no sentence is the English one`, () => {
    const same = Object.entries(catalogue).filter(([key, message]) => JSON.stringify(message) === JSON.stringify(english[key])
      && /[a-z]{3,} [a-z]{3,}/i.test(JSON.stringify(message)));
    assert.deepEqual(same.map(([key]) => key), []);
  });
}

test('the language is the one chosen here, else the first that the browser asks for and that there is, else English', () => {
  assert.equal(languageFor(null, ['fr-FR', 'de-AT', 'en']), 'de');
  assert.equal(languageFor(null, ['fr']), 'en');
  assert.equal(languageFor(null, []), 'en');
  assert.equal(languageFor('en', ['de']), 'en');
  assert.equal(languageFor('klingon', ['de-DE']), 'de');
  assert.equal(languageFor(null, ['en-XA']), 'en', 'languages for tests are never guessed');
  assert.equal(languageFor(null, ['design']), 'en');
});

test('the longer English is four tenths longer, and keeps its places', () => {
  const made = lengthened(english);
  let before = 0;
  let after = 0;
  for (const [key, message] of Object.entries(english)) {
    for (const [rule, form] of Object.entries(forms(message))) {
      const longer = forms(made[key])[rule];
      assert.deepEqual(places(longer), places(form), key);
      before += form.length;
      after += longer.length;
    }
  }
  assert.ok(after / before > 1.35 && after / before < 1.45, `${after / before}`);
});

test('every language has a name of its own and a known locale', () => {
  for (const { name, locale, direction } of Object.values(LANGUAGES)) {
    assert.ok(name.length > 2);
    assert.deepEqual(Intl.NumberFormat.supportedLocalesOf(locale), [locale]);
    assert.ok(['ltr', 'rtl'].includes(direction));
  }
});

/** Text literals of a module, without comments, imports and templates' places. @param {string} source */
function literalsOf(source) {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/[^\n]*/g, '$1')
    .replace(/^\s*(?:import|export)\b[^;]*?from\s*'[^']*';/gm, '').replace(/\bimport\('[^']*'\)/g, '');
  return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map((match) => match[1] ?? match[2].replace(/\$\{[^}]*\}/g, ''));
}

/** Words that are no text: names of keys, events, errors, types and the like. */
const NAMES = new Set([
  'Alt', 'AltGraph', 'Arrow', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'Backspace', 'Control', 'Ctrl', 'Delete', 'End', 'Enter', 'Escape',
  'Home', 'Meta', 'PageDown', 'PageUp', 'Shift', 'Space', 'Tab', 'AbortError', 'InvalidStateError', 'ApiError', 'Idempotency-Key', 'If-Match',
  'Content-Type', 'Accept', 'DELETE', 'GET', 'PATCH', 'POST', 'PUT', 'Aborted', 'Digit', 'Numpad', 'Key', 'NumpadAdd', 'NumpadSubtract', 'Mod', 'Files',
]);

/** Whether a literal reads like something for a person. @param {string} literal */
function isProse(literal) {
  const text = literal.trim();
  if (NAMES.has(text) || /^(?:[A-Z][a-z]*\+|Mod\+|Shift\+|Control\+)/.test(text)) return false;
  return /^[A-Z][a-z]{2,}(?: |$)/.test(text) || /[a-z]{2,} .*[a-z]{2,}[.!?…]$/.test(text) || /[a-z]{3,} [a-z]{2,} [a-z]{2,}.*[,.:;!?’]/.test(text);
}

test('no text for people stands in a module: all of it is in the catalogues', () => {
  const modules = readdirSync(folder, { recursive: true }).filter((name) => /^(?:ui|views|main\.js|router\.js|tools|input)/.test(name) && name.endsWith('.js')
    && !name.includes('markdown-')); // those hold regular expressions with quotes in them
  assert.ok(modules.length > 80);
  const found = modules.flatMap((name) => literalsOf(readFileSync(join(folder, name), 'utf8')).filter(isProse).map((text) => `${name}: ${text}`));
  assert.deepEqual(found, []);
});

test('a text in a module would be found', () => {
  const source = "h('p', { class: 'muted small' }, 'Nothing here yet'); say(`Saved ${count} shapes to the server.`); on('Escape'); // Not this";
  assert.deepEqual(literalsOf(source).filter(isProse), ['Nothing here yet', 'Saved  shapes to the server.']);
});
