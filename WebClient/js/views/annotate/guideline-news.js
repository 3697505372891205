/** What became of the guidelines since the person was shown them last; before they draw on. */
import { getChanges, noteReading } from '../../api/guidelines.js';
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { changesList } from '../guidelines/changes-list.js';
import { openModal } from './modal.js';

/**
 * @param {{id: string, labels: any[], guidelines?: {version: number, changedSince?: number}}} project
 * @returns {Promise<void>} once it was read or put aside; at once where there is nothing new
 */
export async function showGuidelineNews({ id, labels, guidelines }) {
  if (!guidelines?.changedSince) return;
  const changes = await getChanges(id, guidelines.changedSince, guidelines.version);
  const { dialog, closed } = openModal({
    title: t('guidelines.news'), className: 'guideline-news',
    body: [h('p', null, t('guidelines.newsText')), changesList(changes, labels)],
    actions: [h('button', { type: 'button', class: 'button primary', 'data-testid': 'guidelines-read', on: { click: () => dialog.close('read') } }, t('guidelines.understood'))],
  });
  if (await closed === 'read') await noteReading(id, guidelines.version);
}
