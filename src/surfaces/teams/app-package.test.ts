import { inflateSync } from "node:zlib";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { teamsManifest, teamsPackage } from "./app-package.js";

const options = {
  appId: "11111111-2222-4333-8444-555555555555",
  company: "Acme",
  website: "https://acme.example",
  version: "1.0.0",
};

test("the package holds the manifest and both icons, and nothing else", () => {
  const files = unzipSync(teamsPackage(options));
  expect(Object.keys(files).sort()).toEqual(["color.png", "manifest.json", "outline.png"]);
  expect(JSON.parse(Buffer.from(files["manifest.json"] ?? []).toString())).toEqual(teamsManifest(options));
});

test("the same options give the same bytes", () => {
  expect(Buffer.from(teamsPackage(options)).equals(Buffer.from(teamsPackage(options)))).toBe(true);
});

test("texts keep within what Teams takes", () => {
  const { name, description, bots, developer } = teamsManifest(options);
  expect(name.short.length).toBeLessThanOrEqual(30);
  expect(name.full.length).toBeLessThanOrEqual(100);
  expect(description.short.length).toBeLessThanOrEqual(80);
  expect(description.full.length).toBeLessThanOrEqual(4000);
  expect(developer.name.length).toBeLessThanOrEqual(32);
  for (const { commandLists } of bots) {
    expect(commandLists.length).toBeLessThanOrEqual(3);
    for (const { commands } of commandLists) {
      expect(commands.length).toBeLessThanOrEqual(10);
      for (const { title, description: says } of commands) {
        expect(title.length).toBeLessThanOrEqual(32);
        expect(says.length).toBeLessThanOrEqual(128);
      }
    }
  }
});

test.each([
  { file: "color.png", size: 192, corner: [11, 92, 74, 255] },
  { file: "outline.png", size: 32, corner: [255, 255, 255, 0] },
])("$file is $size x $size RGBA with a white ring", ({ file, size, corner }) => {
  const png = Buffer.from(unzipSync(teamsPackage(options))[file] ?? []);
  expect(png.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
  expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([size, size, 8, 6]);
  const pixels = inflateSync(png.subarray(33 + 8, 33 + 8 + png.readUInt32BE(33)));
  const at = (x: number, y: number) => [...pixels.subarray(y * (1 + size * 4) + 1 + x * 4).subarray(0, 4)];
  expect(at(0, 0)).toEqual(corner);
  const row = Array.from({ length: size / 2 }, (_, x) => at(size / 2 + x, size / 2));
  expect(row).toContainEqual([255, 255, 255, 255]);
});
