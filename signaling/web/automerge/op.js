/** What operations do, by their number in the format. */
export const Action = Object.freeze({
  MAKE_MAP: 0,
  SET: 1,
  MAKE_LIST: 2,
  DELETE: 3,
  MAKE_TEXT: 4,
  INCREMENT: 5,
  MAKE_TABLE: 6,
  MARK: 7,
});

/** A map, list or text of a document under construction. */
export class ObjectNode {
  constructor(kind) {
    /** @type {'map' | 'list' | 'text'} */
    this.kind = kind;
    /** For a map: by key, the first of the operations that compete for it. */
    this.keys = kind === 'map' ? new Map() : undefined;
    /** For a sequence: what stands before its first element, not an operation itself. */
    this.head = kind === 'map' ? undefined : new Op('', 0, { action: Action.DELETE, scalar: null });
  }

  /** The new object of an operation with this action; undefined if it makes none. */
  static madeBy(action) {
    switch (action) {
      case Action.MAKE_MAP:
      case Action.MAKE_TABLE:
        return new ObjectNode('map');
      case Action.MAKE_LIST:
        return new ObjectNode('list');
      case Action.MAKE_TEXT:
        return new ObjectNode('text');
      default:
        return undefined;
    }
  }
}

/**
 * One operation that is kept. There may be millions: what belongs together is linked through the operations themselves rather
 * than held in collections.
 */
export class Op {
  /** The object that this operation belongs to; undefined until it is attached. */
  container = undefined;
  /** Whether this operation inserted an element into a sequence. */
  isElement = false;
  /** Whether some operation replaced or deleted this one. Never becomes false again. */
  overwritten = false;
  /** The next operation that competes for the same map key or list element. */
  nextCandidate = undefined;
  /** For an insertion: the operations that were later set on its element. */
  updates = undefined;
  #firstChild = undefined;
  #nextSibling = undefined;
  #childrenSorted = true;

  /** @param content action, scalar, isWhole and startsCounter are taken from it */
  constructor(actor, counter, content) {
    /** Hex. */
    this.actor = actor;
    this.counter = counter;
    this.action = content.action;
    this.scalar = content.scalar;
    this.isWhole = content.isWhole === true;
    /** Whether the scalar is one that increments add to. Any other value is overwritten by an increment. */
    this.startsCounter = content.startsCounter === true;
    /** The object that this operation makes, if it makes one. */
    this.object = actor === '' ? undefined : ObjectNode.madeBy(content.action);
  }

  get isVisible() {
    return (
      !this.overwritten &&
      this.action !== Action.DELETE &&
      this.action !== Action.INCREMENT &&
      this.action !== Action.MARK
    );
  }

  /** Puts the operation behind `predecessor`, as an element of its sequence. */
  insertBehind(predecessor) {
    this.isElement = true;
    predecessor.#addChild(this);
  }

  #addChild(child) {
    child.#nextSibling = this.#firstChild;
    this.#childrenSorted &&= this.#firstChild === undefined || compareOps(this.#firstChild, child) < 0;
    this.#firstChild = child;
  }

  /** The greatest of the elements inserted directly behind this one, if there is one. */
  get firstChild() {
    if (!this.#childrenSorted) {
      this.#sortChildren();
    }
    return this.#firstChild;
  }

  /** The next smaller element behind the same one, once its parent was asked for {@link firstChild}. */
  get nextSibling() {
    return this.#nextSibling;
  }

  #sortChildren() {
    const children = [];
    for (let child = this.#firstChild; child !== undefined; child = child.#nextSibling) {
      children.push(child);
    }
    children.sort(compareOps);
    this.#firstChild = undefined;
    for (const child of children) {
      child.#nextSibling = this.#firstChild;
      this.#firstChild = child;
    }
    this.#childrenSorted = true;
  }
}

/** Lamport order: which of two concurrent operations wins. */
export function compareOps(a, b) {
  return a.counter - b.counter || (a.actor < b.actor ? -1 : Number(a.actor > b.actor));
}
