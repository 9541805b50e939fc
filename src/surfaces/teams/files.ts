import type { Activity as BotActivity } from "botbuilder";
import type { Answer, Attachment } from "../../answer/answer.js";
import { clip, plain } from "../plain.js";
import { ConnectorError } from "./connector.js";
import type { TeamsDelivery } from "./conversation.js";
import type { Gate } from "./gate.js";
import type { FileUpload } from "./parse.js";

const CONSENT = "application/vnd.microsoft.teams.card.file.consent";
const INFO = "application/vnd.microsoft.teams.card.file.info";
const UPLOAD_TIMEOUT_MS = 20_000;
/** Files offered with one answer. */
const OFFERED = 5;

/** Letters, digits, dots and dashes: a name is made of what data holds. */
const fileName = (name: string): string => clip(plain(name).replaceAll(/[^\p{L}\p{N}._ -]+/gu, "_"), 100);

/**
 * An offer for each file of an answer. Teams takes files from a bot only into the reader's own OneDrive and only after they said yes;
 * the offer carries the question, and the file is made anew for whoever accepts.
 */
export const fileOffers = ({ attachments = [], skill, input }: Answer): Partial<BotActivity>[] =>
  attachments.slice(0, OFFERED).map(({ name, label, content }) => ({
    type: "message",
    summary: "A file for you",
    attachments: [
      {
        contentType: CONSENT,
        name: fileName(name),
        content: {
          description: clip(plain(label), 200),
          sizeInBytes: Buffer.byteLength(content),
          acceptContext: { skill, input, name },
          declineContext: {},
        },
      },
    ],
  }));

/** Puts the accepted file where Teams said, once it is known that the address is Microsoft's, and shows it in the chat. */
export async function handOver(
  { attachments = [] }: Answer,
  upload: FileUpload,
  { send, plainly }: Pick<TeamsDelivery, "send" | "plainly">,
  gate: Gate,
): Promise<void> {
  const found = attachments.find(({ name }) => name === upload.file);
  if (!found) return plainly("That file is not there any more. Please ask me again.");
  if (!isOneDrive(upload.uploadUrl, gate)) return plainly("I can only save files to your own OneDrive.");
  await put(found, upload.uploadUrl);
  const { contentUrl, uniqueId, fileType, name } = upload;
  await send({
    type: "message",
    summary: "Your file is in your OneDrive",
    attachments: [{ contentType: INFO, name, contentUrl, content: { uniqueId, fileType } }],
  });
}

/** The address comes with the activity, so a file with pay in it goes to no other host. */
function isOneDrive(url: string, gate: Gate): boolean {
  const { protocol, hostname } = new URL(url);
  return (protocol === "https:" && /\.sharepoint\.(com|us)$/.test(hostname)) || gate.mayReceive(url);
}

async function put({ content, mediaType }: Attachment, url: string): Promise<void> {
  const body = Buffer.from(content, "utf8");
  const response = await fetch(url, {
    method: "PUT",
    headers: { "content-type": mediaType, "content-range": `bytes 0-${Math.max(0, body.length - 1)}/${body.length}` },
    body,
    redirect: "error",
    signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new ConnectorError(undefined, undefined, { cause });
  });
  if (!response.ok) throw new ConnectorError(response.status, undefined);
}
