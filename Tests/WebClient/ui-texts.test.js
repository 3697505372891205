import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import catalogue from '../../WebClient/js/i18n/catalogue-en.js';
import { format } from '../../WebClient/js/i18n/format.js';
import { interval, intervalLines, percent } from '../../WebClient/js/ui/format.js';

const scripts = fileURLToPath(new URL('../../WebClient/js', import.meta.url));
const sources = readdirSync(scripts, { recursive: true }).filter((name) => name.endsWith('.js'))
  .map((name) => ({ name, text: readFileSync(join(scripts, name), 'utf8') }));
const catalogues = await Promise.all(readdirSync(join(scripts, 'i18n')).filter((name) => /^en(-[a-z]+)?\.js$/.test(name))
  .map(async (name) => (await import(`../../WebClient/js/i18n/${name}`)).default));

/** With ordinary spaces: some of those shown do not break. */
const plain = (text) => text.replaceAll('\u00a0', ' ');

test('places are filled, plurals chosen, unknown keys shown', () => {
  const texts = { plain: 'Hello {name}', many: { one: '{count} image', other: '{count} images' } };
  assert.equal(format(texts, 'en', 'plain', { name: '<b>' }), 'Hello <b>');
  assert.equal(format(texts, 'en', 'plain'), 'Hello {name}');
  assert.equal(format(texts, 'en', 'many', { count: 1 }), '1 image');
  assert.equal(format(texts, 'en', 'many', { count: 1234 }), '1,234 images');
  assert.equal(format(texts, 'en', 'toString'), 'toString');
});

test('plural forms follow the language', () => {
  const texts = { n: { one: 'a', few: 'b', many: 'c', other: 'd' } };
  assert.deepEqual([1, 2, 5].map((count) => format(texts, 'pl', 'n', { count })), ['a', 'b', 'c']);
});

test('every text a screen asks for exists', () => {
  for (const { name, text } of sources) {
    for (const [, key] of text.matchAll(/\bt\('([^']+)'/g)) assert.ok(Object.hasOwn(catalogue, key), `${key} in ${name}`);
    for (const [, start] of text.matchAll(/\bt\(`([^`$]+)\$\{/g)) {
      assert.ok(Object.keys(catalogue).some((key) => key.startsWith(start)), `${start}… in ${name}`);
    }
  }
});

test('no key of one catalogue hides one of another', () => {
  const keys = catalogues.flatMap(Object.keys);
  assert.deepEqual(keys.filter((key, index) => keys.indexOf(key) !== index), []);
});

test('a number is shown with its interval and count, or said to be unknown', () => {
  assert.equal(plain(interval({ value: 0.83, low: 0.79, high: 0.87, n: 412 })), '95 % interval 79–87 %, n = 412');
  assert.deepEqual(intervalLines({ value: 0.83, low: 0.79, high: 0.87, n: 412 }).map(plain), ['79–87 %', 'n = 412']);
  assert.equal(plain(interval({ value: null, low: null, high: null, n: 0 })), 'n = 0');
  assert.equal(percent(null), '—');
  assert.equal(percent(0.5), '50 %');
});
