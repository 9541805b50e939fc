import { crc32, deflateSync } from "node:zlib";

type Rgba = readonly [number, number, number, number];

const GREEN: Rgba = [11, 92, 74, 255];
const WHITE: Rgba = [255, 255, 255, 255];
const CLEAR: Rgba = [255, 255, 255, 0];

/** Pacer's mark for Teams: a ring that has come three quarters of the way. 192 x 192, in colour, no transparency. */
export const colorIcon = (): Buffer => png(192, ring(192, 0.62, 0.16, GREEN));

/** The same as Teams wants it on its bar: 32 x 32, white on transparent. */
export const outlineIcon = (): Buffer => png(32, ring(32, 0.78, 0.2, CLEAR));

/** A pixel's colour: white within the ring's stroke, faint on the quarter still to go, with its edge smoothed over a pixel. */
function ring(size: number, radius: number, width: number, ground: Rgba): (x: number, y: number) => Rgba {
  const [middle, outer, half] = [size / 2, (radius * size) / 2, (width * size) / 4];
  return (x, y) => {
    const [dx, dy] = [x + 0.5 - middle, y + 0.5 - middle];
    const covered = Math.min(1, Math.max(0, half + 0.5 - Math.abs(Math.hypot(dx, dy) - outer)));
    const done = dx >= 0 || dy >= 0;
    const share = covered * (done ? 1 : 0.3);
    return WHITE.map((channel, i) =>
      Math.round((ground[i] ?? 0) + (channel - (ground[i] ?? 0)) * share),
    ) as unknown as Rgba;
  };
}

/** 8-bit RGBA, no filter, one IDAT. Source: PNG specification, third edition, sections 5 and 11. */
function png(size: number, colorAt: (x: number, y: number) => Rgba): Buffer {
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) rows.set(colorAt(x, y), y * (1 + size * 4) + 1 + x * 4);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
