/** How gold is used: how often it comes, who is paused, what people see, practice and the exam. */
import { setGold } from '../../api/gold.js';
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { h } from '../../ui/dom.js';
import { field, formError, selectField, submitForm, textField } from '../../ui/form.js';
import { signedIn } from '../../ui/states.js';

/** What an exam asks for until somebody says otherwise. */
const EXAM = { images: 10, iouThreshold: 0.5, minimumF1: 0.8, minimumClassAccuracy: 0.9, attempts: 2, coolDownSeconds: 86_400 };

/** @param {{projectId: string, settings: import('../../api/gold.js').Settings, items: import('../../api/gold.js').Item[], onChanged: () => void}} options */
export function settingsForm({ projectId, settings, items, onChanged }) {
  const exam = settings.exam ?? EXAM;
  const pool = items.filter(({ purpose, state }) => purpose === 'exam' && state === 'active').length;
  const number = (/** @type {string} */ name, /** @type {number} */ value, /** @type {any} */ more) =>
    textField({ label: t(`gold.set.${name}`), name, type: 'number', step: 'any', value: String(value), ...more });
  const check = (/** @type {string} */ name, /** @type {boolean} */ checked, /** @type {any} */ more = {}) =>
    field({ label: t(`gold.set.${name}`), name, help: t(`gold.set.${name}Help`), control: ({ id, describedBy }) => h('input', { id, type: 'checkbox', name, checked,
      'aria-describedby': describedBy, ...more }) });
  const rules = h('div', { class: 'stack' },
    number('exam.images', exam.images, { min: 1, step: 1, help: t('gold.set.exam.pool', { count: pool }) }),
    number('exam.minimumF1', exam.minimumF1 * 100, { min: 0, max: 100 }),
    number('exam.iouThreshold', exam.iouThreshold, { min: 0.05, max: 1, help: t('gold.set.exam.iouHelp') }),
    number('exam.minimumClassAccuracy', exam.minimumClassAccuracy * 100, { min: 0, max: 100 }),
    number('exam.attempts', exam.attempts, { min: 1, step: 1 }),
    number('exam.coolDownSeconds', exam.coolDownSeconds / 3600, { min: 0 }));
  const form = h('form', { class: 'card stack', novalidate: true, on: { submit } }, h('h2', null, t('gold.set')), formError(),
    number('rate', settings.rate * 100, { min: 0, max: 50, help: t('gold.set.rateHelp') }),
    number('maximumExposures', settings.maximumExposures, { min: 1, step: 1 }),
    selectField({ label: t('gold.set.pauseRule'), name: 'pauseRule', value: settings.pauseRule, help: t('gold.set.pauseRuleHelp'),
      options: ['interval', 'score', 'never'].map((rule) => [rule, t(`gold.set.pauseRule.${rule}`)]) }),
    number('threshold', settings.threshold * 100, { min: 0, max: 100 }),
    number('minimumAnswers', settings.minimumAnswers, { min: 1, step: 1 }),
    number('recentAnswers', settings.recentAnswers, { min: 0, step: 1, help: t('gold.set.recentHelp') }),
    check('rejectsWork', settings.rejectsWork),
    check('reveals', settings.reveals),
    number('practiceImages', settings.practiceImages, { min: 0, step: 1, help: t('gold.set.practiceHelp') }),
    check('exam', Boolean(settings.exam), { on: { change: offer } }), rules,
    h('div', null, h('button', { type: 'submit', class: 'button primary', 'data-testid': 'gold-save' }, t('gold.set.save'))));
  offer();

  function offer() {
    rules.hidden = !form.elements.namedItem('exam').checked;
  }

  /** @param {string} name */
  const read = (name) => Number(form.elements.namedItem(name).value);
  /** @param {string} name a percentage, to a share without the noise of binary fractions */
  const share = (name) => Number((read(name) / 100).toPrecision(12));

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    return submitForm(form, async () => {
      await signedIn(() => setGold(projectId, {
        rate: share('rate'), maximumExposures: read('maximumExposures'), pauseRule: form.elements.namedItem('pauseRule').value,
        threshold: share('threshold'), minimumAnswers: read('minimumAnswers'), recentAnswers: read('recentAnswers'),
        reveals: form.elements.namedItem('reveals').checked, rejectsWork: form.elements.namedItem('rejectsWork').checked,
        practiceImages: read('practiceImages'),
        exam: form.elements.namedItem('exam').checked ? {
          images: read('exam.images'), iouThreshold: read('exam.iouThreshold'), minimumF1: share('exam.minimumF1'),
          minimumClassAccuracy: share('exam.minimumClassAccuracy'), attempts: read('exam.attempts'),
          coolDownSeconds: Math.round(read('exam.coolDownSeconds') * 3600),
        } : null,
      }, settings.revision));
      announce(t('gold.set.saved'));
      onChanged();
    });
  }

  return form;
}
