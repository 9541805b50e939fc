/** What Teams takes, or shows well, in one card. Source: Teams "cards and messages" limits; a message above 100 KB is refused. */
export const TEAMS_LIMITS = {
  /** UTF-8 bytes of the card's JSON. Below the refusal, because the activity around it and its encoding count too. */
  cardBytes: 60_000,
  /** Of `text`, the summary in notifications and the activity feed. */
  summary: 1_000,
  actions: 25,
  /** Actions drawn as buttons of one row; what is above that in one place is not shown. */
  actionsInARow: 5,
  actionTitle: 75,
  tableColumns: 20,
  /** Table rows in sight; the rest opens on a press. */
  rowsInSight: 12,
} as const;
