/** The known answer of an image, drawn by a requester: an item's, or the corrected one that decides a dispute. */
import { ApiError } from '../api/client.js';
import { changeGold, goldItem, goldResult, ruleDispute } from '../api/gold.js';
import { getGuideline } from '../api/guidelines.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { newId } from '../outbox/new-id.js';
import { announce } from '../ui/announce.js';
import { confirmDialog } from '../ui/dialog.js';
import { h } from '../ui/dom.js';
import { field } from '../ui/form.js';
import { messageFor } from '../ui/problems.js';
import { errorState, loadInto, signedIn } from '../ui/states.js';
import { clausesOf } from './gold/clauses.js';
import { createDrawDesk } from './gold/draw-desk.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function goldDrawView(container, context) {
  const { project: id, item: itemId, assignment } = context.params;
  const home = `#/projects/${id}/gold`;
  /** @type {ReturnType<typeof createDrawDesk> | null} */
  let desk = null;
  const load = async () => {
    const [project, guideline, item, result] = await Promise.all([getProject(id), newest(), itemId ? goldItem(id, itemId) : null, assignment ? goldResult(assignment) : null]);
    return { project, clauses: clausesOf(guideline?.instructions ?? ''), item, result };
  };
  await loadInto(container, load, (loaded) => {
    const more = loaded.item ? ofItem(/** @type {any} */ (loaded)) : ofDispute(/** @type {any} */ (loaded));
    if (!more) return errorState({ title: t('gold.draw.decided'), text: t('gold.draw.decidedText') });
    context.setTitle(`${more.title} · ${loaded.project.name}`);
    desk = createDrawDesk({ project: loaded.project, clauses: loaded.clauses, crumbs: [h('a', { href: `#/projects/${id}` }, loaded.project.name), ' › ', h('a', { href: home }, t('gold.title'))], ...more });
    return h('div', { class: 'desk-host' }, desk.node);
  });
  // Keys work at once, without a click into the desk.
  /** @type {any} */ (desk)?.node.focus({ preventScroll: true });
  return { dispose: () => desk?.dispose() };

  /** Guidelines are shown as a choice of clauses; a project without any has none to choose. */
  async function newest() {
    try {
      return await getGuideline(id);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  }

  /** @param {{item: import('../api/gold.js').Item}} loaded */
  function ofItem({ item }) {
    const count = item.answers.length;
    const isNew = context.query.answer === 'new';
    const index = isNew ? count : Math.min(count - 1, Math.max(0, Number(context.query.answer ?? 1) - 1 || 0));
    const others = () => item.answers.filter((_, at) => at !== index).map(({ id: answer, parts }) => ({ id: answer, parts }));
    const address = (/** @type {string | number} */ answer) => `#/projects/${id}/gold/${item.id}/draw?answer=${answer}`;
    const problem = h('p', { class: 'form-error', role: 'alert' });
    const removal = async () => {
      const sure = await confirmDialog({ title: t('gold.draw.remove'), text: t('gold.draw.removeText'), confirm: t('gold.draw.remove'), danger: true });
      if (!sure) return;
      try {
        await signedIn(() => changeGold(id, item, { answers: others() }));
        announce(t('gold.changed'));
        context.navigate(home);
      } catch (error) {
        problem.textContent = messageFor(error);
      }
    };
    const tab = (/** @type {string | number} */ answer, /** @type {boolean} */ isHere, /** @type {string} */ text) => h('a', { class: 'button small', href: address(answer),
      'aria-current': isHere ? 'true' : null, 'data-testid': `draw-answer-${answer}` }, text);
    return {
      title: t('gold.draw.title', { name: item.imageName }), image: { id: item.imageId, width: item.width, height: item.height },
      parts: isNew ? item.answers[0].parts.map((part) => ({ ...part, annotation: { ...part.annotation, id: newId() } })) : item.answers[index].parts, theirs: [],
      above: h('nav', { class: 'stack-tight', 'aria-label': t('gold.draw.answers') }, problem, h('div', { class: 'button-row' },
        item.answers.map((_, at) => tab(at + 1, at === index, t('gold.draw.answer', { number: at + 1 }))), tab('new', isNew, t('gold.draw.another')),
        !isNew && count > 1 && h('button', { type: 'button', class: 'button small', 'data-testid': 'draw-remove', on: { click: removal } }, t('gold.draw.remove')))),
      below: null, leave: () => context.navigate(home),
      save: async (/** @type {any[]} */ parts) => {
        const answers = item.answers.map(({ id: answer, parts: present }) => ({ id: answer, parts: present }));
        // What was drawn here is a new answer; it says that it was given by hand.
        answers.splice(index, 1, /** @type {any} */ ({ parts }));
        await changeGold(id, item, { answers });
        announce(t('gold.draw.saved'));
        context.navigate(home);
      },
    };
  }

  /** @param {{result: import('../api/gold.js').Result}} loaded */
  function ofDispute({ result }) {
    const { dispute } = result;
    if (!dispute || dispute.ruling || !result.decidable) return null;
    const back = `#/projects/${id}/results/${assignment}`;
    const reply = field({ label: t('dispute.reply'), name: 'reply', optional: true, control: ({ id: control, describedBy }) => h('textarea', { id: control, rows: 2, maxlength: 2000,
      'aria-describedby': describedBy, 'data-testid': 'draw-reply' }) });
    return {
      title: t('gold.draw.disputed'), image: result.image, parts: result.known, theirs: result.drawn,
      above: h('p', { class: 'notice' }, h('b', null, t('dispute.title')), ': ', dispute.reason), below: reply,
      leave: () => context.navigate(back),
      save: async (/** @type {any[]} */ parts) => {
        await ruleDispute(id, dispute.id, { ruling: 'fixed', reply: reply.querySelector('textarea').value.trim(), parts });
        announce(t('dispute.decided'));
        context.navigate(back);
      },
    };
  }
}
