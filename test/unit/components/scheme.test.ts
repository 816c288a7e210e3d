import { describe, expect, it } from 'vitest';
import { lightnessOf } from '../../../components/quick-actions/scheme';

describe('lightnessOf', () => {
  it.each([
    ['rgb(255, 255, 255)', 1], ['rgb(0, 0, 0)', 0], ['rgba(0, 0, 0, 0.9)', 0], ['color(srgb 1 1 1)', 1], ['color(srgb 0 0 0 / 0.8)', 0], ['oklch(0.2 0.1 250)', 0.2], ['lab(80 1 2)', 0.8],
  ])('%s is %d', (color, lightness) => expect(lightnessOf(color)).toBeCloseTo(lightness, 3));
  it.each(['rgba(0, 0, 0, 0)', 'transparent', '', 'color(srgb 0 0 0 / 0)', 'rgba(255, 255, 255, 0.2)'])('%s says nothing', (color) => expect(lightnessOf(color)).toBeNull());
});
