/**
 * The project's instructions in a drawer beside the picture; drawing goes on while it is open. It opens at what is said of
 * the label in use, and follows it: a heading with a label's name is about that label. What turns their Markdown into a page
 * is fetched after the picture, or when they are opened first; until it is here, they are shown as they were written.
 */
import { fill, h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';
import { fetchGuidelineExamples, fetchMarkdown } from './fetched-later.js';
import { icon } from './icons.js';

/**
 * @param {object} parts
 * @param {import('../../api/assignments.js').Assignment['project']} parts.project
 * @param {() => string | null} parts.current the label in use
 * @param {() => void} parts.leave back to the stage
 */
export function createInstructions({ project, current, leave }) {
  const { labels } = project;
  const text = project.instructions ?? '';
  const close = h('button',
    { type: 'button', class: 'button icon quiet', 'aria-label': t('annotate.close'),
      on: { click: () => toggle(false) } }, icon('close'));
  /** What there is about each label: the heading in the text, or else its entry in the list. @type {Map<string, HTMLElement>} */
  const places = new Map();
  const prose = h('div', { class: 'prose', tabindex: '0' });
  const node = h('aside', { class: 'annotate-drawer', 'aria-label': t('annotate.instructions'), hidden: true,
    'data-testid': 'guidelines' },
  h('div', { class: 'modal-head' }, h('h2', null, t('annotate.instructions')), close), prose);
  node.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    toggle(false);
  });

  const written = h('div', { class: 'prose' }, text.trim() || h('p', { class: 'muted' }, t('annotate.instructions.none')));
  const examples = h('div', { class: 'drawer-examples' });
  let asked = false;
  let rendered = text.trim() === '';
  fill(prose,
    h('ul', { class: 'guideline-labels' }, labels.map((label) => {
      const entry = h('li', null, h('span', { class: 'label-color', 'aria-hidden': 'true', style: { background: label.color } }),
        h('span', null, h('strong', null, label.name), label.description && h('span', { class: 'block muted' }, label.description)));
      places.set(label.id, entry);
      return entry;
    })), written, examples);

  async function render() {
    if (rendered) return;
    const markdown = await fetchMarkdown().catch(() => null);
    if (!markdown || rendered) return;
    rendered = true;
    fill(written, markdown.renderMarkdown(text));
    for (const heading of written.querySelectorAll('h3, h4, h5, h6')) {
      const label = labels.find(({ name }) => name.toLowerCase() === (heading.textContent ?? '').trim().toLowerCase());
      if (!label) continue;
      places.get(label.id)?.removeAttribute('data-current');
      places.set(label.id, /** @type {HTMLElement} */ (heading));
    }
    update();
  }

  /** The examples come when they are wanted first; without a network, when they are wanted again. */
  async function fetchExamples() {
    if (asked) return;
    asked = true;
    await (await fetchGuidelineExamples()).showExamples(examples, project).catch(() => { asked = false; });
  }

  /** Brings what is said of the label in use into sight. */
  function update() {
    const place = places.get(current() ?? '');
    for (const each of places.values()) each.toggleAttribute('data-current', each === place);
    if (!node.hidden) place?.scrollIntoView({ block: place.matches('li') ? 'nearest' : 'start' });
  }

  /** @param {boolean} [open] */
  function toggle(open = node.hidden) {
    node.hidden = !open;
    if (open) {
      close.focus();
      update();
      render();
      fetchExamples();
    } else leave();
  }

  return { node, toggle, update };
}
