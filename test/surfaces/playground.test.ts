import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Served, servePlayground } from "../browser/serve.js";

let served: Served;
beforeAll(async () => {
  served = await servePlayground();
});
afterAll(async () => {
  await served.close();
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Like `fetch`, which would not let a test forge Host. */
function send({
  method = "GET",
  path = "",
  headers = {},
  body,
}: Sent): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${served.url}${path}`, { method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

const json = { "content-type": "application/json" };
const question = { person: "maya-chen", text: "how close am I", channel: "dm", conversation: "c-1" };
const askWith = (headers: Record<string, string>, body: unknown = question) =>
  send({ method: "POST", path: "/api/ask", headers, body: typeof body === "string" ? body : JSON.stringify(body) });

describe("the playground's API", () => {
  test("lists people who work here, with title and team", async () => {
    const { people, organisation } = JSON.parse((await send({ path: "/api/people" })).text);
    expect(organisation).toBe("Brightline Software");
    expect(people.map(({ name }: { name: string }) => name)).toEqual([
      "Aiko Tanaka",
      "Grace Holm",
      "Ines Duarte",
      "Maya Chen",
      "Tomás Ortega",
    ]);
    expect(people[0]).toEqual({
      id: "aiko-tanaka",
      name: "Aiko Tanaka",
      title: "Account Manager",
      team: "Commercial East",
      role: "rep",
    });
  });

  test("answers with what both platforms would be sent", async () => {
    const { shown, privately } = JSON.parse((await askWith(json)).text);
    expect(shown.slack.blocks[0]).toMatchObject({ type: "header" });
    expect(shown.teams.card).toMatchObject({ type: "AdaptiveCard", version: "1.5" });
    expect(privately).toBeUndefined();
  });

  test("in a channel the answer is the private part", async () => {
    const { shown, privately } = JSON.parse((await askWith(json, { ...question, channel: "group" })).text);
    expect(JSON.stringify(shown)).not.toContain("412,056");
    expect(JSON.stringify(privately)).toContain("412,056");
  });

  test("a pressed button asks in place of text", async () => {
    const { text: _text, ...rest } = question;
    const reply = await askWith(json, { ...rest, pressed: { skill: "payout", input: {} } });
    expect(reply.text).toContain("$5,250.00");
  });

  test.each<[body: unknown, problem: RegExp, why: string]>([
    [{ ...question, pressed: { skill: "payout", input: {} } }, /either text or pressed/, "both text and a button"],
    [{ ...question, text: " " }, /text/, "nothing asked"],
    [{ ...question, text: "x".repeat(4_001) }, /text/, "a question too long"],
    [{ ...question, channel: "everywhere" }, /channel/, "a channel there is not"],
    [{ ...question, orgId: "org-2" }, /orgId/, "an organisation of the asker's own choosing"],
    [{ ...question, conversation: "a:b" }, /conversation/, "a conversation key that is none"],
  ])("refuses %j, naming %s: %s", async (body, problem) => {
    const { status, text } = await askWith(json, body);
    expect(status).toBe(400);
    expect(text).toMatch(problem);
  });

  test("a person who is not in the organisation cannot be chosen", async () => {
    const { status, text } = await askWith(json, { ...question, person: "somebody-else" });
    expect(status).toBe(422);
    expect(text).toContain("Choose somebody from the list.");
  });

  test("a failure is one sentence with a reference, and nothing of its cause", async () => {
    const { status, text } = await askWith(json, { ...question, text: "fail" });
    expect(status).toBe(500);
    expect(text).toMatch(/P-[0-9A-Z]{7}/);
    expect(text).not.toContain("planted");
  });
});

describe("answers to this machine's own page only", () => {
  const host = () => new URL(served.url).host;

  test.each(["localhost", "127.0.0.1", "[::1]"])("takes the host name %s", async (name) => {
    const port = new URL(served.url).port;
    expect((await send({ path: "/api/people", headers: { host: `${name}:${port}` } })).status).toBe(200);
  });

  test.each([
    "evil.example",
    "evil.example:3978",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "192.168.1.7:3978",
  ])("refuses the host name %j (DNS rebinding)", async (name) => {
    for (const path of ["", "/app.js", "/api/people"])
      expect((await send({ path, headers: { host: name } })).status).toBeGreaterThanOrEqual(400);
    expect((await askWith({ ...json, host: name })).status).toBeGreaterThanOrEqual(400);
  });

  test("refuses other sites: a foreign, opaque or merely similar Origin, and a cross-site fetch", async () => {
    for (const origin of [
      "https://evil.example",
      "null",
      `http://${host()}.evil.example`,
      "http://localhost:1",
      `https://user@evil.example`,
    ]) {
      expect((await askWith({ ...json, origin })).status).toBe(403);
      expect((await send({ path: "/api/people", headers: { origin } })).status).toBe(403);
    }
    expect((await askWith({ ...json, "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await send({ path: "/api/people", headers: { "sec-fetch-site": "same-site" } })).status).toBe(403);
    expect((await askWith({ ...json, origin: `http://${host()}`, "sec-fetch-site": "same-origin" })).status).toBe(200);
  });

  test.each(["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", ""])(
    "refuses a post of %j (what a form can send)",
    async (type) => {
      const headers: Record<string, string> = type ? { "content-type": type } : {};
      expect((await askWith(headers)).status).toBe(415);
    },
  );

  test("broken or oversized JSON is the sender's mistake", async () => {
    expect((await askWith(json, "{")).status).toBe(400);
    expect((await askWith(json, { ...question, text: "x".repeat(40_000) })).status).toBe(413);
  });

  test("the page loads nothing but its own, and nobody may frame it", async () => {
    const { headers, text } = await send({});
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(text).not.toMatch(/https?:\/\//);
    const styles = (await send({ path: "/app.css" })).text;
    expect(styles).not.toMatch(/@import|url\(\s*["']?https?:/);
  });
});
