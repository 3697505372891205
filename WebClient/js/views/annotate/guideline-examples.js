/** The examples of the guidelines for the drawer; fetched when it is opened first. */
import { getGuideline } from '../../api/guidelines.js';
import { fill } from '../../ui/dom.js';
import { exampleCards } from '../guidelines/example-card.js';

/**
 * @param {HTMLElement} place
 * @param {{id: string, labels: any[], retiredLabels?: any[], guidelines?: {version: number}}} project
 */
export async function showExamples(place, { id, labels, retiredLabels = [], guidelines }) {
  if (!guidelines) return;
  const { examples } = await getGuideline(id, guidelines.version);
  if (examples.length > 0) fill(place, exampleCards(examples, [...labels, ...retiredLabels]));
}
