/** Writing the next version: the text, what is new, which examples stay and which come. */
import { ApiError } from '../../api/client.js';
import { previewRequalification, publish } from '../../api/guidelines.js';
import { t } from '../../i18n/index.js';
import { newId } from '../../outbox/new-id.js';
import { fill, h } from '../../ui/dom.js';
import { field, formError, submitForm, textField } from '../../ui/form.js';
import { messageFor } from '../../ui/problems.js';
import { signedIn } from '../../ui/states.js';
import { instructionsField } from '../form/instructions-field.js';
import { exampleCards } from './example-card.js';
import { exampleMaker } from './example-maker.js';

/**
 * @param {object} parts
 * @param {string} parts.projectId
 * @param {import('../../api/guidelines.js').Guideline} parts.guideline the newest
 * @param {any[]} parts.labels
 * @param {() => void} parts.onPublished
 */
export function publishForm({ projectId, guideline, labels, onPublished }) {
  /** @type {Set<string>} */
  const dropped = new Set();
  /** @type {{wish: import('./example-maker.js').ExampleWish, image: any}[]} */
  let added = [];
  const id = newId();
  const fresh = h('ul', { class: 'stack-tight maker-list' });
  const old = exampleCards(guideline.examples, labels, (example) => h('label', { class: 'check' }, h('input', { type: 'checkbox', checked: true,
    on: { change: (/** @type {any} */ event) => { if (event.currentTarget.checked) dropped.delete(example.id); else dropped.add(example.id); } } }), t('guidelines.keep')));
  const outlook = h('p', { class: 'notice', role: 'status', hidden: true, 'data-testid': 'requalify-outlook' });
  const form = h('form', { class: 'stack', novalidate: true, id: 'publish-form', on: { submit } }, formError(),
    instructionsField(guideline.instructions),
    textField({ label: t('guidelines.note'), help: t('guidelines.noteHelp'), name: 'note', optional: true, maxlength: 2000 }),
    field({ label: t('guidelines.requalify'), help: t('guidelines.requalifyHelp'), name: 'requiresQualification',
      control: ({ id: box, describedBy }) => h('input', { id: box, type: 'checkbox', name: 'requiresQualification', 'aria-describedby': describedBy,
        on: { change: (/** @type {any} */ event) => showOutlook(event.currentTarget.checked) } }) }), outlook);
  const node = h('div', { class: 'stack' }, form, guideline.examples.length > 0 && [h('h3', null, t('guidelines.examples')), old], fresh,
    exampleMaker({ projectId, labels, onAdd: (wish, image) => {
      added = [...added, { wish, image }];
      drawFresh();
    } }),
    h('div', null, h('button', { type: 'submit', form: 'publish-form', class: 'button primary', 'data-testid': 'guidelines-publish' }, t('guidelines.publish'))));

  /** Says what asking people to qualify again will do. @param {boolean} isWanted */
  async function showOutlook(isWanted) {
    outlook.hidden = !isWanted;
    if (!isWanted) return;
    try {
      const { exam, people, atWork, short } = await signedIn(() => previewRequalification(projectId));
      outlook.classList.toggle('warn', short > 0);
      fill(outlook, !exam ? t('guidelines.requalify.noExam')
        : [t('guidelines.requalify.people', { count: people }), atWork > 0 && ` ${t('guidelines.requalify.atWork', { count: atWork })}`,
          short > 0 && [' ', t('guidelines.requalify.short', { count: short }), ' ', h('a', { href: `#/projects/${projectId}/gold` }, t('gold.title'))]]);
    } catch (error) {
      fill(outlook, messageFor(error));
    }
  }

  function drawFresh() {
    fill(fresh, added.map((one) => h('li', { 'data-testid': 'example-draft' }, h('strong', null, t(`guidelines.verdict.${one.wish.verdict}`)), ` · ${one.image.name} · ${one.wish.reason} `,
      h('button', { type: 'button', class: 'button small', on: { click: () => {
        added = added.filter((other) => other !== one);
        drawFresh();
      } } }, t('guidelines.takeOut')))));
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    return submitForm(form, async () => {
      const control = (/** @type {string} */ name) => form.elements.namedItem(name);
      try {
        await signedIn(() => publish(projectId, guideline.version, {
          id, instructions: control('instructions').value, note: control('note').value.trim(),
          requiresQualification: control('requiresQualification').checked,
          kept: guideline.examples.map((example) => example.id).filter((example) => !dropped.has(example)), added: added.map(({ wish }) => wish),
        }));
      } catch (error) {
        if (error instanceof ApiError && error.status === 412) throw new ApiError({ status: 412, code: 'guidelines_stale', detail: t('guidelines.stale') });
        throw error;
      }
      onPublished();
    });
  }

  return node;
}
