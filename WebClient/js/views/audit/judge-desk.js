/** Where one judges the items of an audit, by keys or buttons: right, or wrong and why; undo; the next. */
import { getAuditItem, judge } from '../../api/audits.js';
import { t } from '../../i18n/index.js';
import { newId } from '../../outbox/new-id.js';
import { announce } from '../../ui/announce.js';
import { fill, h } from '../../ui/dom.js';
import { messageFor } from '../../ui/problems.js';
import { loadInto, signedIn } from '../../ui/states.js';
import { itemPicture } from './item-picture.js';
import { judgeCommand, nextWaiting, REASONS } from './judge-keys.js';

/**
 * @param {object} options
 * @param {string} options.projectId
 * @param {import('../../api/audits.js').Audit} options.audit
 * @param {(labelId: string) => {name: string, color: string}} options.labelOf
 * @param {number | null} options.first the item to begin with
 * @param {(audit: import('../../api/audits.js').Audit) => void} options.onJudged
 * @param {(number: number) => void} options.onShown
 */
export function judgeDesk({ projectId, audit, labelOf, first, onJudged, onShown }) {
  let now = audit;
  let shown = first ?? nextWaiting(now.verdicts, 0) ?? 1;
  let choosing = false;
  /** While an answer is under way nothing is done: what is judged was seen. */
  let busy = false;
  /** Items judged here, the last one last. @type {number[]} */
  const done = [];
  /** The item that comes next, asked for early. @type {{number: number, item: Promise<import('../../api/audits.js').Item>} | null} */
  let ahead = null;
  /** @type {ReturnType<typeof itemPicture> | null} */
  let picture = null;

  const place = h('div', { class: 'audit-picture' });
  const facts = h('p', { class: 'audit-facts', 'data-testid': 'audit-item' });
  const failure = h('p', { class: 'field-error', role: 'alert' });
  const reasons = h('div', { class: 'audit-reasons', role: 'group', 'aria-label': t('audit.why'), hidden: true },
    h('span', null, t('audit.why')), REASONS[audit.unit].map(([reason, letter], index) => keyed('button', letter, t(`audit.reason.${reason}`),
      () => say('wrong', reason), { 'data-testid': `reason-${reason}`, 'aria-keyshortcuts': `${letter.toUpperCase()} ${index + 1}` })));
  const node = h('section', { class: 'audit-desk card', tabindex: '-1', 'data-testid': 'audit-desk', 'aria-label': t('audit.desk'), on: { keydown } },
    facts, place,
    h('div', { class: 'audit-verdicts', role: 'group', 'aria-label': t('audit.verdict') },
      keyed('button primary', '1', t('audit.right'), () => say('right'), { 'data-testid': 'judge-right', 'aria-keyshortcuts': '1 K' }),
      keyed('button', '0', t('audit.wrong'), choose, { 'data-testid': 'judge-wrong', 'aria-keyshortcuts': '0 J' }),
      keyed('button', 'U', t('audit.undo'), undo, { 'data-testid': 'judge-undo', 'aria-keyshortcuts': 'U' }),
      h('span', { class: 'audit-moves' },
        keyed('button', '←', t('audit.previous'), () => show(shown - 1), { 'data-testid': 'judge-previous' }),
        keyed('button', '→', t('audit.next'), () => show(shown + 1), { 'data-testid': 'judge-next' }))),
    reasons, failure, h('p', { class: 'small muted' }, t('audit.keys')));

  /** @param {number} number */
  async function show(number) {
    if (busy) return;
    busy = true;
    shown = ((number - 1 + now.size) % now.size) + 1;
    offer(false);
    failure.textContent = '';
    const item = ahead?.number === shown ? ahead.item : getAuditItem(projectId, now.id, shown);
    ahead = null;
    await loadInto(place, () => item.catch(() => getAuditItem(projectId, now.id, shown)), draw, { quiet: true });
    busy = false;
    onShown(shown);
    const next = nextWaiting(now.verdicts, shown);
    if (next && next !== shown) ahead = { number: next, item: getAuditItem(projectId, now.id, next) };
    ahead?.item.catch(() => { /* Asked again when it is shown. */ });
  }

  /** @param {import('../../api/audits.js').Item} item */
  function draw(item) {
    picture?.viewer?.dispose();
    picture = itemPicture(item, labelOf, now.unit);
    const what = item.labelId ? labelOf(item.labelId) : null;
    const said = now.verdicts[item.number - 1] ? t(`audit.said.${item.verdict}`) + (item.reason ? ` (${t(`audit.reason.${item.reason}`)})` : '') : null;
    fill(facts, h('b', null, t('audit.item', { number: item.number, total: now.size })), ' ',
      what && [h('span', { class: 'dot', style: { background: what.color } }), what.name, ' '],
      !what && [t('audit.objects', { count: item.objects.length }), ' '],
      item.imageName && h('a', { href: `#/projects/${projectId}/images/${item.imageId}`, class: 'muted' }, item.imageName), ' ',
      said && h('span', { class: 'chip', 'data-testid': 'audit-said' }, said));
    announce([t('audit.item', { number: item.number, total: now.size }), what?.name, said].filter(Boolean).join(', '));
    return picture.node;
  }

  /** @param {import('../../api/audits.js').Verdict} verdict @param {string | null} [reason] */
  async function say(verdict, reason = null) {
    const number = shown;
    if (!await send(number, verdict, reason)) return;
    if (done.at(-1) !== number) done.push(number);
    await show(nextWaiting(now.verdicts, number) ?? number);
    if (now.waiting === 0) announce(t('audit.allJudged'));
  }

  async function undo() {
    const number = done.at(-1);
    if (!number) { announce(t('audit.nothingToUndo')); return; }
    if (!await send(number, 'withdrawn')) return;
    done.pop();
    await show(number);
  }

  /**
   * @param {number} number @param {import('../../api/audits.js').Verdict} verdict @param {string | null} [reason]
   * @returns {Promise<boolean>} whether it is on disk
   */
  async function send(number, verdict, reason = null) {
    if (busy) return false;
    busy = true;
    try {
      now = await signedIn(() => judge(projectId, now.id, { id: newId(), item: number, verdict, ...(reason ? { reason } : {}) }));
      onJudged(now);
      return true;
    } catch (error) {
      failure.textContent = messageFor(error);
      return false;
    } finally {
      busy = false;
    }
  }

  function choose() {
    offer(true);
    /** @type {HTMLElement | null} */ (reasons.querySelector('button'))?.focus();
  }

  /** @param {boolean} on */
  function offer(on) {
    if (choosing && !on && reasons.contains(document.activeElement)) node.focus();
    choosing = on;
    reasons.hidden = !on;
  }

  /** @param {KeyboardEvent} event */
  function keydown(event) {
    if (/** @type {HTMLElement} */ (event.target).matches('input, select, textarea') || event.repeat || event.defaultPrevented) return;
    const command = judgeCommand(event, now.unit, choosing);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    switch (command.name) {
      case 'right': say('right'); break;
      case 'wrong': choose(); break;
      case 'reason': say('wrong', command.reason); break;
      case 'undo': undo(); break;
      case 'next': show(shown + 1); break;
      case 'previous': show(shown - 1); break;
      case 'cancel': offer(false); break;
      case 'fit': picture?.viewer?.fit(); break;
      default: picture?.viewer?.[command.name]();
    }
  }

  show(shown);
  return { node, dispose: () => picture?.viewer?.dispose() };
}

/** @param {string} style @param {string} key @param {string} text @param {() => void} action @param {Record<string, any>} more */
function keyed(style, key, text, action, more) {
  return h('button', { type: 'button', class: style, ...more, on: { click: action } }, h('kbd', { 'aria-hidden': 'true' }, key.toUpperCase()), ' ', text);
}
