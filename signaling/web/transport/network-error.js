/** What MindooDB calls errors of a transport. Its clients look at `type`, and some at the class: give them theirs. */
export class NetworkError extends Error {
  constructor(type, message) {
    super(message);
    this.name = 'NetworkError';
    this.type = type;
  }
}

const TYPES = {
  401: 'INVALID_TOKEN',
  403: 'USER_REVOKED',
  404: 'USER_NOT_FOUND',
  408: 'NETWORK_ERROR',
  413: 'PAYLOAD_TOO_LARGE',
  429: 'RATE_LIMITED',
  499: 'NETWORK_ERROR',
  502: 'NETWORK_ERROR',
  503: 'NETWORK_ERROR',
};

/** The type that MindooDB's HTTP transport gives to a status. */
export function networkErrorType(status) {
  return TYPES[status] ?? 'SERVER_ERROR';
}
