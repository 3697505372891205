import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../WebClient', import.meta.url));
const files = readdirSync(root, { recursive: true }).filter((name) => /\.(js|css|html|svg)$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

test('nothing turns text into markup or code', () => {
  const forbidden = /\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(|DOMParser|createContextualFragment|srcdoc/;
  for (const { name, text } of files.filter(({ name: each }) => each.endsWith('.js'))) assert.doesNotMatch(text, forbidden, name);
});

test('no inline style or script for the content security policy to refuse', () => {
  const html = files.filter(({ name }) => name.endsWith('.html'));
  assert.equal(html.length, 2);
  for (const { text } of html) assert.doesNotMatch(text, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/i);
  for (const { name, text } of files.filter(({ name: each }) => each.endsWith('.js'))) {
    assert.doesNotMatch(text, /setAttribute\(\s*'style'/, name);
  }
});

test('nothing is fetched from elsewhere', () => {
  for (const { name, text } of files.filter(({ name: each }) => /\.(css|html)$/.test(each))) {
    assert.doesNotMatch(text, /(?:href|src)="(?:https?:)?\/\/|url\(\s*['"]?(?:https?:)?\/\/|@import/, name);
  }
});

/** The colour pairs that must be readable, with the ratio asked of them. */
const PAIRS = [
  ['text', 'surface', 4.5], ['text', 'surface-raised', 4.5], ['text', 'surface-sunken', 4.5], ['text-muted', 'surface', 4.5],
  ['text-muted', 'surface-raised', 4.5], ['text-muted', 'surface-sunken', 4.5], ['accent', 'surface', 4.5], ['accent', 'surface-raised', 4.5],
  ['accent', 'accent-soft', 4.5], ['text', 'accent-soft', 4.5], ['accent-text', 'accent', 4.5], ['accent-text', 'accent-hover', 4.5],
  ['danger', 'surface', 4.5], ['danger', 'surface-raised', 4.5], ['danger', 'danger-soft', 4.5], ['text', 'danger-soft', 4.5],
  ['warning', 'warning-soft', 4.5], ['text', 'warning-soft', 4.5], ['border-strong', 'surface-raised', 3], ['border-strong', 'surface', 3],
  ['focus', 'surface', 3], ['focus', 'surface-raised', 3],
];

test('colours are readable in both themes', () => {
  const css = files.find(({ name }) => name.endsWith('base.css')).text;
  const colors = new Map([...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [name, [light, dark]]));
  for (const [ink, paper, least] of PAIRS) {
    for (const theme of [0, 1]) {
      const ratio = contrast(colors.get(ink)[theme], colors.get(paper)[theme]);
      assert.ok(ratio >= least, `${ink} on ${paper}, ${theme === 0 ? 'light' : 'dark'}: ${ratio.toFixed(2)}`);
    }
  }
});

function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
