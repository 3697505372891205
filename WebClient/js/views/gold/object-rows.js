/** The objects of a known answer that is being drawn: one press goes to an object, and each says which clause asks for it. */
import { t } from '../../i18n/index.js';
import { fill, h } from '../../ui/dom.js';
import { clauseField } from './clauses.js';

/**
 * @param {object} options
 * @param {(labelId: string) => {name: string, color: string}} options.labelOf
 * @param {string[]} options.clauses headings of the guidelines
 * @param {Map<string, string>} options.clauseOf the clause of each object, changed in place
 * @param {(id: string) => void} options.choose
 */
export function objectRows({ labelOf, clauses, clauseOf, choose }) {
  const list = h('ol', { class: 'gold-objects', 'data-testid': 'draw-objects' });
  const none = h('p', { class: 'muted small' }, t('gold.draw.none'));
  /** Rows stay where they are while one types in them. @type {Map<string, {node: any, button: any, key: string}>} */
  let rows = new Map();

  /** @param {import('../../core/document.js').Annotation} annotation @param {number} index */
  function rowOf(annotation, index) {
    const label = labelOf(annotation.labelId);
    const name = t('gold.draw.object', { number: index + 1, label: label.name });
    const key = `${name} ${label.color}`;
    const present = rows.get(annotation.id);
    if (present?.key === key) return present;
    const button = h('button', { type: 'button', class: 'result-go', 'aria-pressed': 'false', on: { click: () => choose(annotation.id) } },
      h('span', { class: 'dot', style: { background: label.color }, 'aria-hidden': 'true' }), ' ', name);
    const field = clauseField({ clauses, value: clauseOf.get(annotation.id) ?? '', name, onChange: (clause) => { clauseOf.set(annotation.id, clause); } });
    return { key, button, node: h('li', { 'data-testid': 'draw-object' }, button, field) };
  }

  return {
    node: h('section', { class: 'stack-tight', 'aria-labelledby': 'draw-objects-title' }, h('h2', { id: 'draw-objects-title' }, t('gold.draw.objects')), none, list),
    /** @param {import('../../core/document.js').Annotation[]} annotations @param {ReadonlySet<string>} selection */
    show(annotations, selection) {
      const next = new Map(annotations.map((annotation, index) => [annotation.id, rowOf(annotation, index)]));
      const isSame = next.size === rows.size && [...next].every(([id, row]) => rows.get(id) === row);
      rows = next;
      none.hidden = rows.size > 0;
      if (!isSame) fill(list, [...rows.values()].map(({ node }) => node));
      for (const [id, { button }] of rows) button.setAttribute('aria-pressed', String(selection.has(id)));
    },
  };
}
