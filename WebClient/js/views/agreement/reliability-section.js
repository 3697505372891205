/** Of the objects given a probability, how many were there; and correcting it. */
import { getReliability } from '../../api/figures.js';
import { getProject, recomputeConsensus, updateProject } from '../../api/projects.js';
import { chartFigure } from '../../charts/figure.js';
import { reliabilityChart } from '../../charts/reliability.js';
import { t } from '../../i18n/index.js';
import { hrefTo } from '../../router.js';
import { h } from '../../ui/dom.js';
import { count, decimal, interval, percent } from '../../ui/format.js';
import { messageFor } from '../../ui/problems.js';
import { loadInto, signedIn } from '../../ui/states.js';

/** @typedef {import('../../api/figures.js').Reliability} Reliability */
const SHOWN = 5;

/** @param {import('../../api/projects.js').Project} project */
export function reliabilitySection(project) {
  const place = h('div');
  const done = h('p', { class: 'small', role: 'status' });
  const load = () => loadInto(place, () => getReliability(project.id), draw, { quiet: true });
  load();
  return h('div', { 'data-testid': 'reliability' }, place);

  /** @param {Reliability} found */
  function draw(found) {
    const has = found.observations > 0;
    return chartFigure({ name: 'reliability', title: t('reliability.title'), text: t('reliability.text'),
      drawing: has ? reliabilityChart({ title: t('reliability.title'), description: describe(found), across: t('reliability.given'), up: t('reliability.found'),
        series: [{ bins: found.before.bins, kind: 'before' }, ...(found.after ? [{ bins: found.after.bins, kind: /** @type {const} */ ('after') }] : [])] }) : null,
      extra: [has ? legend(found) : h('p', { class: 'small' }, t('reliability.none')), has && errors(project.id, found), correction(found)],
      columns: [t('reliability.tenth'), t('reliability.count'), t('reliability.given'), t('reliability.found'), t('reliability.interval')],
      rows: has ? found.before.bins.map((bin) => [{ text: `${decimal(bin.low, 1)}–${decimal(bin.high, 1)}` },
        { text: count(bin.count), value: bin.count, images: bin.images.slice(0, SHOWN).map((id) => ({ id, href: `#/projects/${project.id}/images/${id}` })) },
        { text: decimal(bin.predicted), value: bin.predicted ?? null }, { text: percent(bin.observed.value), value: bin.observed.value },
        { text: interval(bin.observed) }]) : [] });
  }

  /** @param {Reliability} found */
  function correction(found) {
    if (!found.mayBeCorrected) return h('p', { class: 'small muted' }, t('reliability.notCorrectable'));
    const mayRun = ['owner', 'requester'].includes(project.role);
    const { learned, inForce, recalibration } = found;
    const isOn = recalibration === 'logistic';
    return h('div', { class: 'stack-tight' }, h('h3', null, t('reliability.correction')),
      h('p', { class: 'small' }, t(isOn ? (inForce ? 'reliability.on' : 'reliability.onWaiting') : 'reliability.off')),
      learned ? h('p', { class: 'small muted' }, t('reliability.learned', { slope: decimal(learned.slope), intercept: decimal(learned.intercept), count: learned.observations,
        images: learned.images }))
        : h('p', { class: 'small muted' }, t('reliability.tooFew', { count: found.fewestObservations, images: found.fewestImages })),
      mayRun && (isOn || learned) && h('div', null, h('button', { type: 'button', class: 'button', 'data-testid': 'recalibrate',
        on: { click: (/** @type {any} */ event) => change(event.currentTarget, isOn ? 'none' : 'logistic') } }, t(isOn ? 'reliability.turnOff' : 'reliability.turnOn'))),
      done);
  }

  /** @param {any} button @param {'none' | 'logistic'} recalibration */
  async function change(button, recalibration) {
    button.disabled = true;
    done.textContent = t('skills.fitting');
    try {
      await signedIn(async () => updateProject(await getProject(project.id), { recalibration }));
      const { images, objects } = await signedIn(() => recomputeConsensus(project.id));
      done.textContent = t('skills.fitted', { count: images, objects });
      await load();
    } catch (error) {
      button.disabled = false;
      done.textContent = messageFor(error);
    }
  }
}

/** @param {Reliability} found */
function describe({ before }) {
  return before.bins.filter((bin) => bin.count > 0).map((bin) => t('reliability.bin', { given: decimal(bin.predicted), found: percent(bin.observed.value), count: bin.count }))
    .join('; ');
}

/** @param {Reliability} found */
function legend({ after }) {
  return h('ul', { class: 'plain-list small chart-legend' }, h('li', null, h('span', { class: 'key key-before' }), t('reliability.before')),
    after && h('li', null, h('span', { class: 'key key-after' }), t('reliability.after')), h('li', { class: 'muted' }, t('reliability.line')));
}

/** @param {string} projectId @param {Reliability} found */
function errors(projectId, { before, after, known, audited, observations }) {
  const one = (/** @type {string} */ name, /** @type {string} */ value, /** @type {any} */ text) => h('div', null, h('dt', null, name), h('dd', { class: 'number' }, value),
    h('dd', { class: 'small muted' }, text));
  return h('dl', { class: 'balance-stats', 'data-testid': 'calibration-error' },
    one(t('reliability.error'), percent(before.expectedCalibrationError, 1), t('reliability.brier', { value: decimal(before.brierScore, 3) })),
    after && one(t('reliability.errorAfter'), percent(after.expectedCalibrationError, 1), t('reliability.brier', { value: decimal(after.brierScore, 3) })),
    one(t('reliability.count'), count(observations), [h('a', { href: hrefTo(['projects', projectId], { known: 'yes' }) }, t('reliability.known', { count: known })), ', ',
      h('a', { href: `#/projects/${projectId}/audits` }, t('reliability.audited', { count: audited }))]));
}
