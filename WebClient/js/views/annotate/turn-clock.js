/** Shows how much time is left for an image, and gets more. */
import { extendTurn } from '../../api/assignments.js';
import { partsOf, SOON, untilNextText } from '../../core/time-left.js';
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { messageFor } from '../../ui/problems.js';
import { pageClock } from './clock.js';
import { openModal } from './modal.js';

/**
 * @param {object} parts
 * @param {string} parts.id of the assignment
 * @param {{token: string, secondsLeft?: number | null, extensions?: number, extensionsAllowed?: number}} parts.lease
 * @param {(text: string) => void} parts.notice says something
 * @param {(text: string, action?: {text: string, run: () => void}) => void} parts.banner
 * @param {() => void} parts.onEnd the time is over
 */
export function createTurnClock({ id, lease, notice, banner, onEnd }) {
  const text = h('span', { class: 'number' });
  const node = h('button', { type: 'button', class: 'turn-clock', 'data-testid': 'turn-clock', on: { click: openDialog } },
    h('span', { class: 'turn-clock-sign', 'aria-hidden': 'true' }), text);
  let extensions = lease.extensions ?? 0;
  let end = pageClock.now() + (lease.secondsLeft ?? 0) * 1000;
  let warned = false;
  let over = false;
  /** @type {any} */
  let timer = null;
  const left = () => (end - pageClock.now()) / 1000;
  const mayExtend = () => extensions < (lease.extensionsAllowed ?? 0);

  function show() {
    pageClock.clear(timer);
    const seconds = left();
    const shown = inWords(seconds);
    text.textContent = shown;
    node.setAttribute('aria-label', t('work.clock.label', { time: shown }));
    node.title = t('work.clock.label', { time: shown });
    node.dataset.state = seconds <= SOON ? 'soon' : 'calm';
    if (seconds <= 0 && !over) {
      over = true;
      banner('');
      onEnd();
    } else if (seconds > 0 && seconds <= SOON && !warned) {
      warned = true;
      banner(t('work.clock.soon', { time: shown }), mayExtend() ? { text: t('work.clock.more'), run: extend } : undefined);
    }
    const wait = untilNextText(seconds);
    if (Number.isFinite(wait)) timer = pageClock.set(show, wait);
  }

  async function extend() {
    try {
      take(await extendTurn(id, lease.token, extensions));
      banner('');
      notice(t('work.clock.extended', { time: inWords(left()) }));
    } catch (error) {
      notice(messageFor(error));
    }
  }

  async function openDialog() {
    const { dialog, closed } = openModal({
      title: t('work.clock.title'),
      body: [h('p', null, t('work.clock.text', { time: inWords(left()) })),
        h('p', { class: 'muted' }, t('work.clock.count', { used: extensions, allowed: lease.extensionsAllowed ?? 0 }))],
      actions: [h('button', { type: 'button', class: 'button', on: { click: () => dialog.close() } }, t('annotate.close')),
        mayExtend() && h('button', { type: 'button', class: 'button primary', 'data-testid': 'turn-extend',
          on: { click: () => dialog.close('extend') } }, t('work.clock.more'))].filter(Boolean),
    });
    if (await closed === 'extend') await extend();
  }

  /** What the server says about the turn now. @param {{secondsLeft?: number | null, extensions?: number}} held */
  function take(held) {
    if (typeof held.secondsLeft !== 'number') return;
    extensions = held.extensions ?? extensions;
    end = pageClock.now() + held.secondsLeft * 1000;
    if (held.secondsLeft > SOON) warned = false;
    show();
  }

  if (typeof lease.secondsLeft === 'number') show();
  else node.hidden = true;
  return { node, take, stop: () => pageClock.clear(timer) };
}

/** @param {number} seconds */
function inWords(seconds) {
  const parts = partsOf(seconds);
  if (parts.kind === 'short') return `${parts.minutes}:${String(parts.seconds).padStart(2, '0')}`;
  return parts.hours > 0 ? t('work.clock.hours', { hours: parts.hours, minutes: parts.minutes }) : t('work.clock.minutes', { minutes: parts.minutes });
}
