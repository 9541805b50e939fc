/**
 * What Slack takes in one message, in UTF-16 units where it is text. A message over any of them is refused whole, so the
 * renderer stays inside. Source: Block Kit reference, and bolt-js issues 2509 and 2867 for the undocumented totals.
 */
export const SLACK_LIMITS = {
  blocks: 50,
  /** Of an answer: charts, and the buttons that ask whether it helped, come below. */
  answerBlocks: 47,
  /** Of a modal or a Home tab. */
  viewBlocks: 100,
  /** Title and buttons of a modal. */
  viewTitle: 24,
  optionText: 75,
  options: 100,
  inputHint: 150,
  /** Of `text`, which notifications and screen readers use. Slack recommends 4,000; a notification shows far less. */
  fallbackText: 1_000,
  imageAlt: 2_000,
  headerText: 150,
  sectionText: 3_000,
  fieldsPerSection: 10,
  fieldText: 2_000,
  contextElements: 10,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  actionId: 255,
  /** `table`: rows with the header. Slack takes one `table` or `data_table` in a message. */
  tableRows: 100,
  tableColumns: 20,
  tableText: 10_000,
  dataTableRows: 101,
  tablesPerMessage: 1,
  /** `data_visualization`. More series and segments are taken by some workspaces; these are taken by all. */
  chartsPerMessage: 2,
  chartTitle: 50,
  chartLabel: 20,
  chartCategories: 20,
  /** Nesting of a rich text list, 0 to 8. */
  listIndent: 8,
  /** All blocks but tables, as JSON: refused as `msg_blocks_too_long` somewhere above 13,200. */
  messageJson: 12_000,
} as const;
