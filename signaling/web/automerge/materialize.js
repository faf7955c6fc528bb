import { AutomergeLimits } from './limits.js';
import { MalformedChunkError } from './malformed-chunk.js';
import { Action, compareOps } from './op.js';

/** What the reference shows for an element of a text that is not text. */
const OBJECT_REPLACEMENT = '\uFFFC';

/**
 * The value of a document, in time linear in what is alive and its tombstones. Maps come out as objects without a prototype,
 * their keys sorted; texts as strings.
 *
 * @param {import('./op-store.js').OpStore} operations
 */
export function materialize(operations) {
  return new Materializer(operations.increments).map(operations.root, 0);
}

class Materializer {
  #increments;

  constructor(increments) {
    this.#increments = increments;
  }

  map(object, depth) {
    const members = Object.create(null);
    for (const key of [...object.keys.keys()].sort()) {
      const first = withoutInvisible(object.keys.get(key));
      object.keys.set(key, first);
      const winner = greatest(first);
      if (winner !== undefined) {
        members[key] = this.#valueOf(winner, depth);
      }
    }
    return members;
  }

  #valueOf(op, depth) {
    if (op.object === undefined) {
      const added = this.#increments.get(op);
      return added === undefined ? op.scalar : [...added.values()].reduce((sum, amount) => sum + amount, op.scalar);
    }
    if (depth >= AutomergeLimits.MAX_DEPTH) {
      throw new MalformedChunkError(`the document is nested more than ${AutomergeLimits.MAX_DEPTH} levels deep`);
    }
    switch (op.object.kind) {
      case 'map':
        return this.map(op.object, depth + 1);
      case 'list':
        return winners(op.object).map((item) => this.#valueOf(item, depth + 1));
      default:
        return winners(op.object).map(characters).join('');
    }
  }
}

function characters(op) {
  return op.action === Action.SET && typeof op.scalar === 'string' ? op.scalar : OBJECT_REPLACEMENT;
}

/** The winning operation of each element that has one, in list order. */
function winners(sequence) {
  const found = [];
  const next = [sequence.head.firstChild];
  while (next.length > 0) {
    const element = next.pop();
    if (element === undefined) {
      continue;
    }
    element.updates = withoutInvisible(element.updates);
    const winner = greatest(element.updates) ?? (element.isVisible ? element : undefined);
    if (winner !== undefined) {
      found.push(winner);
    }
    next.push(element.nextSibling, element.firstChild);
  }
  return found;
}

/** The chain without what has become invisible; nothing becomes visible again, so it is forgotten for good. */
function withoutInvisible(chain) {
  let first = chain;
  while (first !== undefined && !first.isVisible) {
    first = first.nextCandidate;
  }
  for (let op = first; op !== undefined; op = op.nextCandidate) {
    while (op.nextCandidate !== undefined && !op.nextCandidate.isVisible) {
      op.nextCandidate = op.nextCandidate.nextCandidate;
    }
  }
  return first;
}

function greatest(chain) {
  let best = chain;
  for (let op = chain; op !== undefined; op = op.nextCandidate) {
    if (compareOps(op, best) > 0) {
      best = op;
    }
  }
  return best;
}
