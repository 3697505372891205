/** How people work on a project, and what somebody should look at. Nothing follows from it by itself. */
import { getBehaviour, judgeFlag, setFloor } from '../api/behaviour.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { newId } from '../outbox/new-id.js';
import { announce } from '../ui/announce.js';
import { fill, h } from '../ui/dom.js';
import { formError, submitForm, textField } from '../ui/form.js';
import { messageFor } from '../ui/problems.js';
import { emptyState, loadInto, signedIn } from '../ui/states.js';
import { behaviourCharts } from './behaviour/figures-charts.js';
import { flagCard } from './behaviour/flag-card.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function behaviourView(container, context) {
  const id = context.params.project;
  const load = async () => {
    const [project, behaviour] = await Promise.all([getProject(id), getBehaviour(id)]);
    return { project, behaviour };
  };
  const show = (quiet = false) => loadInto(container, load, draw, { quiet });
  await show();

  /** @param {{project: any, behaviour: import('../api/behaviour.js').Behaviour}} data */
  function draw({ project, behaviour }) {
    context.setTitle(`${t('behaviour.title')} · ${project.name}`);
    const runs = ['owner', 'requester'].includes(project.role);
    const list = h('div', { class: 'stack' });
    const status = h('p', { class: 'form-error', role: 'alert' });
    drawFlags(behaviour);
    return [
      h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name)),
        h('h1', null, t('behaviour.title')), h('p', { class: 'muted' }, t('behaviour.lead')))),
      runs && floorForm(behaviour.secondsPerImage), status, list,
      behaviour.people.length > 0 && h('div', { class: 'balance-pair' }, behaviourCharts(id, behaviour.people)),
    ];

    /** @param {import('../api/behaviour.js').Behaviour} now */
    function drawFlags({ flags }) {
      const open = flags.filter((flag) => flag.open);
      const settled = flags.filter((flag) => !flag.open);
      fill(list, h('h2', null, t('behaviour.open', { count: open.length })), open.length === 0 && emptyState({ level: 'h3', title: t('behaviour.none'), text: t('behaviour.noneText') }),
        open.map(card), settled.length > 0 && h('details', { class: 'fold', 'data-testid': 'flags-settled' }, h('summary', null, t('behaviour.settled', { count: settled.length })), settled.map(card)));
    }

    /** @param {import('../api/behaviour.js').Flag} flag */
    function card(flag) {
      return flagCard({ projectId: id, flag, mayJudge: runs, onJudge: async (verdict, note) => {
        status.textContent = '';
        try {
          drawFlags(await signedIn(() => judgeFlag(id, { id: newId(), flag: flag.flag, verdict, note })));
          announce(t(`behaviour.said.${verdict}`));
        } catch (error) {
          status.textContent = messageFor(error);
        }
      } });
    }
  }

  /** @param {number | undefined} seconds */
  function floorForm(seconds) {
    const form = h('form', { class: 'card stack-tight narrow-form', novalidate: true, on: { submit: (/** @type {Event} */ event) => {
      event.preventDefault();
      return submitForm(form, async () => {
        const text = form.elements.namedItem('secondsPerImage').value.trim();
        await signedIn(() => setFloor(id, text === '' ? null : Number(text)));
        await show(true);
      });
    } } }, formError(), textField({ label: t('behaviour.floor'), help: t('behaviour.floorHelp'), name: 'secondsPerImage', type: 'number', min: 0.1, max: 3600, step: 'any', optional: true,
      value: seconds === undefined ? '' : String(seconds) }),
    h('div', null, h('button', { type: 'submit', class: 'button', 'data-testid': 'floor-save' }, t('behaviour.floorSave'))));
    return form;
  }
}
