/** One image with everybody's shapes, the consensus, and where they differ. */
import { getLegend } from '../api/agreement.js';
import { getImageReview } from '../api/images.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { h } from '../ui/dom.js';
import { loadInto } from '../ui/states.js';
import { narrowingOf } from './project/image-narrowing.js';
import { reviewScreen } from './review/review-screen.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function imageView(container, context) {
  const { project, image } = context.params;
  const order = { sort: context.query.sort ?? 'disagreement', status: context.query.status ?? 'all', ...narrowingOf(context.query) };
  /** @type {(() => void) | null} */
  let dispose = null;
  context.setTitle(t('review.title'));
  const load = async () => {
    const [review, settings, stops] = await Promise.all([getImageReview(project, image), getProject(project), getLegend()]);
    return { review, settings, stops };
  };
  await loadInto(container, load, ({ review, settings, stops }) => {
    context.setTitle(`${review.name} · ${settings.name}`);
    const screen = reviewScreen({ project: settings, review, stops, order, comment: context.query.comment ?? null,
      query: context.query, setQuery: context.setQuery, navigate: context.navigate });
    dispose = screen.dispose;
    return h('div', { class: 'review-host' }, screen.node);
  });
  return { dispose: () => dispose?.() };
}
