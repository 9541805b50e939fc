import { afterEach, beforeEach, expect, test } from "vitest";
import { createHttp, type Http } from "../../src/surfaces/http.js";
import { recordingLog } from "./company.js";

let http: Http;
let url: string;
let ping: () => Promise<void>;
let log: ReturnType<typeof recordingLog>;

beforeEach(async () => {
  ping = async () => undefined;
  log = recordingLog();
  http = createHttp({ log: log.log, ping: () => ping() });
  http.app.get("/fails", () => {
    throw new Error("pay is 18,437.29");
  });
  http.app.get("/slow", (_request, response) => {
    setTimeout(() => response.json({ done: true }), 100);
  });
  ({ url } = await http.listen("127.0.0.1", 0));
});
afterEach(() => http.close());

const get = async (path: string) => {
  const response = await fetch(url + path);
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    headers: response.headers,
  };
};

test("it lives, is ready, and does not say what it is made of", async () => {
  expect(await get("/healthz")).toMatchObject({ status: 200, body: { status: "ok" } });
  const { status, headers } = await get("/readyz");
  expect(status).toBe(200);
  expect(headers.get("x-powered-by")).toBeNull();
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test("it lives but is not ready while the store does not answer", async () => {
  ping = () => Promise.reject(new Error("connect to db.internal refused"));
  expect(await get("/readyz")).toMatchObject({ status: 503 });
  expect(await get("/healthz")).toMatchObject({ status: 200 });
  expect(log.text()).not.toContain("db.internal");
});

test("a store that hangs makes it unready in a bounded time", async () => {
  ping = () => new Promise(() => undefined);
  expect(await get("/readyz")).toMatchObject({ status: 503 });
});

test("on its way out it is not ready and takes nothing new, so that platforms deliver again", async () => {
  http.drain();
  expect(await get("/slow")).toMatchObject({ status: 503 });
  expect(await get("/healthz")).toMatchObject({ status: 200 });
  expect(await get("/readyz")).toMatchObject({ status: 503, body: { status: "shutting down" } });
});

test("an unknown path is a plain 404", async () => {
  expect(await get("/admin")).toMatchObject({ status: 404, body: { error: "not found" } });
});

test("a failure is a reference that is in the log, and none of its details", async () => {
  const { status, body } = await get("/fails");
  expect(status).toBe(500);
  expect(log.lines()).toMatchObject([{ event: "request_failed", reference: body.reference, path: "/fails" }]);
  expect(JSON.stringify(body) + log.text()).not.toContain("18,437");
});

test("closing lets a request under way finish and takes no new one", async () => {
  const slow = get("/slow");
  await new Promise((resolve) => setTimeout(resolve, 30));
  const closed = http.close();
  expect(await slow).toMatchObject({ status: 200, body: { done: true } });
  await closed;
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test("an address that cannot be had is refused at once, with the setting to change", async () => {
  const taken = Number(new URL(url).port);
  const other = createHttp({ log: log.log, ping: async () => undefined });
  await expect(other.listen("127.0.0.1", taken)).rejects.toThrow(/already listens on 127\.0\.0\.1:\d+\..* PORT/);
  // An address for documentation, which no machine has.
  await expect(other.listen("203.0.113.9", 0)).rejects.toThrow(/Set HOST/);
});
