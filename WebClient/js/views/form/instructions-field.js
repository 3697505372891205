/** Instructions as Markdown, with what people will see beside it. */
import { t } from '../../i18n/index.js';
import { fill, h } from '../../ui/dom.js';
import { field } from '../../ui/form.js';
import { renderMarkdown } from '../../ui/markdown.js';

/** @param {string} source */
export function instructionsField(source) {
  const preview = h('div', { class: 'prose preview card', 'aria-label': t('form.preview'), role: 'region', tabindex: '0' });
  let waiting = 0;
  const draw = (/** @type {string} */ text) => {
    fill(preview, text.trim() === '' ? h('p', { class: 'muted' }, t('form.previewEmpty')) : renderMarkdown(text));
  };
  draw(source);
  const text = field({ label: t('form.instructions'), help: t('form.instructionsHelp'), name: 'instructions', optional: true,
    control: ({ id, describedBy }) => h('textarea', { id, name: 'instructions', 'aria-describedby': describedBy, rows: 10,
      maxlength: 100000, value: source, spellcheck: 'true', on: { input: (/** @type {any} */ event) => {
        const { value } = event.currentTarget;
        window.clearTimeout(waiting);
        waiting = window.setTimeout(() => draw(value), 80);
      } } }) });
  return h('div', { class: 'split' }, text,
    h('div', { class: 'field' }, h('p', { class: 'field-label', 'aria-hidden': 'true' }, t('form.preview')), preview));
}
