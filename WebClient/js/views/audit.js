/** One audit: the desk to judge at, and what it has shown so far. */
import { getAudit } from '../api/audits.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { fill, h } from '../ui/dom.js';
import { loadInto } from '../ui/states.js';
import { auditReport, classTable, provenance } from './audit/audit-report.js';
import { judgeDesk } from './audit/judge-desk.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function auditView(container, context) {
  const { project: projectId, audit: auditId } = context.params;
  /** @type {(() => void) | null} */
  let dispose = null;
  /** @type {HTMLElement | null} */
  let start = null;
  const load = async () => {
    const [audit, project] = await Promise.all([getAudit(projectId, auditId), getProject(projectId)]);
    return { audit, project };
  };
  await loadInto(container, load, ({ audit, project }) => {
    context.setTitle(`${t('audit.title')} · ${project.name}`);
    const labels = new Map(project.labels.map((label) => [label.id, label]));
    const names = new Map(audit.classes.map(({ labelId, label }) => [labelId, label]));
    const report = h('div', { class: 'stack-loose' });
    const classes = h('div');
    const tell = (/** @type {import('../api/audits.js').Audit} */ now) => {
      fill(report, auditReport(projectId, now), provenance(now));
      fill(classes, classTable(now));
    };
    tell(audit);
    const wanted = Number(context.query.item);
    const desk = judgeDesk({
      projectId, audit, onJudged: tell,
      labelOf: (id) => labels.get(id) ?? { name: names.get(id) ?? t('review.unknownLabel'), color: '#888888' },
      first: Number.isInteger(wanted) && wanted >= 1 && wanted <= audit.size ? wanted : null,
      onShown: (number) => context.setQuery({ item: number }),
    });
    dispose = desk.dispose;
    start = desk.node;
    return [
      h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${projectId}` }, project.name), ' › ',
        h('a', { href: `#/projects/${projectId}/audits` }, t('audits.title'))), h('h1', null, t('audit.title')))),
      h('div', { class: 'columns audit-columns' }, h('div', { class: 'stack-loose' }, desk.node, classes), report),
    ];
  });
  // Keys work at once, without a click into the desk.
  /** @type {HTMLElement | null} */ (start)?.focus({ preventScroll: true });
  return { dispose: () => dispose?.() };
}
