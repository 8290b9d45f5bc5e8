/**
 * One pixel laid over another, both as ImageData keeps them (colours not multiplied by alpha): the division that this
 * takes is looked up.
 */

/** By `alpha << 8 | alpha beneath`: how much of the colour is the upper pixel's, 0..256. */
const SHARES = new Uint16Array(65536);
/** By the same: the alpha of both together. */
const SUMS = new Uint8Array(65536);
for (let alpha = 1; alpha < 256; alpha += 1) {
  for (let under = 0; under < 256; under += 1) {
    const sum = alpha + (under * (255 - alpha)) / 255;
    SHARES[(alpha << 8) | under] = Math.round((256 * alpha) / sum);
    SUMS[(alpha << 8) | under] = Math.round(sum);
  }
}

/**
 * @param {number} under a pixel @param {number} colour red, green and blue of the pixel above as a pixel keeps them
 * @param {number} alpha of the pixel above, 1..255
 * @returns {number} the pixel that both make
 */
export function pixelOver(under, colour, alpha) {
  const key = (alpha << 8) | (under >>> 24);
  const share = SHARES[key];
  const rest = 256 - share;
  // Red and blue in one multiplication: between them are the eight bits that it takes.
  const redBlue = (Math.imul(under & 0xff00ff, rest) + Math.imul(colour & 0xff00ff, share) + 0x800080) >>> 8;
  const green = (Math.imul(under & 0xff00, rest) + Math.imul(colour & 0xff00, share) + 0x8000) >>> 8;
  return ((SUMS[key] << 24) | (redBlue & 0xff00ff) | (green & 0xff00)) >>> 0;
}
