/** Says in one word whether the work is safe; a click does what can be done about it. */
import { clear, h } from '../../ui/dom.js';
import { t } from '../../i18n/index.js';

/** @param {() => void} onClick */
export function createStatusChip(onClick) {
  const text = h('span', { class: 'status-text' });
  const node = h('button',
    { type: 'button', class: 'status-chip', 'data-testid': 'status-chip', on: { click: onClick } },
    h('span', { class: 'status-dot', 'aria-hidden': 'true' }), text);

  /** @param {import('../../outbox/outbox.js').OutboxStatus} status */
  function show({ state, queued, refused, cause }) {
    if (node.dataset.state !== state) node.dataset.state = state;
    const words = {
      saved: t('annotate.status.saved'),
      saving: t('annotate.status.saving', { count: queued }),
      offline: t('annotate.status.offline', { count: queued }),
      attention: t(`annotate.status.attention.${cause ?? 'refused'}`, { count: refused }),
    }[state];
    clear(text).append(words);
    node.title = t(`annotate.status.${state}.title`);
  }

  show({ state: 'saved', queued: 0, refused: 0, cause: null });
  return { node, show };
}
