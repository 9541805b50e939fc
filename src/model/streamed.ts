import { z } from "zod";

/** As much of a streamed chunk as is read. The last one bears the usage and no choice. */
const Chunk = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      delta: z.object({ content: z.string().nullish() }).nullish(),
    }),
  ),
  usage: z.object({ prompt_tokens: z.number().nonnegative(), completion_tokens: z.number().nonnegative() }).nullish(),
});

/** Text that goes on beyond this is of no use and is not collected. */
const MOST_CHARACTERS = 20_000;

/**
 * Reads chunks to their end, telling the text so far, into what the same reply would be in one piece. Null when a chunk is not what
 * the protocol says or the text never ends: then there is no reply.
 */
export async function collect(
  chunks: AsyncIterable<unknown>,
  onText: (soFar: string) => void,
): Promise<{ choices: unknown[]; usage: unknown } | null> {
  let content = "";
  let finish: string | null = null;
  let usage: unknown = null;
  for await (const raw of chunks) {
    const chunk = Chunk.safeParse(raw);
    if (!chunk.success) return null;
    usage = chunk.data.usage ?? usage;
    const [choice] = chunk.data.choices;
    finish = choice?.finish_reason ?? finish;
    const more = choice?.delta?.content ?? "";
    if (more === "") continue;
    content += more;
    if (content.length > MOST_CHARACTERS) return null;
    onText(content);
  }
  // A stream that stops without saying so was cut off by the connection.
  return finish === null ? null : { choices: [{ finish_reason: finish, message: { content } }], usage };
}
