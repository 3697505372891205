import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderMarkdown } from '../../WebClient/js/ui/markdown.js';
import { parseMarkdown } from '../../WebClient/js/ui/markdown-parse.js';
import { safeImage, safeLink } from '../../WebClient/js/ui/safe-url.js';
import { installFakeDocument } from './ui-fake-document.js';
import { seededRandom } from './seeded-random.js';

installFakeDocument();

/** What the renderer may ever make. */
const ALLOWED = new Set(['h3', 'h4', 'h5', 'h6', 'p', 'pre', 'code', 'hr', 'blockquote', 'ol', 'ul', 'li', 'em', 'strong', 'br', 'a', 'img']);

const shape = (text) => renderMarkdown(text).names().join(' ');

test('the usual Markdown becomes the usual elements', () => {
  const cases = [
    ['# Title', 'h3'], ['###### Deep', 'h6'], ['one\ntwo', 'p'], ['one\n\ntwo', 'p p'], ['- a\n- b', 'ul li li'],
    ['1. a\n2. b', 'ol li li'], ['- a\n  - b', 'ul li ul li'], ['> said', 'blockquote p'], ['---', 'hr'],
    ['```\ncode\n```', 'pre code'], ['**b** and *i* and `c`', 'p strong em code'], ['***both***', 'p strong em'],
    ['a  \nb', 'p br'], ['[x](https://example.org)', 'p a'], ['<https://example.org>', 'p a'], ['![alt](/help/box.png)', 'p img'],
  ];
  for (const [text, expected] of cases) assert.equal(shape(text), expected, text);
});

test('text is kept word for word', () => {
  assert.equal(renderMarkdown('snake_case_name and 2 * 3 * 4').textContent, 'snake_case_name and 2 * 3 * 4');
  assert.equal(renderMarkdown('a \\*star\\* and 5 < 6 & "q"').textContent, 'a *star* and 5 < 6 & "q"');
  assert.equal(renderMarkdown('```\n<b>**no**</b>\n```').textContent, '<b>**no**</b>');
  assert.equal(renderMarkdown('an open **bold and [link](').textContent, 'an open **bold and [link](');
});

test('an ordered list starts where it says', () => {
  assert.equal(renderMarkdown('4. four').all('ol')[0].attributes.get('start'), '4');
});

test('markup in the source stays text', () => {
  for (const text of ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<a href="javascript:alert(1)">x</a>', '<svg/onload=alert(1)>']) {
    const page = renderMarkdown(text);
    assert.deepEqual(page.names(), ['p'], text);
    assert.equal(page.textContent, text);
  }
});

test('only http, https and mailto links are made, and they open apart', () => {
  const hostile = ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\tscript:alert(1)', '\u0001javascript:alert(1)',
    'data:text/html,<script>1</script>', 'vbscript:x', 'file:///etc/passwd', '//evil.example', '/\\evil.example', 'blob:https://x/y',
    'https:evil', 'http://', 'javascript&colon;alert(1)', 'https://exa\u200bmple.org'];
  for (const address of hostile) {
    assert.equal(safeLink(address), null, address);
    assert.deepEqual(renderMarkdown(`[x](${address})`).all('a'), [], address);
    assert.deepEqual(renderMarkdown(`[x](<${address}>)`).all('a'), [], address);
  }
  const [link] = renderMarkdown('[x](https://example.org/a_(b)?c=1)').all('a');
  assert.equal(link.attributes.get('href'), 'https://example.org/a_(b)?c=1');
  assert.match(link.attributes.get('rel'), /noopener/);
  assert.equal(safeLink('mailto:a@example.org'), 'mailto:a@example.org');
});

test('pictures come from this server only', () => {
  for (const address of ['https://example.org/x.png', '//example.org/x.png', '/\\example.org/x.png', 'data:image/png;base64,AA', 'x.png', '']) {
    assert.equal(safeImage(address), null, address);
    assert.deepEqual(renderMarkdown(`![alt](${address})`).all('img'), [], address);
  }
  assert.equal(renderMarkdown('![a "b](/x.png)').all('img')[0].attributes.get('alt'), 'a "b');
});

test('links never nest', () => {
  const page = renderMarkdown('[a [b](https://b.example) c](https://a.example)');
  for (const link of page.all('a')) assert.deepEqual(link.all('a'), []);
});

test('random text never makes anything but the allowed elements', () => {
  const random = seededRandom(11);
  const pieces = ['<script>', '</', '[', ']', '(', ')', '!', '*', '**', '_', '`', '```', '\n', '\n\n', '# ', '- ', '1. ', '> ', '  ', 'javascript:', 'https://a.b',
    '<', '>', '\\', '"', "'", 'word', '\u0000', 'onerror=', '&lt;', '---'];
  for (let round = 0; round < 400; round += 1) {
    const text = Array.from({ length: 40 }, () => random.pick(pieces)).join('');
    const page = renderMarkdown(text);
    for (const name of page.names()) assert.ok(ALLOWED.has(name), `${name} from ${JSON.stringify(text)}`);
    for (const link of page.all('a')) assert.match(link.attributes.get('href'), /^(https?:\/\/|mailto:)/);
  }
});

test('deep nesting ends as text instead of exhausting the stack', () => {
  assert.ok(parseMarkdown('> '.repeat(5000) + 'x').length > 0);
  assert.ok(parseMarkdown('[' .repeat(2000) + 'x' + '](https://a.b)'.repeat(2000)).length > 0);
  assert.ok(parseMarkdown('*a '.repeat(20000)).length > 0);
});
