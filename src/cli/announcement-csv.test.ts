import { expect, test } from "vitest";
import { announcementCsv } from "./announcement-csv.js";

test("a line a recipient, with what they asked kept from being a formula", () => {
  const at = new Date("2026-11-23T09:00:00Z");
  const nobody = {
    sentAt: null,
    undelivered: "not_connected",
    seenAt: null,
    answer: null,
    answeredAt: null,
    asked: null,
  };
  expect(
    announcementCsv([
      { ...nobody, personId: "1", key: "dana", name: "Dana, F.", email: null },
      {
        personId: "2",
        key: "maya",
        name: "Maya Chen",
        email: "maya@acme.example",
        sentAt: at,
        undelivered: null,
        seenAt: at,
        answer: "declined",
        answeredAt: at,
        asked: '=HYPERLINK("x")',
      },
    ]),
  ).toBe(
    [
      "key,name,email,sent_at,not_reached,seen_at,answer,answered_at,asked",
      'dana,"Dana, F.",,,not_connected,,,,',
      'maya,Maya Chen,maya@acme.example,2026-11-23T09:00:00.000Z,,2026-11-23T09:00:00.000Z,declined,2026-11-23T09:00:00.000Z,"\'=HYPERLINK(""x"")"',
      "",
    ].join("\r\n"),
  );
});
