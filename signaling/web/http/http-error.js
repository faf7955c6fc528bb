/**
 * A server refused, or could not be understood. `status` is that of the answer; 0 if there was none.
 */
export class HttpError extends Error {
  /** @param {number} status */
  constructor(status, message) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
  }
}
