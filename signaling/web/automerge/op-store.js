import { Actor } from './actor.js';
import { NumberColumn } from './columns.js';
import { AutomergeLimits } from './limits.js';
import { MalformedChunkError } from './malformed-chunk.js';
import { Action, ObjectNode, Op } from './op.js';
import { OpCursor } from './op-cursor.js';

/** The operations of a document, linked to each other as its value needs them. */
export class OpStore {
  root = new ObjectNode('map');
  /** What was added to counters: by counter, by the operation that added it, so that merging twice adds once. */
  increments = new Map();
  #actors = new Map();
  #stored = 0;
  #decoded = 0;

  actor(hex) {
    let actor = this.#actors.get(hex);
    if (actor === undefined) {
      actor = new Actor(hex);
      this.#actors.set(hex, actor);
    }
    return actor;
  }

  #named(hex) {
    return hex.map((name) => this.actor(name));
  }

  /** Whether everything is here that the operations of this change refer to. */
  hasReferencesOf(change) {
    const writer = this.actor(change.actors[0]);
    const isKnown = (actor, counter) =>
      counter === 0 || (actor === writer && counter >= change.startOperation) || actor.find(counter) !== undefined;
    const cursor = OpCursor.ofChange(change.columns, this.#named(change.actors));
    for (let i = 0; i < change.operationCount; i++) {
      this.#decode(cursor, change.startOperation + i);
      let complete =
        isKnown(cursor.objectActor, cursor.objectCounter) && isKnown(cursor.elementActor, cursor.elementCounter);
      for (let link = 0; complete && link < cursor.links; link++) {
        complete = isKnown(cursor.linkActors[link], cursor.linkCounters[link]);
      }
      if (!complete) {
        return false;
      }
    }
    return true;
  }

  add(change) {
    this.#store(change.operationCount);
    if (change.operationCount === 0) {
      return;
    }
    const writer = this.actor(change.actors[0]);
    const cursor = OpCursor.ofChange(change.columns, this.#named(change.actors));
    writer.reserve(change.startOperation, change.startOperation + change.operationCount - 1);
    for (let i = 0; i < change.operationCount; i++) {
      const counter = change.startOperation + i;
      this.#decode(cursor, counter);
      const op = new Op(writer.hex, counter, cursor);
      for (let link = 0; link < cursor.links; link++) {
        this.#replace(existing(cursor.linkActors[link], cursor.linkCounters[link]), op);
      }
      if (op.action !== Action.DELETE) {
        writer.keep(op);
        this.#attach(op, cursor);
      }
    }
  }

  /** Notes that `by` names `target` as what it replaces. */
  #replace(target, by) {
    if (by.action !== Action.INCREMENT || !target.startsCounter) {
      target.overwritten = true;
      return;
    }
    if (!by.isWhole) {
      throw new MalformedChunkError('a counter is incremented by something that is not an integer');
    }
    if (!this.increments.has(target)) {
      this.increments.set(target, new Map());
    }
    this.increments.get(target).set(by, by.scalar);
  }

  /** Merges the operations of a document chunk into what is here, usually nothing. */
  merge(document) {
    const named = this.#named(document.actors);
    const operations = this.#create(document, named);
    const cursor = OpCursor.ofDocument(document.operations, named);
    for (const op of operations) {
      cursor.next();
      for (let link = 0; link < cursor.links; link++) {
        if (cursor.linkCounters[link] <= op.counter) {
          throw new MalformedChunkError('an operation is replaced by an earlier one');
        }
        // A successor that is not in the chunk is a deletion: documents do not keep those.
        const successor = cursor.linkActors[link].find(cursor.linkCounters[link]);
        if (successor === undefined) {
          op.overwritten = true;
        } else {
          this.#replace(op, successor);
        }
      }
      if (op.container === undefined) {
        this.#attach(op, cursor);
      }
    }
  }

  #create(document, named) {
    const operations = [];
    const fresh = new Map();
    const cursor = OpCursor.ofDocument(document.operations, named);
    const idActors = new NumberColumn(document.operations.open(0x21));
    const idCounters = new NumberColumn(document.operations.open(0x23), { differences: true });
    for (let i = 0; i < document.operationCount; i++) {
      if (!idActors.next() || !idCounters.next()) {
        throw new MalformedChunkError('an operation of a document has no id');
      }
      const actor = named[idActors.upTo('an actor', named.length - 1)];
      const counter = idCounters.upTo('an operation counter', Number.MAX_SAFE_INTEGER);
      this.#decode(cursor, counter);
      const known = actor.find(counter);
      if (known === undefined) {
        this.#store(1);
        const op = new Op(actor.hex, counter, cursor);
        operations.push(op);
        if (!fresh.has(actor)) {
          fresh.set(actor, []);
        }
        fresh.get(actor).push(op);
      } else if (known.action === cursor.action && sameScalar(known.scalar, cursor.scalar)) {
        operations.push(known);
      } else {
        throw new MalformedChunkError(`operation ${counter}@${actor.hex} contradicts what is known`);
      }
    }
    fresh.forEach((list, actor) => actor.addScattered(list));
    return operations;
  }

  #attach(op, cursor) {
    const object =
      cursor.objectActor === undefined ? this.root : existing(cursor.objectActor, cursor.objectCounter).object;
    if (object === undefined) {
      throw new MalformedChunkError('an operation takes a plain value for an object');
    }
    const inMap = object.kind === 'map';
    if (inMap !== (cursor.key !== undefined)) {
      throw new MalformedChunkError('an operation addresses a map by position or a list by name');
    }
    op.container = object;
    if (inMap) {
      op.nextCandidate = object.keys.get(cursor.key);
      object.keys.set(cursor.key, op);
      return;
    }
    const element = cursor.elementCounter === 0 ? object.head : existing(cursor.elementActor, cursor.elementCounter);
    if (element !== object.head && (!element.isElement || element.container !== object)) {
      throw new MalformedChunkError('an operation addresses an element of another list');
    }
    if (cursor.insert) {
      op.insertBehind(element);
    } else if (element === object.head) {
      throw new MalformedChunkError('an operation sets the beginning of a list');
    } else {
      op.nextCandidate = element.updates;
      element.updates = op;
    }
  }

  /** Moves on, and checks that what the operation refers to came before it: so nothing can contain itself. */
  #decode(cursor, counter) {
    cursor.next();
    this.#decoded += 1 + cursor.links;
    if (this.#decoded > AutomergeLimits.MAX_DECODED) {
      throw new MalformedChunkError(`the document needs more than ${AutomergeLimits.MAX_DECODED} decoding steps`);
    }
    if (cursor.objectCounter >= counter || cursor.elementCounter >= counter) {
      throw new MalformedChunkError(`operation ${counter} refers to a later one`);
    }
  }

  #store(operations) {
    this.#stored += operations;
    if (this.#stored > AutomergeLimits.MAX_OPERATIONS) {
      throw new MalformedChunkError(`the document has more than ${AutomergeLimits.MAX_OPERATIONS} operations`);
    }
  }
}

function existing(actor, counter) {
  const op = actor.find(counter);
  if (op === undefined) {
    throw new MalformedChunkError(`operation ${counter}@${actor.hex} is referred to but not there`);
  }
  return op;
}

function sameScalar(a, b) {
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return a.length === b.length && a.every((byte, i) => byte === b[i]);
  }
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : Object.is(a, b);
}
