/** Multiplies in the field of 256 elements of QR codes. */
function multiply(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}

/** The generator polynomial of this degree, without its leading coefficient. */
function generator(degree) {
  const coefficients = new Uint8Array(degree);
  coefficients[degree - 1] = 1;
  for (let i = 0, root = 1; i < degree; i++, root = multiply(root, 2)) {
    for (let j = 0; j < degree; j++) {
      coefficients[j] = multiply(coefficients[j], root) ^ (coefficients[j + 1] ?? 0);
    }
  }
  return coefficients;
}

/**
 * What is written behind data so that a reader can repair it.
 *
 * @param {Uint8Array} data
 * @param {number} count of bytes; half as many wrong ones can be repaired
 * @returns {Uint8Array}
 */
export function errorCorrection(data, count) {
  const divisor = generator(count);
  const remainder = new Uint8Array(count);
  for (const byte of data) {
    const factor = byte ^ remainder[0];
    remainder.copyWithin(0, 1);
    remainder[count - 1] = 0;
    divisor.forEach((coefficient, i) => (remainder[i] ^= multiply(coefficient, factor)));
  }
  return remainder;
}
