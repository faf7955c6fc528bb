/**
 * Registers and runs the tests of a page. A test is a sentence and a function:
 *
 *     test('a key signs what is its own', async () => { equal(await key.sign(bytes), expected); });
 *
 * An error that nobody catches fails the test during which it happens. A test that does not end within 30 s fails; `test(name, body, { seconds })`
 * gives it another bound.
 */

const tests = new Map();
const cleanups = [];
const uncaught = [];

addEventListener('error', (event) => uncaught.push(event.error ?? event.message));
addEventListener('unhandledrejection', (event) => uncaught.push(event.reason));

export function test(name, body, { seconds = 30 } = {}) {
  if (tests.has(name)) throw new Error(`two tests are called "${name}"`);
  tests.set(name, { body, seconds });
}

/** What is to be done after the test that runs, whatever its outcome; the last first. */
export function cleanup(action) {
  cleanups.push(action);
}

/** The names of all tests, as they were registered. */
export function names() {
  return [...tests.keys()];
}

/** Runs one test. @returns {Promise<string | null>} what went wrong */
export async function run(name) {
  const { body, seconds } = tests.get(name);
  let timer;
  const tooLong = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`it did not end within ${seconds} s`)), seconds * 1000);
  });
  const errors = [];
  try {
    await Promise.race([body(), tooLong]);
  } catch (error) {
    errors.push(text(error));
  }
  clearTimeout(timer);
  for (const action of cleanups.splice(0).reverse()) {
    try {
      await action();
    } catch (error) {
      errors.push(`cleaning up: ${text(error)}`);
    }
  }
  // A rejection that nobody handles is reported in a task of its own.
  await new Promise((resolve) => setTimeout(resolve, 5));
  errors.push(...uncaught.splice(0).map((error) => `uncaught: ${text(error)}`));
  return errors.length === 0 ? null : errors.join('\n');
}

/** Deeply equal: primitives by `Object.is`, bytes, arrays, maps, sets and plain objects by what is in them. */
export function equal(actual, expected, message = '') {
  if (!same(actual, expected)) {
    throw new Error(`${message && `${message}: `}expected ${show(expected)}, was ${show(actual)}`);
  }
}

export function ok(value, message = 'expected something true') {
  if (!value) throw new Error(`${message}, was ${show(value)}`);
}

/** The action throws, at once or by rejecting. @returns {Promise<Error>} what it threw, if `pattern` matches its message */
export async function rejects(action, pattern = /.*/) {
  let error;
  try {
    await action();
  } catch (caught) {
    error = caught;
  }
  if (error === undefined) throw new Error(`expected an error that matches ${pattern}, but there was none`);
  if (!pattern.test(error.message)) throw new Error(`expected an error that matches ${pattern}, was ${text(error)}`);
  return error;
}

function same(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Set || a instanceof Map) return same([...a], [...b]);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

function show(value) {
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}(${value.length}) [${[...value.slice(0, 64)]}]`;
  if (value instanceof Set || value instanceof Map) return `${value.constructor.name} ${show([...value])}`;
  const json = JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? `${member}n` : member));
  return json === undefined ? String(value) : json.slice(0, 2000);
}

function text(error) {
  return error?.stack ?? String(error);
}
