/** One's way to real work: practice, the exam, and results on images whose answer is known. */
import { beginExam, markNoticesSeen, myGold } from '../api/gold.js';
import { getProject } from '../api/projects.js';
import { t } from '../i18n/index.js';
import { bar, estimateBar } from '../ui/bar.js';
import { h } from '../ui/dom.js';
import { count, dateTime, decimal, interval, percent } from '../ui/format.js';
import { money } from '../ui/money.js';
import { messageFor } from '../ui/problems.js';
import { loadInto, signedIn } from '../ui/states.js';
import { turnText } from './gold/people-section.js';

/** @param {HTMLElement} container @param {import('../main.js').Context} context */
export async function qualifyView(container, context) {
  const id = context.params.project;
  await loadInto(container, async () => ({ project: await getProject(id), own: await myGold(id) }), ({ project, own }) => {
    context.setTitle(`${t('qualify.title')} · ${project.name}`);
    const { qualification } = own;
    return [
      h('div', { class: 'page-head' }, h('div', null, h('p', { class: 'crumbs' }, h('a', { href: `#/projects/${id}/mine` }, project.name)),
        h('h1', null, t('qualify.title')), h('p', { class: 'muted' }, t(qualification && !qualification.qualified ? 'qualify.lead' : 'qualify.leadDone'))),
        qualification?.qualified && !own.pause && h('div', { class: 'button-row' }, h('a', { class: 'button primary', href: `#/projects/${id}/annotate`, 'data-testid': 'draw-next' }, t('projects.draw')))),
      own.pause && h('div', { class: 'notice bad', role: 'status', 'data-testid': 'own-pause' }, h('p', null, h('strong', null, t('qualify.paused')), ' ', own.pause.reason),
        h('p', { class: 'small' }, t('qualify.pausedText'))),
      qualification?.mustPassAgain && h('p', { class: 'notice warn', role: 'status', 'data-testid': 'qualify-again' }, t('qualify.again', { time: dateTime(qualification.askedAgainAt) }), ' ',
        h('a', { href: `#/projects/${id}/guidelines` }, t('guidelines.title'))),
      notices(id, own.notices),
      h('div', { class: 'stack-loose' }, qualification && practice(id, qualification), qualification?.exam && exam(id, qualification, own.results, context.navigate),
        (own.score?.n ?? 0) > 0 && score(/** @type {any} */ (own.score)), results(id, own.results.filter(({ examId }) => !examId))),
    ];
  });
}

/** What one was told and has not taken notice of. @param {string} id @param {import('../api/gold.js').Notice[]} all */
function notices(id, all) {
  const fresh = all.filter(({ seen }) => !seen);
  if (fresh.length === 0) return null;
  const box = h('section', { class: 'notice stack', 'aria-labelledby': 'notices-title', 'data-testid': 'notices' }, h('h2', { id: 'notices-title' }, t('notice.title')),
    h('ul', { class: 'gold-turns' }, fresh.map((notice) => h('li', null, noticeText(notice), ' ',
      notice.assignmentId && h('a', { href: `#/projects/${id}/results/${notice.assignmentId}` }, t('notice.look'))))),
    h('div', null, h('button', { type: 'button', class: 'button small', on: { click: () => signedIn(() => markNoticesSeen(id)).then(() => box.remove()) } }, t('notice.seen'))));
  return box;
}

/** @param {import('../api/gold.js').Notice} notice */
function noticeText({ kind, detail }) {
  if (kind === 'dispute_decided') return t('notice.dispute', { ruling: t(`gold.ruling.${detail}`) });
  if (kind === 'pause_ended') return t('notice.pauseEnded');
  if (kind === 'pay_rejected' || kind === 'pay_restored') {
    const [pieces, amount, currency] = detail.split(' ');
    return t(kind === 'pay_rejected' ? 'notice.payRejected' : 'notice.payRestored', { count: Number(pieces), amount: money(Number(amount), currency) });
  }
  const [before, after] = detail.split(' ').map((part) => percent(Number(part) / 100));
  return after === undefined ? t('notice.scoreGone', { before }) : t('notice.scoreChanged', { before, after });
}

/** @param {string} id @param {import('../api/gold.js').Qualification} state */
function practice(id, { practiceWanted, practiced, practiceLeft }) {
  if (practiceWanted + practiced + practiceLeft === 0) return null;
  return h('section', { class: 'card stack', 'aria-labelledby': 'practice-title' }, h('h2', { id: 'practice-title' }, t('qualify.practice')),
    h('p', null, t('qualify.practiceText')),
    practiceWanted > 0 && bar([{ share: Math.min(1, practiced / practiceWanted), kind: 'done' }], t('qualify.practiced', { done: practiced, wanted: practiceWanted })),
    practiceWanted > 0 && h('p', { class: 'small' }, t('qualify.practiced', { done: practiced, wanted: practiceWanted })),
    practiceLeft > 0 ? h('p', null, h('a', { class: ['button', practiced < practiceWanted ? 'primary' : ''], href: `#/projects/${id}/annotate?for=practice`, 'data-testid': 'practise' },
      t('qualify.practise', { count: practiceLeft }))) : h('p', { class: 'muted' }, t('qualify.practiceNone')));
}

/**
 * @param {string} id @param {import('../api/gold.js').Qualification} state @param {import('../api/gold.js').Turn[]} turns
 * @param {(hash: string) => void} navigate
 */
function exam(id, state, turns, navigate) {
  const rules = /** @type {import('../api/gold.js').ExamRules} */ (state.exam);
  const problem = h('p', { class: 'form-error', role: 'alert' });
  const begin = async () => {
    try {
      await signedIn(() => beginExam(id));
      navigate(`#/projects/${id}/annotate?for=exam`);
    } catch (error) {
      problem.textContent = messageFor(error);
    }
  };
  const isOpen = typeof state.answered === 'number';
  const left = state.attemptsLeft ?? 0;
  return h('section', { class: 'card stack', 'aria-labelledby': 'exam-title', 'data-testid': 'exam-card' }, h('h2', { id: 'exam-title' }, t('qualify.exam')),
    h('p', null, t('qualify.examText', { count: rules.images, f1: percent(rules.minimumF1), iou: decimal(rules.iouThreshold), classes: percent(rules.minimumClassAccuracy) })),
    problem,
    state.passed ? h('p', { class: 'notice', 'data-testid': 'exam-passed' }, t('qualify.passed'))
      : !isOpen && state.obstacle ? h('p', { class: 'notice warn' }, obstacleText(state, left))
        : h('p', null, h('button', { type: 'button', class: 'button primary', 'data-testid': 'exam-begin', on: { click: begin } },
          isOpen ? t('qualify.goOn', { done: state.answered ?? 0, total: rules.images }) : t('qualify.begin')), ' ',
        h('span', { class: 'muted small' }, t('qualify.attemptsLeft', { count: left }))),
    [...state.attempts].reverse().filter(({ finishedAt }) => finishedAt).map((attempt) => attemptReport(id, attempt, turns.filter(({ examId }) => examId === attempt.id), state.askedAgainAt)));
}

/** @param {import('../api/gold.js').Qualification} state @param {number} left */
function obstacleText(state, left) {
  if (state.practiced < state.practiceWanted) return t('qualify.practiceFirst', { count: state.practiceWanted - state.practiced });
  if (left <= 0) return t('qualify.noAttempts');
  if (state.waitSeconds) return t('qualify.wait', { time: dateTime(new Date(Date.now() + state.waitSeconds * 1000).toISOString()) });
  return t('qualify.noImages');
}

/**
 * One attempt: what was reached, what was asked for, and each image.
 * @param {string} id @param {import('../api/gold.js').Exam} attempt @param {import('../api/gold.js').Turn[]} turns
 * @param {string | null | undefined} askedAgainAt attempts finished until then do not count
 */
function attemptReport(id, attempt, turns, askedAgainAt) {
  const isPast = Boolean(askedAgainAt && attempt.finishedAt && Date.parse(attempt.finishedAt) <= Date.parse(askedAgainAt));
  const { rules } = attempt;
  const lines = /** @type {[string, number, number][]} */ ([['f1', attempt.f1 ?? 0, rules.minimumF1], ['classes', attempt.classAccuracy ?? 0, rules.minimumClassAccuracy]]);
  return h('section', { class: ['stack', 'exam-attempt'], 'data-testid': 'exam-attempt' },
    h('h3', null, t('qualify.attempt', { number: attempt.number }), ' ', h('span', { class: ['chip', attempt.passed ? 'good' : 'bad'] }, t(attempt.passed ? 'gold.exam.passed' : 'gold.exam.failed')),
      isPast && [' ', h('span', { class: 'chip' }, t('qualify.past'))]),
    h('p', { class: 'small muted' }, dateTime(attempt.finishedAt)),
    h('ul', { class: 'exam-figures' }, lines.map(([name, value, least]) => h('li', null, h('span', null, t(`qualify.figure.${name}`)),
      marked(value, least, t('qualify.reached', { value: percent(value, 1), least: percent(least) })),
      h('span', { class: 'number' }, percent(value, 1)), h('span', { class: ['small', value >= least ? 'muted' : 'text-bad'] }, t(value >= least ? 'qualify.enough' : 'qualify.short', { least: percent(least) }))))),
    list(id, turns));
}

/** A bar with a mark where the pass mark lies. @param {number} value @param {number} least @param {string} label */
function marked(value, least, label) {
  return h('div', { class: 'marked' }, bar([{ share: value, kind: value >= least ? 'done' : 'bad' }], label), h('span', { class: 'mark', style: { 'inset-inline-start': `${least * 100}%` }, 'aria-hidden': 'true' }));
}

/** @param {import('../ui/format.js').Estimate} estimate */
function score(estimate) {
  return h('section', { class: 'card stack', 'aria-labelledby': 'score-title' }, h('h2', { id: 'score-title' }, t('qualify.score')), h('p', { class: 'small muted' }, t('qualify.scoreText')),
    h('p', { class: 'gold-person-score' }, estimateBar(estimate), h('b', { class: 'number' }, percent(estimate.value)), h('span', { class: 'small muted' }, interval(estimate))));
}

/** @param {string} id @param {import('../api/gold.js').Turn[]} turns */
function results(id, turns) {
  if (turns.length === 0) return null;
  return h('section', { class: 'card stack', 'aria-labelledby': 'results-title' }, h('h2', { id: 'results-title' }, t('qualify.results')), list(id, turns));
}

/** @param {string} id @param {import('../api/gold.js').Turn[]} turns */
function list(id, turns) {
  return h('ul', { class: 'gold-turns' }, turns.map((turn, index) => h('li', { 'data-testid': 'own-result' },
    h('a', { href: `#/projects/${id}/results/${turn.assignmentId}` }, t('qualify.result', { number: count(index + 1), kind: t(`gold.purpose.${turn.purpose}`) })), ' ',
    h('b', { class: 'number' }, percent(turn.score)), ' ', h('span', { class: 'muted small' }, turnText(turn)))));
}
