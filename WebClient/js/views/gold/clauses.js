/** The clause of the guidelines that asks for an object: one of their headings, or words of one's own. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { parseMarkdown } from '../../ui/markdown-parse.js';

/** The choice that stands for words of one's own; no heading is empty but for a line break. */
const OWN = '\n';
/** As the server has it. */
const LONGEST = 1000;

/**
 * The headings of the guidelines, each once, in order. Pure.
 * @param {string} instructions Markdown
 * @returns {string[]}
 */
export function clausesOf(instructions) {
  const found = new Set();
  for (const block of parseMarkdown(instructions)) {
    if (block.type !== 'heading') continue;
    const text = wordsOf(block.children).trim();
    if (text) found.add(text.slice(0, LONGEST));
  }
  return [...found];
}

/** @param {import('../../ui/markdown-parse.js').Inline[]} parts @returns {string} */
function wordsOf(parts) {
  return parts.map((part) => {
    if (part.type === 'break') return ' ';
    if (part.type === 'image') return part.alt;
    return 'children' in part ? wordsOf(part.children) : part.text;
  }).join('');
}

/**
 * A choice of the headings with a line for one's own words.
 * @param {{clauses: string[], value: string, name: string, onChange: (clause: string) => void}} options `name`: of the object
 */
export function clauseField({ clauses, value, name, onChange }) {
  const isOwn = value !== '' && !clauses.includes(value);
  const words = h('input', { type: 'text', class: 'field-input', value: isOwn ? value : '', maxlength: LONGEST, hidden: !isOwn, 'data-testid': 'clause-words',
    'aria-label': t('gold.draw.clauseWords', { name }), on: { input: () => onChange(words.value.trim()) } });
  const choice = h('select', { class: 'field-input', 'aria-label': t('gold.draw.clauseOf', { name }), 'data-testid': 'clause', on: { change: chosen } },
    [['', t('gold.draw.clauseNone')], ...clauses.map((clause) => [clause, clause]), [OWN, t('gold.draw.clauseOwn')]]
      .map(([key, text]) => h('option', { value: key, selected: key === (isOwn ? OWN : value) }, text)));

  function chosen() {
    words.hidden = choice.value !== OWN;
    onChange(choice.value === OWN ? words.value.trim() : choice.value);
    if (!words.hidden) words.focus();
  }

  return h('div', { class: 'gold-clause' }, choice, words);
}
