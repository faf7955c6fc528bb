/** Time and chance, to be passed in. `now` is in milliseconds since 1970, `random` in [0, 1). */
export interface System {
  now(): number;
  setTimeout(action: () => void, millis: number): unknown;
  clearTimeout(timer: unknown): void;
  random(): number;
}

/** Those of the browser. */
export const system: System;
