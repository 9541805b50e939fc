/** How Teams sets its cards: sizes, spacing and colours, in its light and its dark theme. */
export function hostConfig(isDark: boolean): object {
  const [ink, subtle, accent, good, attention, warning] = isDark
    ? ["#ffffff", "#adadad", "#9299f7", "#6bb700", "#ff8888", "#f8d22a"]
    : ["#242424", "#616161", "#5b5fc7", "#237b4b", "#c4314b", "#835c00"];
  const shade = (color: string | undefined) => ({ default: color, subtle: color === ink ? subtle : color });
  const foregroundColors = {
    default: shade(ink),
    dark: shade(ink),
    light: shade(ink),
    accent: shade(accent),
    good: shade(good),
    attention: shade(attention),
    warning: shade(warning),
  };
  const container = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return {
    fontFamily: "'Segoe UI', system-ui, -apple-system, Roboto, 'Helvetica Neue', sans-serif",
    supportsInteractivity: true,
    spacing: { none: 0, small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: isDark ? "#3d3d3d" : "#e0e0e0" },
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    containerStyles: {
      default: container("transparent"),
      emphasis: container(isDark ? "#3d3d3d" : "#ebebeb"),
      accent: container(accent ?? ""),
      good: container(good ?? ""),
      attention: container(attention ?? ""),
      warning: container(warning ?? ""),
    },
    actions: {
      maxActions: 6,
      spacing: "default",
      buttonSpacing: 8,
      actionsOrientation: "horizontal",
      actionAlignment: "left",
      showCard: { actionMode: "inline", inlineTopMargin: 16 },
    },
    table: { cellSpacing: 6 },
    factSet: {
      title: { color: "default", size: "default", isSubtle: false, weight: "bolder", wrap: true, maxWidth: 200 },
      value: { color: "default", size: "default", isSubtle: false, weight: "default", wrap: true },
      spacing: 16,
    },
    textStyles: { heading: { size: "large", weight: "bolder" }, columnHeader: { weight: "bolder" } },
  };
}
