/** What Teams takes, or shows well, in one card. Source: Teams "cards and messages" limits; a message above 28 KB may be refused. */
export const TEAMS_LIMITS = {
  /** UTF-8 bytes of the card's JSON. Below the refusal, because the activity around it counts too. */
  cardBytes: 25_000,
  /** Of `text`, the summary in notifications and the activity feed. */
  summary: 1_000,
  actions: 25,
  /** Actions drawn as buttons of one row; what is above that in one place is not shown. */
  actionsInARow: 5,
  actionTitle: 75,
  /** UTF-8 bytes of what one button carries. */
  actionData: 2_000,
  tableColumns: 20,
  /** Table rows of one page: more is a long way to scroll in a chat. */
  rowsOnAPage: 36,
  charts: 2,
} as const;
