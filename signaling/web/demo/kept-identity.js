const KEY = 'blindhop/demo/identity';

/** The identity file that the user wants to be here the next time; its keys are locked by its password. */
export const keptIdentity = Object.freeze({
  get: () => localStorage.getItem(KEY),
  keep: (text) => localStorage.setItem(KEY, text),
  forget: () => localStorage.removeItem(KEY),
});
