/** One conflict after the other: the adjudicator's desk. */
import { listConflicts } from '../api/conflicts.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { hrefTo } from '../router.js';
import { h } from '../ui/dom.js';
import { loadInto } from '../ui/states.js';
import { createConflictOrder } from './conflict/conflict-order.js';
import { createDesk } from './conflict/desk.js';
import { filterOf } from './conflict/filter.js';

/** Conflicts asked for at once. */
const PAGE = 100;

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function conflictView(container, context) {
  const { project: id, conflict: first } = context.params;
  const filter = filterOf(context.query);
  /** @type {ReturnType<typeof createDesk> | null} */
  let desk = null;
  await loadInto(container, () => getProject(id), (project) => {
    context.setTitle(`${t('conflict.title')} · ${project.name}`);
    const order = createConflictOrder((after) => listConflicts(id, { ...filter, state: 'open', after, limit: PAGE }));
    desk = createDesk({
      project, first, order, back: hrefTo(['projects', id, 'conflicts'], filter),
      names: context.query.names === '1', mayName: ['owner', 'requester'].includes(project.role),
      onShown: (conflict, names) => context.setAddress(['projects', id, 'conflicts', conflict.id], { ...filter, names: names ? '1' : null }),
    });
    return h('div', { class: 'desk-host' }, desk.node);
  });
  // Keys work at once, without a click into the desk.
  /** @type {any} */ (desk)?.node.focus({ preventScroll: true });
  return { dispose: () => desk?.dispose() };
}
