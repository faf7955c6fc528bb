import { concat, utf8 } from '../../crypto/encoding.js';
import { readChunks } from '../../automerge/chunk.js';
import { chunk, hex } from './chunks.js';

const ACTOR = hex('aa'.repeat(16));

/**
 * Writes the changes of one document: each sets some keys of the root to texts, booleans, numbers, lists of texts and lists of maps
 * of texts. Every value is a run of its own, which no library would write and every reader takes.
 */
export class ChangeWriter {
  #sequence = 0;
  #nextCounter = 1;
  #lastHash;
  #set = new Map();

  /** @param {Record<string, unknown>} members @returns {Promise<Uint8Array>} */
  async change(members) {
    const start = this.#nextCounter;
    const operations = [];
    const push = (operation) => operations.push({ counter: this.#nextCounter, ...operation }) && this.#nextCounter++;
    for (const [key, value] of Object.entries(members)) {
      const replaced = this.#set.get(key);
      this.#set.set(key, this.#nextCounter);
      writeValue(push, () => this.#nextCounter, { key, replaced }, value);
    }
    const bytes = await chunk(1, concat(this.#header(start), table(operations)));
    this.#lastHash = (await readChunks(bytes))[0].hash;
    return bytes;
  }

  #header(start) {
    const dependencies = this.#lastHash === undefined ? hex('00') : concat(hex('01'), hex(this.#lastHash));
    return concat(dependencies, bytesWithLength(ACTOR), unsigned(++this.#sequence), unsigned(start), hex('000000'));
  }
}

function writeValue(push, next, where, value) {
  if (Array.isArray(value)) {
    const list = next();
    push({ ...where, action: 2 });
    let before = 0;
    for (const item of value) {
      const element = next();
      writeValue(push, next, { object: list, element: before, insert: true }, item);
      before = element;
    }
  } else if (typeof value === 'object') {
    const map = next();
    push({ ...where, action: 0 });
    Object.entries(value).forEach(([key, member]) => writeValue(push, next, { object: map, key }, member));
  } else {
    push({ ...where, action: 1, value });
  }
}

function table(operations) {
  let lastElement = 0;
  const delta = (value) => {
    const difference = value - lastElement;
    lastElement = value;
    return signed(difference);
  };
  const column = (encode) => concat(...operations.map(encode));
  const orNull = (value, encode) => (value === undefined ? hex('0001') : concat(hex('7f'), encode(value)));
  const zero = () => hex('00');
  const columns = [
    [0x01, column(({ object }) => orNull(object, zero))],
    [0x02, column(({ object }) => orNull(object, unsigned))],
    [0x11, column(({ element }) => orNull(element || undefined, zero))],
    [0x13, column(({ element }) => orNull(element, delta))],
    [0x15, column(({ key }) => orNull(key, (text) => bytesWithLength(utf8(text))))],
    [0x34, column(({ insert }) => hex(insert ? '0001' : '0100'))],
    [0x42, column(({ action }) => orNull(action, unsigned))],
    [0x56, column(({ value }) => orNull(scalar(value).metadata, unsigned))],
    [0x57, column(({ value }) => scalar(value).raw)],
    [0x70, column(({ replaced }) => orNull(replaced === undefined ? 0 : 1, unsigned))],
    [0x71, column(({ replaced }) => (replaced === undefined ? hex('') : hex('7f00')))],
    [0x73, predecessors(operations)],
  ];
  const list = columns.map(([specification, data]) => concat(unsigned(specification), unsigned(data.length)));
  return concat(unsigned(columns.length), ...list, ...columns.map(([, data]) => data));
}

function predecessors(operations) {
  let last = 0;
  const replaced = operations.filter((operation) => operation.replaced !== undefined);
  return concat(
    ...replaced.map((operation) => {
      const difference = operation.replaced - last;
      last = operation.replaced;
      return concat(hex('7f'), signed(difference));
    }),
  );
}

function scalar(value) {
  switch (typeof value) {
    case 'string': {
      const raw = utf8(value);
      return { metadata: raw.length * 16 + 6, raw };
    }
    case 'boolean':
      return { metadata: value ? 2 : 1, raw: hex('') };
    case 'number': {
      const raw = signed(value);
      return { metadata: raw.length * 16 + 4, raw };
    }
    default:
      return { metadata: 0, raw: hex('') };
  }
}

function bytesWithLength(bytes) {
  return concat(unsigned(bytes.length), bytes);
}

export function unsigned(value) {
  const bytes = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) {
    bytes.push((rest % 0x80) | 0x80);
  }
  return Uint8Array.from([...bytes, rest]);
}

export function signed(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 0x80)) {
    const low = ((rest % 0x80) + 0x80) % 0x80;
    if (rest >= -0x40 && rest < 0x40) {
      return Uint8Array.from([...bytes, low]);
    }
    bytes.push(low | 0x80);
  }
}
