import { inflateSync } from "node:zlib";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { teamsManifest, teamsPackage } from "./app-package.js";
import { manifestFaults } from "./manifest-schema.js";

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

test("the manifest keeps Teams' schema", () => {
  expect(manifestFaults(teamsManifest(options))).toEqual([]);
});

test.each([
  { change: { company: "A company with a very long name indeed" }, fault: "developer.name" },
  { change: { company: "" }, fault: "developer.name" },
  { change: { website: "http://acme.example" }, fault: "developer.websiteUrl: must be an https address" },
  { change: { version: "1" }, fault: "version: must look like 1.0.0" },
  { change: { appId: "pacer" }, fault: "bots.0.botId" },
])("what Teams would refuse is told before it is uploaded: $fault", ({ change, fault }) => {
  expect(() => teamsPackage({ ...options, ...change })).toThrow(fault);
});

test("the schema is strict: a field of another version, one command too many and a long title are seen", () => {
  const manifest = teamsManifest(options);
  const [bot] = manifest.bots;
  const withCommands = (commands: unknown[]) => ({
    ...manifest,
    bots: [{ ...bot, commandLists: [{ scopes: ["personal"], commands }] }],
  });
  const command = { title: "help", description: "what it answers" };
  expect(manifestFaults({ ...manifest, copilotAgents: {} }).join()).toMatch(/copilotAgents/);
  expect(manifestFaults(withCommands(Array.from({ length: 11 }, () => command))).join()).toMatch(/\.commands: /);
  expect(manifestFaults(withCommands([{ ...command, title: "x".repeat(33) }])).join()).toMatch(/commands\.0\.title: /);
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
