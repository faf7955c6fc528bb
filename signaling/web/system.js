/**
 * Time and chance as the kit uses them; tests pass their own.
 *
 * `now` is in milliseconds since 1970, `random` in [0, 1).
 */
export const system = Object.freeze({
  now: () => Date.now(),
  setTimeout: (action, millis) => setTimeout(action, millis),
  clearTimeout: (timer) => clearTimeout(timer),
  random: () => Math.random(),
});
