/** A server refused, or could not be understood. */
export class HttpError extends Error {
  /** Of the answer; 0 if there was none. */
  readonly status: number;
  constructor(status: number, message: string);
}
