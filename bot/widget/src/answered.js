// What is needed only where something was answered: its values as a card, paper, and why it did not help.
export { card } from './card.js';
export { copy, print } from './paper.js';
export { askWhy } from './reasons.js';
