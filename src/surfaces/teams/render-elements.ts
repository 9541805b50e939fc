import type { Action } from "../../answer/answer.js";
import { plain } from "../plain.js";

/** The parts of the Adaptive Card schema 1.5 that answers use, and Teams' own ProgressBar and charts. */
export interface TextStyle {
  readonly size?: "Small" | "Default" | "Medium" | "Large" | "ExtraLarge";
  readonly weight?: "Lighter" | "Default" | "Bolder";
  readonly isSubtle?: boolean;
}
interface Placed {
  readonly id?: string;
  readonly isVisible?: boolean;
  readonly spacing?: "None" | "Small" | "Default" | "Medium" | "Large" | "ExtraLarge";
  readonly separator?: boolean;
  readonly horizontalAlignment?: "Left" | "Center" | "Right";
}
export type TextBlock = Placed &
  TextStyle & { readonly type: "TextBlock"; readonly text: string; readonly wrap: true; readonly style?: "heading" };
type TextRun = TextStyle & { readonly type: "TextRun"; readonly text: string };
export type RichTextBlock = Placed & { readonly type: "RichTextBlock"; readonly inlines: readonly TextRun[] };
type FactSet = Placed & {
  readonly type: "FactSet";
  readonly facts: readonly { readonly title: string; readonly value: string }[];
};
type ProgressBar = Placed & {
  readonly type: "ProgressBar";
  readonly value: number;
  readonly max: number;
  readonly color: "Accent" | "Good";
  readonly fallback: Element;
};
export interface Column {
  readonly type: "Column";
  readonly width: "auto" | "stretch" | number | `${number}px`;
  readonly items: readonly Element[];
  readonly style?: "emphasis" | "accent" | "good";
  readonly minHeight?: `${number}px`;
  readonly spacing?: Placed["spacing"];
  readonly verticalContentAlignment?: "Top" | "Center" | "Bottom";
}
type ColumnSet = Placed & { readonly type: "ColumnSet"; readonly columns: readonly Column[] };
type Container = Placed & {
  readonly type: "Container";
  readonly items: readonly Element[];
  readonly style?: "emphasis";
};
interface TableCell {
  readonly type: "TableCell";
  readonly items: readonly Element[];
}
export type TableElement = Placed & {
  readonly type: "Table";
  readonly columns: readonly { readonly width: number; readonly horizontalCellContentAlignment: "Left" | "Right" }[];
  readonly rows: readonly { readonly type: "TableRow"; readonly cells: readonly TableCell[] }[];
  readonly firstRowAsHeaders: boolean;
  readonly showGridLines: boolean;
};
type Tint = "categoricalBlue" | "categoricalMarigold" | "categoricalPurple" | "neutral";
interface Titled {
  readonly title: string;
  readonly showTitle: true;
  /** For clients that have no charts: what the picture shows, in words. */
  readonly fallback: Element;
}
export type LineChartElement = Placed &
  Titled & {
    readonly type: "Chart.Line";
    readonly xAxisTitle: string;
    readonly yAxisTitle: string;
    readonly data: readonly {
      readonly legend: string;
      readonly color: Tint;
      readonly values: readonly { readonly x: string | number; readonly y: number }[];
    }[];
  };
export type BarChartElement = Placed &
  Titled & {
    readonly type: "Chart.HorizontalBar";
    readonly displayMode: "AbsoluteWithAxis" | "AbsoluteNoAxis";
    readonly xAxisTitle: string;
    readonly data: readonly { readonly x: string; readonly y: number; readonly color: Tint }[];
  };
interface Asked {
  readonly id: string;
  readonly label: string;
  readonly isRequired: boolean;
  readonly errorMessage?: string;
  readonly placeholder?: string;
  readonly value?: string;
}
export type InputElement =
  | (Placed & Asked & { readonly type: "Input.Text"; readonly maxLength: number; readonly isMultiline?: true })
  | (Placed & Asked & { readonly type: "Input.Date" })
  | (Placed &
      Asked & {
        readonly type: "Input.ChoiceSet";
        readonly style: "compact";
        readonly choices: readonly { readonly title: string; readonly value: string }[];
      });
interface ToggleVisibility {
  readonly type: "Action.ToggleVisibility";
  readonly title: string;
  readonly targetElements: readonly string[];
}
interface Press {
  readonly title: string;
  readonly data: Action["ask"] & { readonly page?: number };
}
/** `ask` is answered by a message, `show` by the card itself, in place. */
export type Execute = Press & {
  readonly type: "Action.Execute";
  readonly verb: "ask" | "show";
  readonly fallback: Press & { readonly type: "Action.Submit" };
};
/** What a dialog asks for, and the question that it is filled into. */
export type DialogData = Pick<Action, "fields" | "form"> & Action["ask"] & { readonly title: string };
/** Opens a dialog, which only a Submit can. Where a client has none the question comes as it is. */
export interface OpenDialog {
  readonly type: "Action.Submit";
  readonly title: string;
  readonly data: { readonly msteams: { readonly type: "task/fetch" }; readonly dialog: DialogData };
}
export type CardAction = Execute | OpenDialog;
type ActionSet = Placed & {
  readonly type: "ActionSet";
  readonly actions: readonly ToggleVisibility[] | readonly CardAction[];
};
export type Element =
  | TextBlock
  | RichTextBlock
  | FactSet
  | ProgressBar
  | ColumnSet
  | Container
  | TableElement
  | LineChartElement
  | BarChartElement
  | InputElement
  | ActionSet;

/** What a TextBlock or a Fact would read as Markdown or as a date function. Neither has an escape that every client honours. */
const MARKUP = /[*_[\]`~\\<>&{}|#]|^\s*(?:[-+]|\d+[.)])\s/m;
export const hasMarkup = (text: string): boolean => MARKUP.test(text);

/** Words as they are: a TextBlock where nothing in them is markup, else text runs, which no client parses. */
export function literal(
  text: string,
  options: Placed & TextStyle & { readonly style?: "heading" } = {},
): TextBlock | RichTextBlock {
  const shown = plain(text) || " ";
  if (!hasMarkup(shown)) return { type: "TextBlock", text: shown, wrap: true, ...options };
  const { size, weight, isSubtle, style, ...placed } = options;
  const look: TextStyle = {
    ...(size ? { size } : {}),
    ...(weight ? { weight } : {}),
    ...(isSubtle ? { isSubtle } : {}),
  };
  return { type: "RichTextBlock", ...placed, inlines: [{ type: "TextRun", text: shown, ...look }] };
}

export const column = (
  width: Column["width"],
  items: readonly Element[],
  rest: Partial<Omit<Column, "type" | "width" | "items">> = {},
): Column => ({
  type: "Column",
  width,
  items,
  ...rest,
});
