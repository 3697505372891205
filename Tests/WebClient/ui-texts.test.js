import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import catalogue from '../../WebClient/js/i18n/catalogue-en.js';
import desk from '../../WebClient/js/i18n/desk-en.js';
import { everyText, t } from '../../WebClient/js/i18n/index.js';
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

/**
 * The modules that one begins with, and all that they import; of those named also what they import later.
 * @param {string[]} entries @param {(name: string) => boolean} isLater
 */
function importedBy(entries, isLater) {
  const found = new Set();
  const open = [...entries];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const { text } = sources.find((source) => source.name === name);
    const wanted = [...text.matchAll(/^(?:import|export)\s[^;]*?from '([^']+)'/gm), ...isLater(name) ? text.matchAll(/\bimport\('([^']+)'\)/g) : []];
    for (const [, path] of wanted) open.push(posix.normalize(posix.join(posix.dirname(name), path)));
  }
  return found;
}

const atDesk = importedBy(['main.js', 'outside.js', 'views/annotate.js'], (name) => name !== 'main.js' && !name.startsWith('i18n/'));

test('what the workspace and the page for people from outside say is at hand from the beginning', () => {
  assert.ok(atDesk.has('views/annotate/help-dialog.js') && !atDesk.has('views/projects.js'));
  const missing = [...atDesk].filter((name) => !name.startsWith('i18n/')).flatMap((name) => {
    const { text } = sources.find((source) => source.name === name);
    const exact = [...text.matchAll(/'([A-Za-z]\w*(?:\.[\w-]+)+)'/g)].map(([, key]) => key).filter((key) => Object.hasOwn(catalogue, key));
    const begun = [...text.matchAll(/`([A-Za-z]\w*\.[\w.-]*)\$\{/g)].flatMap(([, start]) => Object.keys(catalogue).filter((key) => key.startsWith(start)));
    return [...exact, ...begun].filter((key) => !Object.hasOwn(desk, key)).map((key) => `${key} in ${name}`);
  });
  assert.deepEqual(missing, []);
});

test('no text is wanted before the catalogue of its screen has come', () => {
  const early = sources.flatMap(({ name, text }) => [...text.matchAll(/^(?:export )?(?:const|let) [^=]*= (?![^\n]*=>)[^\n]*\bt\(/gm)].map(([line]) => `${name}: ${line}`));
  assert.deepEqual(early, []);
});

test('the texts of the other screens come when asked for, once', async () => {
  const key = Object.keys(catalogue).find((name) => !Object.hasOwn(desk, name) && typeof catalogue[name] === 'string' && !catalogue[name].includes('{'));
  assert.equal(t(key), key);
  await Promise.all([everyText(), everyText()]);
  assert.equal(t(key), catalogue[key]);
});

test('no class that the workspace uses is dressed by a sheet that it does not have', () => {
  const folder = fileURLToPath(new URL('../../WebClient', import.meta.url));
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const outside = readFileSync(join(folder, 'outside.html'), 'utf8');
  const sheets = (text) => [...text.matchAll(/href="\/styles\/(\w+)\.css"/g)].map(([, name]) => name);
  assert.deepEqual(sheets(outside), sheets(page), 'people from outside see the same workspace');
  const later = readFileSync(join(scripts, 'ui/styles.js'), 'utf8').match(/NAMES = \[([^\]]+)\]/)[1].match(/\w+/g);
  const all = readdirSync(join(folder, 'styles')).map((name) => name.replace('.css', ''));
  assert.deepEqual([...sheets(page), ...later].sort(), all.sort());
  const classesIn = (name) => new Set([...readFileSync(join(folder, 'styles', `${name}.css`), 'utf8').replace(/\/\*[^]*?\*\/|"[^"]*"/g, '').matchAll(/\.([a-z][\w-]*)/g)].map(([, one]) => one));
  const here = new Set(sheets(page).flatMap((name) => [...classesIn(name)]));
  const used = new Set([...atDesk].flatMap((name) => [...sources.find((source) => source.name === name).text.matchAll(/class: (?:'([^']+)'|\[([^\]]+)\]|`([^`]+)`)/g)]
    .flatMap(([, plain, list, template]) => (plain ?? list ?? template).match(/[a-z][\w-]*/g) ?? [])));
  const bare = later.flatMap((name) => [...classesIn(name)].filter((one) => used.has(one) && !here.has(one)).map((one) => `.${one} of ${name}.css`));
  assert.deepEqual(bare, []);
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
