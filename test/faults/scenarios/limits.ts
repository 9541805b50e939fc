import { OK } from "../../stand-ins/slack-recorder.js";
import { Arena, arena } from "../arena.js";
import { seeded } from "../random.js";
import { bySize, type Scenario, type Size } from "../scenario.js";

export const limitScenarios: readonly Scenario[] = [
  {
    id: "F09",
    fault: "a storm of 429: 60 % of calls, each with a Retry-After",
    pass: "no call before its time, 0 lost; another workspace goes on",
    async run(size: Size) {
      const due = bySize(size, 3, 60, 300);
      const longest = bySize(size, 1, 3, 30);
      const [stormy, calm] = [await (await arena()).corner("storm"), await (await arena()).corner("calm")];
      const random = seeded(9);
      let quietUntil = 0;
      let early = 0;
      stormy.recorder.fateOf = (method) => {
        if (method !== "chat.postMessage") return OK;
        if (performance.now() < quietUntil) early++;
        if (random() >= 0.6) return OK;
        const seconds = 1 + Math.floor(random() * longest);
        return {
          take: false,
          answer: { status: 429, retryAfter: String(seconds) },
          after: () => {
            quietUntil = performance.now() + seconds * 1_000;
          },
        };
      };
      const began = performance.now();
      await Promise.all([stormy.enqueue(due), calm.enqueue(due)]);
      await calm.settled(60_000);
      const calmAfter = performance.now() - began;
      await stormy.settled(900_000);
      const { clean, words } = stormy.verdict(due);
      return {
        ok: clean && early === 0 && calm.verdict(due).clean,
        measured: `${words}, ${early} early calls; the other workspace done after ${(calmAfter / 1000).toFixed(1)} s`,
      };
    },
  },
  {
    id: "F10",
    fault: "429 without Retry-After, with words in it, with a date in it",
    pass: "0 crashes, 0 lost, quiet for 30 s",
    notQuick: true,
    async run() {
      const corner = await (await arena()).corner("unstated");
      const headers = [undefined, "soon", "Wed, 21 Oct 2026 07:28:00 GMT"];
      let call = 0;
      const gaps: number[] = [];
      let limitedAt = 0;
      corner.recorder.fateOf = (method) => {
        if (method !== "chat.postMessage") return OK;
        if (limitedAt > 0) gaps.push(performance.now() - limitedAt);
        if (call >= headers.length) return OK;
        const retryAfter = headers[call++];
        limitedAt = performance.now();
        return { take: false, answer: { status: 429, ...(retryAfter === undefined ? {} : { retryAfter }) } };
      };
      await corner.enqueue(1);
      await corner.settled(240_000);
      const { clean, words } = corner.verdict(1);
      return {
        ok: clean && Math.min(...gaps) >= 30_000,
        measured: `${words}, ${(Math.min(...gaps) / 1000).toFixed(0)} s of quiet at least`,
      };
    },
  },
  {
    id: "F11",
    fault: "1,000 managers at 20 requests a second and one a second to each",
    pass: "at most 65 s, 429 on at most 1 % of calls",
    notQuick: true,
    async run() {
      const own = await Arena.open(18);
      try {
        const corner = await own.corner("thousand", 1_000);
        const recent: number[] = [];
        let limited = 0;
        corner.recorder.fateOf = () => {
          const now = performance.now();
          while (recent[0] !== undefined && recent[0] < now - 1_000) recent.shift();
          if (recent.length < 20) {
            recent.push(now);
            return OK;
          }
          limited++;
          return { take: false, answer: { status: 429, retryAfter: "1" } };
        };
        const began = performance.now();
        await corner.enqueue(1_000);
        await corner.settled(300_000);
        const seconds = (corner.recorder.taken.at(-1)?.at ?? began) - began;
        const share = limited / corner.recorder.calls.length;
        const { clean, words } = corner.verdict(1_000);
        return {
          ok: clean && seconds <= 65_000 && share <= 0.01,
          measured: `${words} in ${(seconds / 1000).toFixed(1)} s, 429 on ${(share * 100).toFixed(1)} % of calls`,
        };
      } finally {
        await own.close();
      }
    },
  },
  {
    id: "F39",
    fault: "the recipient is gone: account_inactive, user_not_found, channel_not_found, is_archived",
    pass: "one attempt each, listed with the reason",
    async run() {
      const words = ["account_inactive", "user_not_found", "channel_not_found", "is_archived"];
      const corner = await (await arena()).corner("gone", words.length);
      corner.recorder.fateOf = (_method, { channel = "" }) => ({
        take: false,
        answer: { error: words[Number(channel.at(-1))] ?? "none" },
      });
      await corner.enqueue(words.length);
      await corner.settled(20_000);
      const rows = await corner.crew.org.listOutbox({ states: ["failed"], limit: 10 });
      const listed = words.every((word) => rows.some(({ reason }) => reason === word));
      const calls = corner.recorder.count("chat.postMessage");
      return { ok: listed && calls === words.length, measured: `${calls} calls for ${words.length}, each listed` };
    },
  },
  {
    id: "F40",
    fault: "the token is revoked in the middle",
    pass: "at most 3 calls after the first error; other workspaces go on",
    async run(size: Size) {
      const due = bySize(size, 30, 100, 300);
      const [revoked, other] = [await (await arena()).corner("revoked"), await (await arena()).corner("still")];
      let firstError = 0;
      let after = 0;
      revoked.recorder.fateOf = (method) => {
        if (method !== "chat.postMessage" || revoked.recorder.taken.length < due / 3) return OK;
        if (firstError > 0) after++;
        else firstError = performance.now();
        return { take: false, answer: { error: "token_revoked" } };
      };
      await Promise.all([revoked.enqueue(due), other.enqueue(due)]);
      await other.settled(30_000);
      await revoked.settled(2_000);
      return {
        ok: firstError > 0 && after <= 3 && other.verdict(due).clean,
        measured: `${after} calls after the first error; the other workspace: ${other.verdict(due).words}`,
      };
    },
  },
];
