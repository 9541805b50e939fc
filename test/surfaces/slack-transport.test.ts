import { expect, test } from "vitest";
import type { Limits } from "../../src/delivery/limits.js";
import { slackTransport } from "../../src/surfaces/slack/transport.js";
import { answer, NOW, SmallStore } from "./company.js";

test("a message that answers nothing carries ids for its recipient, asks whether it helped, and shows no amount on a lock screen", async () => {
  const store = new SmallStore();
  const calls: Record<string, unknown>[] = [];
  const client = {
    apiCall: async (method: string, args: Record<string, unknown>) => {
      calls.push({ method, ...args });
      return { ok: true, ts: "1700000000.000100" };
    },
  };
  const limits = {
    run: async (_key: string, _within: string, call: () => Promise<unknown>) => ({ ran: true, value: await call() }),
  } as unknown as Limits;
  const senderFor = async () => ({ client, account: async () => ({ emails: [], standing: "member" }) }) as never;
  const transport = slackTransport({ store: store.asStore(), limits, now: () => NOW, senderFor });
  const address = { workspaceId: "T1", userId: "U1" } as Parameters<typeof transport.send>[0];
  const delivery = { deliveryId: "d-1", answer: answer() } as Parameters<typeof transport.send>[1];

  expect(await transport.send(address, delivery)).toMatchObject({ kind: "sent" });
  const [sent] = calls;
  expect(sent?.text).not.toMatch(/\d,\d{3}/);
  expect(JSON.stringify(sent?.blocks)).not.toContain("payout_explain");
  const [state] = store.states.values();
  expect(state).toMatchObject({ kind: "slack_answer", owner: "slack:T1:U1" });
  expect(JSON.stringify(sent?.blocks)).toContain(`"value":"${state?.id}"`);
  expect(JSON.stringify(sent?.blocks)).toContain(`${state?.id}:yes`);
});
