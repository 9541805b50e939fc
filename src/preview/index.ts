import type { Answer } from "../answer/answer.js";
import type { IsoDate } from "../core/calendar.js";
import type { Occasion } from "../messages/render-message.js";
import type { OrgStore, Person } from "../store/store.js";
import { previewClose } from "./close.js";
import { type MessagePreview, previewMessages } from "./messages.js";
import { previewReceipt, type ReceiptAsked } from "./receipt.js";

interface When {
  readonly today: IsoDate;
  readonly now: Date;
}

/** What would be sent, closed or proved at some moment. Nothing of it is written or sent. */
export interface Previews {
  messages(occasion: Occasion): Promise<readonly MessagePreview[]>;
  receipt(store: OrgStore, asker: Person, asked: ReceiptAsked, when: When): Promise<Answer>;
  close(store: OrgStore, today: IsoDate, now: Date): Promise<Answer | null>;
}

export const previews: Previews = { messages: previewMessages, receipt: previewReceipt, close: previewClose };
