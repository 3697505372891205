// Reads the client's sources: who imports whom, who touches the page, and what nobody imports.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** Bottom to top: a module imports only from its own folder and those before it. */
const layers = ['core', 'i18n', 'state', 'tools', 'input', 'render', 'api', 'outbox', '', 'ui', 'charts', 'views', 'main.js', 'outside.js'];

/** The modules that pages begin with. */
const entries = ['main.js', 'outside.js'];

/** Folders that must run without a page; `document` alone is the annotation document there. */
const pure = ['core', 'tools'];

const domMembers = [
  'activeElement', 'addEventListener', 'body', 'cookie', 'create\\w*', 'documentElement', 'elementFromPoint',
  'getElement\\w*', 'head', 'hidden', 'querySelector\\w*', 'removeEventListener', 'title', 'visibilityState',
];
const dom = new RegExp(
  `\\bdocument\\??\\.(?:${domMembers.join('|')})\\b|(?<![\\w.$])(?:window|navigator|localStorage|sessionStorage)\\??\\.`
  + '|(?<![\\w.$])(?:requestAnimationFrame|fetch)\\(|\\bglobalThis\\.document\\b|\\binstanceof (?:HTML|SVG)\\w*Element\\b',
);

/**
 * The text without its comments; strings, templates and regular expressions are kept.
 * @param {string} text
 */
function withoutComments(text) {
  let kept = '';
  let at = 0;
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    let end = at + 1;
    if (two === '//') {
      end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
      continue;
    }
    if (two === '/*') {
      end = text.indexOf('*/', at + 2);
      end = end < 0 ? text.length : end + 2;
      kept += text.slice(at, end).replace(/[^\n]/g, '');
      at = end;
      continue;
    }
    if (`'"\``.includes(text[at])) {
      while (end < text.length && text[end] !== text[at]) end += text[end] === '\\' ? 2 : 1;
      end += 1;
    } else if (text[at] === '/' && /(?:^|[(,=:[!&|?{};+\n]|\breturn)$/.test(kept.replace(/[ \t]+$/, ''))) {
      let inClass = false;
      while (end < text.length && text[end] !== '\n' && (inClass || text[end] !== '/')) {
        if (text[end] === '[') inClass = true;
        if (text[end] === ']') inClass = false;
        end += text[end] === '\\' ? 2 : 1;
      }
      end += 1;
    }
    kept += text.slice(at, end);
    at = end;
  }
  return kept;
}

/**
 * What a text imports: static, dynamic, re-exported, or as a worker; as written.
 * @param {string} text
 */
function specifiers(text) {
  const forms = [
    /(?:^|[;}\n])\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/g,
    /(?:^|[;}\n])\s*import\s*['"]([^'"]+)['"]/g,
    /\bimport\(\s*['"]([^'"]+)['"]/g,
    /\bnew URL\(\s*['"]([^'"]+\.js)['"]\s*,\s*import\.meta\.url/g,
  ];
  return forms.flatMap((form) => [...text.matchAll(form)].map((match) => match[1]));
}

/**
 * @param {string} from path of a module relative to js/
 * @param {string} specifier
 */
function resolve(from, specifier) {
  return specifier.startsWith('/js/')
    ? specifier.slice('/js/'.length)
    : posix.normalize(posix.join(posix.dirname(from), specifier));
}

/** @param {string} path */
function layerOf(path) {
  if (entries.includes(path)) return path;
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

/**
 * Every import that goes upwards or nowhere.
 * @param {Map<string, string>} modules path relative to js/, text
 */
function badImports(modules) {
  const found = [];
  for (const [path, text] of modules) {
    const rank = layers.indexOf(layerOf(path));
    if (rank < 0) found.push(`${path}: js/${layerOf(path)} is no layer`);
    for (const specifier of specifiers(withoutComments(text))) {
      const target = resolve(path, specifier);
      if (!/^(?:\.{1,2}|\/js)\//.test(specifier)) found.push(`${path}: ${specifier} is not a module of ours`);
      else if (!modules.has(target)) found.push(`${path}: ${specifier} does not exist`);
      else if (layers.indexOf(layerOf(target)) > rank) found.push(`${path}: may not import ${target}`);
    }
  }
  return found;
}

/**
 * Every place where a module that must be pure touches the page.
 * @param {Map<string, string>} modules
 */
function pageUses(modules) {
  const found = [];
  for (const [path, text] of modules) {
    if (!pure.includes(layerOf(path))) continue;
    withoutComments(text).split('\n').forEach((line, index) => {
      const match = dom.exec(line);
      if (match) found.push(`${path}:${index + 1}: ${match[0]}`);
    });
  }
  return found;
}

/**
 * Modules that no chain of imports from a page's first module leads to. Types in JSDoc count: a module may be
 * nothing but a contract.
 * @param {Map<string, string>} modules
 */
function unreachable(modules) {
  const reached = new Set();
  const open = [...entries];
  while (open.length > 0) {
    const path = open.pop();
    if (reached.has(path) || !modules.has(path)) continue;
    reached.add(path);
    const text = modules.get(path);
    for (const specifier of specifiers(text)) open.push(resolve(path, specifier));
  }
  return [...modules.keys()].filter((path) => !reached.has(path));
}

/** @returns {Map<string, string>} */
function readClient() {
  const root = fileURLToPath(new URL('../../WebClient/js/', import.meta.url));
  const modules = new Map();
  const visit = (folder) => {
    for (const entry of readdirSync(root + folder, { withFileTypes: true })) {
      if (entry.isDirectory()) visit(`${folder}${entry.name}/`);
      else if (entry.name.endsWith('.js')) modules.set(folder + entry.name, readFileSync(root + folder + entry.name, 'utf8'));
    }
  };
  visit('');
  return modules;
}

test('modules import only from their own folder and lower ones', () => {
  assert.deepEqual(badImports(readClient()), []);
});

test('core and tools run without a page', () => {
  const modules = readClient();
  assert.ok([...modules.keys()].some((path) => path.startsWith('core/')));
  assert.deepEqual(pageUses(modules), []);
});

test('every module is reached from the first one of a page', () => {
  const modules = readClient();
  assert.ok(modules.has('main.js'));
  assert.deepEqual(unreachable(modules), []);
});

test('an import upwards, to nowhere, or of someone else is found', () => {
  const modules = new Map([
    ['main.js', "import './views/a.js';"],
    ['router.js', "export const open = () => import('./views/a.js');"],
    ['core/box.js', "// import '../views/a.js';\nexport * from '../api/client.js';\nimport {\n  a,\n} from './gone.js';"],
    ['core/type.js', "/** @typedef {import('../views/a.js').A} A */\nconst text = \"no // comment\"; import '../main.js';"],
    ['api/client.js', "import { box } from '../core/box.js';\nimport lodash from 'lodash';"],
    ['views/a.js', "import { client } from '/js/api/client.js'; import '../router.js';"],
    ['helpers/a.js', ''],
  ]);
  assert.deepEqual(badImports(modules), [
    'router.js: may not import views/a.js',
    'core/box.js: may not import api/client.js',
    'core/box.js: ./gone.js does not exist',
    'core/type.js: may not import main.js',
    'api/client.js: lodash is not a module of ours',
    'helpers/a.js: js/helpers is no layer',
  ]);
});

test('a pure module that touches the page is found; one that says document is not', () => {
  const modules = new Map([
    ['core/a.js', "document.createElement('p');\nwindow.scroll();\n// window.scroll()\nnavigator.onLine;"],
    ['core/b.js', "export const ids = (document) => document.order.map((id) => document.byId.get(id));\nconst quote = /\"/;"],
    ['tools/c.js', "const url = 'https://example.org'; document.body.focus();"],
    ['tools/d.js', 'const first = this.window.first; prefetch(first);'],
    ['views/e.js', 'document.body.focus();'],
  ]);
  assert.deepEqual(pageUses(modules), [
    'core/a.js:1: document.createElement',
    'core/a.js:2: window.',
    'core/a.js:4: navigator.',
    'tools/c.js:1: document.body',
  ]);
});

test('a module that nothing leads to is found', () => {
  const modules = new Map([
    ['main.js', "const view = () => import('./views/a.js');"],
    ['views/a.js', "new Worker(new URL('../render/worker.js', import.meta.url));"],
    ['render/worker.js', "/** @type {import('../tools/tool.js').Tool} */ let tool;"],
    ['tools/tool.js', ''],
    ['core/lost.js', "import './also-lost.js';"],
    ['core/also-lost.js', ''],
  ]);
  assert.deepEqual(unreachable(modules), ['core/lost.js', 'core/also-lost.js']);
});
