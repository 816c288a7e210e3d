import { composedAncestors } from './visible';

export type Scheme = 'light' | 'dark';

/** Lightness (0 to 1) of a computed colour; null when it is see-through or written in a way not known here. */
export function lightnessOf(color: string): number | null {
  const [name, rest] = color.split('(');
  const numbers = (rest ?? '').match(/[\d.]+%?/g)?.map((part) => (part.endsWith('%') ? Number(part.slice(0, -1)) / 100 : Number(part))) ?? [];
  const values = name === 'color' ? numbers.slice(-(rest?.includes('/') ? 4 : 3)) : numbers;
  const [a, b, c, alpha = 1] = values;
  if (a === undefined || b === undefined || c === undefined || alpha < 0.5) return null;
  if (name === 'rgb' || name === 'rgba') return luminance(a / 255, b / 255, c / 255);
  if (name === 'color') return luminance(a, b, c);
  if (name === 'oklab' || name === 'oklch') return a;
  if (name === 'lab' || name === 'lch') return a / 100;
  return null;
}

const luminance = (red: number, green: number, blue: number): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** The scheme of the page around an element: its own background decides, the user's preference where it has none. */
export function schemeAround(element: Element): Scheme {
  for (const layer of composedAncestors(element)) {
    const lightness = lightnessOf(getComputedStyle(layer).backgroundColor);
    if (lightness !== null) return lightness < 0.45 ? 'dark' : 'light';
  }
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
