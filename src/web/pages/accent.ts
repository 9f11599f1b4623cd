/**
 * An operator's accent colour as the style uses it: darkened on the light scheme and lightened on the dark one until text in it can
 * be read on every surface it stands on.
 */

type Rgb = readonly [number, number, number];

/** WCAG 2.2 asks for 4.5. A little more covers rounding and text on the tint. */
const CONTRAST_MIN = 5;
/** How much of the accent a tint takes. */
const TINT = 0.12;
const LIGHT: readonly Rgb[] = [rgb('#fbf9f4'), rgb('#fffefb')];
const DARK: readonly Rgb[] = [rgb('#15140f'), rgb('#1d1c16')];

/** CSS that follows the style sheet; '' for our own accent. `accent` is `#rrggbb`. */
export function accentStyle(accent: string | undefined): string {
  if (accent === undefined) return '';
  const light = readable(rgb(accent), [0, 0, 0], LIGHT);
  const dark = readable(rgb(accent), [255, 255, 255], DARK);
  return `:root{${variables(light, LIGHT)}}\n@media (prefers-color-scheme:dark){:root{${variables(dark, DARK)}}}\n`;
}

function variables(accent: Rgb, [paper = accent]: readonly Rgb[]): string {
  return `--accent:${hex(accent)};--tint:${hex(mix(paper, accent, TINT))}`;
}

/** The nearest colour on the way to `end` that stands out from all `surfaces` and from the tint made of it. */
function readable(accent: Rgb, end: Rgb, surfaces: readonly Rgb[]): Rgb {
  for (let step = 0; step < 20; step++) {
    const tried = mix(accent, end, step / 20);
    const tints = surfaces.map((surface) => mix(surface, tried, TINT));
    if ([...surfaces, ...tints].every((surface) => contrast(tried, surface) >= CONTRAST_MIN)) return tried;
  }
  return end;
}

/** Contrast ratio of WCAG 2.2, 1 to 21. */
function contrast(one: Rgb, other: Rgb): number {
  const [brighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (brighter + 0.05) / (darker + 0.05);
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((of) => {
    const value = of / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mix(one: Rgb, other: Rgb, share: number): Rgb {
  const at = (i: 0 | 1 | 2) => Math.round(one[i] + (other[i] - one[i]) * share);
  return [at(0), at(1), at(2)];
}

function rgb(text: string): Rgb {
  const at = (i: number) => Number.parseInt(text.slice(i, i + 2), 16);
  return [at(1), at(3), at(5)];
}

function hex(color: Rgb): string {
  return `#${color.map((of) => of.toString(16).padStart(2, '0')).join('')}`;
}
