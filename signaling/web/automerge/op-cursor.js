import { FlagColumn, NumberColumn, TextColumn } from './columns.js';
import { AutomergeLimits } from './limits.js';
import { MalformedChunkError } from './malformed-chunk.js';
import { Action } from './op.js';
import { ScalarColumn } from './scalar-column.js';

/**
 * The operations of a chunk, one at a time and without an object for each: a chunk may hold millions, and reading it twice is
 * cheaper than keeping them. The members describe the current operation. Actors are {@link Actor}s.
 */
export class OpCursor {
  /** Undefined for the root object. */
  objectActor;
  objectCounter = 0;
  /** Undefined if the operation addresses a list element. */
  key;
  /** Undefined for the beginning of the list. */
  elementActor;
  elementCounter = 0;
  insert = false;
  action = Action.MAKE_MAP;
  startsCounter = false;
  isWhole = false;
  scalar = null;
  /** What this operation replaces (in a change) or is replaced by (in a document). */
  links = 0;
  linkActors = [];
  linkCounters = [];

  #actors;
  #objectActors;
  #objectCounters;
  #keys;
  #elementActors;
  #elementCounters;
  #inserts;
  #actions;
  #scalars;
  #linkCounts;
  #linkActorColumn;
  #linkCounterColumn;

  constructor(columns, actors, linkGroup) {
    this.#actors = actors;
    this.#objectActors = new NumberColumn(columns.open(0x01));
    this.#objectCounters = new NumberColumn(columns.open(0x02));
    this.#elementActors = new NumberColumn(columns.open(0x11));
    this.#elementCounters = new NumberColumn(columns.open(0x13), { differences: true });
    this.#keys = new TextColumn(columns.open(0x15));
    this.#inserts = new FlagColumn(columns.open(0x34));
    this.#actions = new NumberColumn(columns.open(0x42));
    this.#scalars = new ScalarColumn(columns.open(0x56), columns.open(0x57));
    this.#linkCounts = new NumberColumn(columns.open(linkGroup));
    this.#linkActorColumn = new NumberColumn(columns.open(linkGroup | 1));
    this.#linkCounterColumn = new NumberColumn(columns.open(linkGroup | 3), { differences: true });
  }

  static ofChange(columns, actors) {
    return new OpCursor(columns, actors, 0x70);
  }

  static ofDocument(columns, actors) {
    return new OpCursor(columns, actors, 0x80);
  }

  next() {
    this.objectActor = this.#actor(this.#objectActors);
    this.objectCounter = counter(this.#objectCounters);
    if ((this.objectActor === undefined) !== (this.objectCounter === 0)) {
      throw new MalformedChunkError('an operation names half an object');
    }
    this.key = this.#keys.next();
    this.elementActor = this.#actor(this.#elementActors);
    this.elementCounter = counter(this.#elementCounters);
    this.insert = this.#inserts.next();
    this.action = this.#actions.next() ? this.#actions.upTo('an action', Action.MARK) : Action.MAKE_MAP;
    this.scalar = this.#scalars.next();
    this.startsCounter = this.#scalars.isCounter;
    this.isWhole = this.#scalars.isWhole;
    if (this.key !== undefined && (this.insert || this.elementCounter !== 0)) {
      throw new MalformedChunkError('an operation addresses both a map key and a list element');
    }
    if (this.elementActor === undefined && this.elementCounter !== 0) {
      throw new MalformedChunkError('an operation names a list element without an actor');
    }
    this.#nextLinks();
  }

  #nextLinks() {
    this.links = this.#linkCounts.next()
      ? this.#linkCounts.upTo('the number of references', AutomergeLimits.MAX_LINKS_PER_OPERATION)
      : 0;
    for (let i = 0; i < this.links; i++) {
      this.linkActors[i] = this.#actor(this.#linkActorColumn);
      this.linkCounters[i] = counter(this.#linkCounterColumn);
      if (this.linkActors[i] === undefined || this.linkCounters[i] === 0) {
        throw new MalformedChunkError('an operation refers to nothing');
      }
    }
  }

  #actor(column) {
    return column.next() ? this.#actors[column.upTo('an actor', this.#actors.length - 1)] : undefined;
  }
}

function counter(column) {
  return column.next() ? column.upTo('a counter', Number.MAX_SAFE_INTEGER) : 0;
}
