/** Runs and settings in words. */
import { t } from '../../i18n/index.js';
import { percent } from '../../ui/format.js';

/** What decides by these settings. @param {import('../../api/consensus-runs.js').Settings} settings */
export function settingsText(settings) {
  const iou = t('runs.iou', { value: percent(settings.iouThreshold) });
  if (settings.method !== 'quorum') return `${t(`form.method.${settings.method}`)}, ${iou}`;
  const quorum = t('runs.quorum', { value: percent(settings.quorum) });
  return [quorum, iou, settings.placeWeights === 'skill' && t('runs.weighted')].filter(Boolean).join(', ');
}

/** What a run is called in a list of choices. @param {import('../../api/consensus-runs.js').Run} run */
export function runChoice(run) {
  return [t('runs.run', { number: run.number }), run.name, settingsText(run.settings)].filter(Boolean).join(' · ');
}

/** How a run came about. @param {import('../../api/consensus-runs.js').Run} run */
export function kindText(run) {
  return run.kind === 'rollback' ? t('runs.kind.rollback', { run: run.source ?? 0 }) : t(`runs.kind.${run.kind}`);
}

/**
 * The two states of a comparison in words.
 * @param {import('../../api/consensus-runs.js').Comparison} comparison
 */
export function statesText({ before, after, preview }) {
  const name = (/** @type {number | null | undefined} */ run) => (run ? t('runs.run', { number: run }) : t('runs.now'));
  return t('runs.fromTo', { before: name(before), after: preview ? settingsText(preview) : name(after) });
}
