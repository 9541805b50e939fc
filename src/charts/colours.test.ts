import { describe, expect, test } from "vitest";
import { COLOURS, type Theme } from "./colours.js";

type Rgb = [number, number, number];
const linear = (hex: string): Rgb =>
  [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
const by = (matrix: readonly Rgb[], rgb: Rgb): Rgb =>
  matrix.map((row) => row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]) as Rgb;

/** Severe forms, after Machado, Oliveira and Fernandes (2009). */
const SEEN: Record<string, Rgb[]> = {
  "common vision": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function lab(rgb: Rgb): Rgb {
  const [x, y, z] = by(
    [
      [0.4124, 0.3576, 0.1805],
      [0.2126, 0.7152, 0.0722],
      [0.0193, 0.1192, 0.9505],
    ],
    rgb.map((part) => Math.min(1, Math.max(0, part))) as Rgb,
  );
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const [fx, fy, fz] = [f(x / 0.9505), f(y), f(z / 1.089)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}
const apart = (a: Rgb, b: Rgb): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const brightness = (hex: string): number => by([[0.2126, 0.7152, 0.0722]], linear(hex))[0];
const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [brightness(a), brightness(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

describe.each<Theme>(["light", "dark"])("%s", (theme) => {
  const { background, ink, quiet, series } = COLOURS[theme];

  test.each(Object.keys(SEEN))("any two series are told apart with %s", (vision) => {
    const seen = series.map((hex) => lab(by(SEEN[vision] ?? [], linear(hex))));
    for (const [i, a] of seen.entries())
      for (const [j, b] of seen.slice(i + 1).entries())
        expect({ pair: `${series[i]} ${series[i + 1 + j]}`, apart: apart(a, b) > 15 }).toMatchObject({ apart: true });
  });

  test("lines and words stand out from the background as WCAG asks: 3 to 1 and 4.5 to 1", () => {
    for (const hex of series) expect(contrast(hex, background)).toBeGreaterThanOrEqual(3);
    for (const hex of [ink, quiet]) expect(contrast(hex, background)).toBeGreaterThanOrEqual(4.5);
  });
});
