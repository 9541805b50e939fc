import type { MouseEvent } from "react";
import { type Block, Message } from "slack-blocks-to-jsx";
import type { SlackMessage } from "../../slack/render.js";
import { DataTable } from "./data-table.js";
import type { OnPress } from "./message.js";
import { literalForPreview } from "./slack-literal.js";

type SlackBlock = SlackMessage["blocks"][number];

/** Neighbouring blocks that the library draws, and the ones it does not know in between. */
function runs(blocks: readonly SlackBlock[]): { readonly key: string; readonly blocks: readonly SlackBlock[] }[] {
  const found: { key: string; blocks: SlackBlock[] }[] = [];
  for (const [at, block] of blocks.entries()) {
    const last = found.at(-1);
    if (last && last.blocks[0]?.type !== "data_table" && block.type !== "data_table") last.blocks.push(block);
    else found.push({ key: `from block ${at}`, blocks: [block] });
  }
  return found;
}

export function SlackMessageView({
  blocks,
  isDark,
  onPress,
}: {
  readonly blocks: readonly SlackBlock[];
  readonly isDark: boolean;
  readonly onPress: OnPress;
}) {
  // The library draws buttons without a press; it gives each its action_id as id.
  const press = (event: MouseEvent) => {
    const id = event.target instanceof Element ? event.target.closest("button")?.id : undefined;
    const elements = blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
    const button = elements.find((element) => element.type === "button" && element.action_id === id);
    if (button?.type !== "button") return;
    // Without a question of its own it opens the what-if dialog, which has no place here: its question asks back.
    onPress(button.text.text, button.value ? JSON.parse(button.value) : { skill: "what_if", input: {} });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: presses bubble up from real buttons
    // biome-ignore lint/a11y/useKeyWithClickEvents: a button turns Enter and Space into a click
    <div className="slack-message" onClick={press}>
      {runs(blocks).map((run) => {
        const [first] = run.blocks;
        if (first?.type === "data_table") return <DataTable key={run.key} block={first} />;
        return (
          <Message
            key={run.key}
            blocks={literalForPreview(run.blocks) as Block[]}
            logo=""
            name="Pacer"
            theme={isDark ? "dark" : "light"}
            withoutWrapper
          />
        );
      })}
    </div>
  );
}
