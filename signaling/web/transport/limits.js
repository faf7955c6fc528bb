/** The limits of docs/peer-transport.md. Sizes are in bytes, times in milliseconds. */

/** What is sent in one message of the channel, at most and unless the channel can do less: every implementation can do this. */
export const FRAME_BYTES = 16 * 1024;
/** What is accepted in one message. */
export const MAX_FRAME_BYTES = 64 * 1024;
/** JSON at the start of a request and of an answer. */
export const HEAD_BYTES = 8 * 1024;
/** What may be on its way in one direction of one request without having been taken by its reader. */
export const WINDOW_BYTES = 256 * 1024;
/** Requests that one side may have open at a time. More wait at the side that asks. */
export const OPEN_REQUESTS = 16;
/** The text of CANCEL and BYE. */
export const REASON_BYTES = 1024;
/** The channel gets more only below the first, and asks for more at the second. */
export const CHANNEL_HIGH_BYTES = 256 * 1024;
export const CHANNEL_LOW_BYTES = 64 * 1024;
/** Small frames (heads, credit, cancellations) that wait for the channel. A peer that makes more wait is cut off. */
export const WAITING_FRAMES = 1024;
/** How long a peer may let something stand still that is its turn. */
export const IDLE_MS = 60_000;

/** The body of a request: as a server with its default limit of 5 MB. */
export const REQUEST_BYTES = 5 * 1024 * 1024;
/** An answer that a caller wants in one piece. */
export const ANSWER_BYTES = 64 * 1024 * 1024;
