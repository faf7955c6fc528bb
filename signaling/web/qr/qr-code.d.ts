/** Modules around a code that stay light. */
export const QUIET_ZONE: number;

/**
 * A QR code of a text in UTF-8: byte mode, error correction level M, the smallest version that it fits.
 *
 * @param text at most 666 bytes
 * @returns by row, without the quiet zone; true is dark
 * @throws {RangeError} if the text is longer
 */
export function qrCode(text: string): boolean[][];

/** An SVG path that covers the dark modules, one unit each, the quiet zone left free. */
export function pathOf(modules: boolean[][]): string;
