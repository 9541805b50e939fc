/** What a picture is drawn with. */
export interface Colours {
  readonly background: string;
  readonly ink: string;
  readonly quiet: string;
  readonly grid: string;
  readonly axis: string;
  /** Of series in order; told apart by people with every kind of colour vision, and from the background. */
  readonly series: readonly [string, string, string, string];
}

export type Theme = "light" | "dark";

export const COLOURS: Readonly<Record<Theme, Colours>> = {
  light: {
    background: "#FFFFFF",
    ink: "#1B2330",
    quiet: "#5B6677",
    grid: "#E6EAF0",
    axis: "#8A94A6",
    series: ["#2457D6", "#C2500A", "#4A5261", "#8E2F86"],
  },
  dark: {
    background: "#1F1F24",
    ink: "#F2F4F8",
    quiet: "#B4BCC9",
    grid: "#363B45",
    axis: "#7C8698",
    series: ["#79A4FF", "#F5A15B", "#D5DAE3", "#CF6BC4"],
  },
};

export const FONTS = "Inter, 'DejaVu Sans', sans-serif";
