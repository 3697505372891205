/** Work that nobody has judged: approve it, or reject it with a reason that the person reads. */
import { decidePay, listPayWork } from '../../api/pay.js';
import { t } from '../../i18n/index.js';
import { announce } from '../../ui/announce.js';
import { h } from '../../ui/dom.js';
import { dateTime } from '../../ui/format.js';
import { formError, selectField, submitForm, textField } from '../../ui/form.js';
import { money } from '../../ui/money.js';
import { loadInto, signedIn } from '../../ui/states.js';

const STATES = ['pending', 'approved', 'rejected', 'paid'];

/** @param {{projectId: string, onChanged: () => Promise<void>}} options */
export function judgeWork({ projectId, onChanged }) {
  let state = 'pending';
  const place = h('div');
  const choice = selectField({ label: t('pay.judge.show'), name: 'state', value: state, options: STATES.map((key) => [key, t(`pay.state.${key}`)]),
    on: { change: (/** @type {any} */ event) => { state = event.currentTarget.value; load(); } } });
  const node = h('section', { class: 'card stack', 'aria-labelledby': 'judge-title' }, h('h2', { id: 'judge-title' }, t('pay.judge.title')),
    h('div', { class: 'filters' }, choice), place);
  const load = () => loadInto(place, () => listPayWork(projectId, state), draw, { quiet: true });

  /** @param {{items: import('../../api/pay.js').Work[], next?: string | null}} page */
  function draw(page) {
    if (page.items.length === 0) return h('p', { class: 'muted' }, t('pay.judge.empty'));
    const body = h('tbody', null, page.items.map(row));
    const mayDecide = state === 'pending' || state === 'rejected';
    const form = h('form', { class: 'stack', novalidate: true, on: { submit: (/** @type {Event} */ event) => event.preventDefault() } }, formError(),
      h('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': t('pay.judge.title') }, h('table', { class: 'table' },
        h('thead', null, h('tr', null, mayDecide && h('th', { scope: 'col' }, h('input', { type: 'checkbox', checked: true, 'aria-label': t('pay.judge.all'),
          on: { change: (/** @type {any} */ event) => { for (const box of boxes()) box.checked = event.currentTarget.checked; } } })),
        ['person', 'image', 'what', 'amount', 'when'].map((column) => h('th', { scope: 'col' }, t(`pay.column.${column}`))))), body)),
      page.next && h('button', { type: 'button', class: 'button', on: { click: more } }, t('images.more')),
      mayDecide && textField({ label: t('pay.judge.feedback'), help: t('pay.judge.feedbackHelp'), name: 'feedback', optional: true, maxlength: 2000, value: '' }),
      mayDecide && h('div', { class: 'button-row' },
        h('button', { type: 'button', class: 'button primary', 'data-testid': 'pay-approve', on: { click: () => decide('approve') } }, t('pay.judge.approve')),
        state === 'pending' && h('button', { type: 'button', class: 'button', 'data-testid': 'pay-reject', on: { click: () => decide('reject') } }, t('pay.judge.reject'))));
    const boxes = () => /** @type {HTMLInputElement[]} */ ([...body.querySelectorAll('input[type="checkbox"]')]);

    /** @param {any} event */
    async function more(event) {
      const button = event.currentTarget;
      const next = await signedIn(() => listPayWork(projectId, state, page.next));
      body.append(...next.items.map(row));
      page.next = next.next;
      if (!next.next) button.remove();
    }

    /** @param {'approve' | 'reject'} decision */
    function decide(decision) {
      return submitForm(form, async () => {
        const chosen = boxes().filter((box) => box.checked).map((box) => box.value);
        const feedback = form.elements.namedItem('feedback').value.trim();
        const { changed } = await signedIn(() => decidePay(projectId, decision, chosen, feedback));
        announce(t(`pay.judge.${decision}Done`, { count: changed }));
        await onChanged();
      });
    }

    return form;
  }

  /** @param {import('../../api/pay.js').Work} work */
  function row(work) {
    const mayDecide = state === 'pending' || state === 'rejected';
    return h('tr', { 'data-testid': 'pay-work' },
      mayDecide && h('td', null, h('input', { type: 'checkbox', value: work.id, checked: true, 'aria-label': t('pay.judge.one', { name: work.name, image: work.imageName }) })),
      h('th', { scope: 'row' }, work.name),
      h('td', null, work.imageId && work.imageName ? h('a', { href: `#/projects/${projectId}/images/${work.imageId}` }, work.imageName) : t('common.none'),
        work.feedback && h('q', { class: 'small muted block' }, work.feedback)),
      h('td', null, t(`pay.kind.${work.kind}`)), h('td', { class: 'number' }, money(work.amount, work.currency)), h('td', null, dateTime(work.earnedAt)));
  }

  load();
  return node;
}
