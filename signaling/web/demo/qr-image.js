import { QUIET_ZONE, pathOf, qrCode } from '../qr/qr-code.js';

const SVG = 'http://www.w3.org/2000/svg';

/** A QR code of a text, as an image with a name for those who do not see it. */
export function qrImage(text, label) {
  const modules = qrCode(text);
  const size = modules.length + 2 * QUIET_ZONE;
  const image = element('svg', { viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': label });
  image.append(
    element('rect', { width: size, height: size, class: 'qr-ground' }),
    element('path', { d: pathOf(modules), class: 'qr-modules', 'shape-rendering': 'crispEdges' }),
  );
  return image;
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}
