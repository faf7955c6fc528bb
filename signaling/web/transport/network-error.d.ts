/** What MindooDB calls errors of a transport. */
export class NetworkError extends Error {
  constructor(type: string, message: string);
  readonly type: string;
}

/** The type that MindooDB's HTTP transport gives to a status. */
export function networkErrorType(status: number): string;
