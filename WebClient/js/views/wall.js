/** All objects of a class side by side: what does not belong leaps to the eye, a click says so, a key says what it is. */
import { listWall, sendVotes, withdrawVote } from '../api/wall.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { newId } from '../outbox/new-id.js';
import { announce } from '../ui/announce.js';
import { fill, h } from '../ui/dom.js';
import { selectField } from '../ui/form.js';
import { count } from '../ui/format.js';
import { messageFor } from '../ui/problems.js';
import { emptyState, loadInto, signedIn } from '../ui/states.js';
import { labelForDigit } from './annotate/labels-panel.js';
import { wallGrid } from './wall/wall-grid.js';
import { wallCommand } from './wall/wall-keys.js';
import { moveOf } from './wall/wall-layout.js';
import { dismissing, emptyWall, movedTo, relabelled, relabelling, undoing, withCrops, without } from './wall/wall-state.js';

const PAGE = 200;
const SORTS = ['probability', 'spread'];
const ORDERS = ['asc', 'desc'];

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function wallView(container, context) {
  const id = context.params.project;
  /** @type {(() => void) | null} */
  let dispose = null;
  await loadInto(container, () => getProject(id), (project) => {
    context.setTitle(`${t('wall.title')} · ${project.name}`);
    const wall = wallOf({ project, query: context.query, setQuery: context.setQuery, navigate: context.navigate });
    dispose = wall.dispose;
    return [h('div', { class: 'page-head' }, h('div', null,
      h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}` }, project.name), ' › ', h('a', { href: `#/projects/${id}/conflicts` }, t('conflicts.title'))),
      h('h1', null, t('wall.title')), h('p', { class: 'muted' }, t('wall.lead')))), wall.node];
  });
  return { dispose: () => dispose?.() };
}

/**
 * @param {{project: import('../api/projects.js').Project, query: Record<string, string>, setQuery: (query: any) => void,
 *   navigate: (hash: string) => void}} options
 */
function wallOf({ project, query, setQuery, navigate }) {
  const labels = project.labels.filter(({ retired }) => !retired);
  const labelOf = (/** @type {string | null | undefined} */ id) => project.labels.find((label) => label.id === id) ?? null;
  const wish = {
    label: labelOf(query.label)?.id ?? project.labels[0]?.id ?? '',
    sort: SORTS.includes(query.sort) ? query.sort : 'probability',
    order: ORDERS.includes(query.order) ? query.order : query.sort === 'spread' ? 'desc' : 'asc',
  };
  let state = emptyWall();
  let total = 0;
  /** @type {string | null} */
  let cursor = null;
  let fetching = false;
  /** Turns: an answer for another wish comes too late. */
  let turn = 0;
  /** Votes go out one after the other. @type {Promise<any>} */
  let sending = Promise.resolve();

  const failure = h('p', { class: 'field-error', role: 'alert' });
  const grid = wallGrid({ labelOf, onPick, onKey, onNearEnd: more });
  const place = h('div');
  const totals = h('p', { class: 'muted small number', 'data-testid': 'wall-total' });
  const says = h('b', { class: 'number', 'data-testid': 'wall-said' });
  const digits = h('div', { class: 'wall-labels', role: 'group', 'aria-label': t('wall.relabel') });
  const bar = h('div', { class: 'wall-bar', role: 'region', 'aria-label': t('wall.bar') }, says, digits,
    h('button', { type: 'button', class: 'button small', 'data-testid': 'wall-undo', on: { click: undo } },
      h('kbd', { 'aria-hidden': 'true' }, 'U'), ' ', t('conflict.undo')), failure);
  const select = (/** @type {'label' | 'sort' | 'order'} */ name, /** @type {[string, string][]} */ options) =>
    selectField({ label: t(`wall.${name}`), name, value: wish[name], options, on: { change } });
  const node = h('section', { class: 'stack', 'aria-label': t('wall.title') },
    h('div', { class: 'filters' }, select('label', project.labels.map(({ id, name }) => [id, name])),
      select('sort', SORTS.map((sort) => [sort, t(`wall.sort.${sort}`)])), select('order', ORDERS.map((order) => [order, t(`wall.order.${order}`)]))),
    h('p', { class: 'small muted' }, t('wall.keys')), totals, place, bar);

  /** @param {any} event */
  function change(event) {
    wish[/** @type {'label' | 'sort' | 'order'} */ (event.currentTarget.name)] = event.currentTarget.value;
    setQuery(wish);
    load();
  }

  async function load() {
    const mine = ++turn;
    state = emptyWall();
    await loadInto(place, () => listWall(project.id, { ...wish, limit: PAGE }), (page) => {
      if (mine !== turn) return grid.node;
      total = page.total;
      cursor = page.next ?? null;
      state = withCrops(state, page.items);
      totals.textContent = t('wall.total', { count: total });
      queueMicrotask(show);
      return total === 0 ? emptyState({ title: t('wall.empty'), text: t('wall.emptyText') }) : grid.node;
    }, { quiet: true });
  }

  async function more() {
    if (!cursor || fetching) return;
    fetching = true;
    const mine = turn;
    try {
      const page = await signedIn(() => listWall(project.id, { ...wish, after: cursor, limit: PAGE }));
      if (mine !== turn) return;
      cursor = page.next ?? null;
      state = withCrops(state, page.items);
      fetching = false;
      show();
    } catch (error) {
      cursor = null;
      failure.textContent = messageFor(error);
    } finally {
      fetching = false;
    }
  }

  function show() {
    grid.show(state, total);
    const meant = relabelled(state);
    says.textContent = state.here.size > 0 ? t('wall.said', { count: state.here.size, label: labelOf(wish.label)?.name ?? '' }) : t('wall.nothingSaid');
    fill(digits, h('span', { class: 'small' }, t('wall.they')), labels.filter(({ id }) => id !== wish.label).map((label) => {
      const digit = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((each) => labelForDigit(/** @type {any} */ (labels), each)?.id === label.id);
      return h('button', { type: 'button', class: 'button small', disabled: meant.length === 0, 'data-testid': `relabel-${label.name}`,
        on: { click: () => relabel(label.id) } },
        digit && h('kbd', { 'aria-hidden': 'true' }, digit), h('span', { class: 'dot', style: { background: label.color }, 'aria-hidden': 'true' }), label.name);
    }));
  }

  /** @param {{state: typeof state, votes: import('../api/wall.js').Vote[]}} step */
  function carryOut({ state: next, votes }) {
    state = next;
    failure.textContent = '';
    show();
    if (votes.length === 0) return;
    sending = sending.then(() => signedIn(() => sendVotes(project.id, votes))).catch((error) => {
      state = without(state, votes);
      failure.textContent = messageFor(error);
      show();
    });
  }

  /** @param {number} index @param {boolean} extend */
  function onPick(index, extend) {
    state = movedTo(state, index, extend);
    carryOut(dismissing(state, newId));
    grid.node.focus({ preventScroll: true });
    tell();
  }

  /** @param {string} label */
  function relabel(label) {
    if (label === wish.label) return;
    const step = relabelling(state, label, newId);
    carryOut(step);
    announce(t('wall.relabelled', { count: step.votes.length, label: labelOf(label)?.name ?? '' }));
  }

  function undo() {
    const { state: before, votes } = undoing(state);
    if (votes.length === 0) { announce(t('conflict.nothingToUndo')); return; }
    state = before;
    failure.textContent = '';
    show();
    announce(t('conflict.undone'));
    sending = sending.then(async () => { for (const { id } of votes) await signedIn(() => withdrawVote(project.id, id)); })
      .catch((error) => { failure.textContent = messageFor(error); });
  }

  /** Says of the current crop what is said of it. */
  function tell() {
    const crop = state.crops[state.at];
    if (crop) announce(t(`wall.now.${crop.settled ? 'settled' : state.marks.get(crop.object)?.verdict ?? 'kept'}`, { label: labelOf(wish.label)?.name ?? '' }));
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const command = wallCommand(event);
    if (!command || state.crops.length === 0) return;
    event.preventDefault();
    switch (command.name) {
      case 'move': {
        const to = moveOf(command.key, state.at, grid.layout, state.crops.length, grid.rowsInSight);
        if (to === null) return;
        state = movedTo(state, to, command.extend);
        show();
        grid.reveal();
        break;
      }
      case 'dismiss': carryOut(dismissing(state, newId)); tell(); break;
      case 'relabel': { const label = labelForDigit(/** @type {any} */ (labels), command.digit); if (label) relabel(label.id); break; }
      case 'single': state = movedTo(state, state.at, false); show(); break;
      case 'undo': undo(); break;
      case 'open': navigate(`#/projects/${project.id}/images/${state.crops[state.at].image}`); break;
    }
  }

  load();
  return { node, dispose: grid.dispose };
}
