/** What `addEventListener` takes, with the type of its event. */
export type Listener<E extends Event> = ((event: E) => unknown) | { handleEvent(event: E): unknown };
