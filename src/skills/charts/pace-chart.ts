import { type LineChart, moneyNumeral } from "../../answer/chart.js";
import { formatDate, formatRatio } from "../../answer/format.js";
import { addDays } from "../../core/calendar.js";
import type { Outlook } from "../../core/outlook.js";
import type { DayStanding } from "../../core/pace.js";
import type { Scope } from "../define-skill.js";
import { measureValue, shown, speaking } from "../words.js";
import { scaleOf } from "./scale.js";

/** Credit over the days of a window beside the straight line to quota. None without a quota, or before there is a course. */
export function paceChart(
  now: Outlook,
  course: readonly DayStanding[],
  { label, running }: { readonly label: string; readonly running: boolean },
  scope: Scope,
): LineChart[] {
  const [first] = course;
  const last = course.at(-1);
  if (!now.quota || !now.attainment.ok || !first || !last || course.length < 3) return [];
  const { locale } = scope;
  const { quota, window, unit } = now;
  const lastDay = addDays(window.end, -1);
  const say = speaking(scope);
  return [
    {
      kind: "line",
      title: `Credited against pace, ${label}`,
      alt: `${say.Who} ${say.have} ${shown(measureValue(last.credited, unit), scope)} credited by ${formatDate(last.day, locale)}, ${formatRatio(now.attainment.ratio, locale)} of the quota of ${shown(measureValue(quota, unit), scope)}.${running ? ` A steady pace to quota would be at ${formatRatio(now.elapsed, locale)}.` : ""}`,
      x: { label: "Day", kind: "day" },
      y: scaleOf("Credited", quota, unit),
      lines: [
        {
          name: "Credited",
          role: "actual",
          points: course.map(({ day, credited }) => ({ x: day, y: moneyNumeral(credited) })),
        },
        {
          name: "Steady pace to quota",
          role: "goal",
          points: [
            { x: first.day, y: "0" },
            { x: lastDay, y: moneyNumeral(quota) },
          ],
        },
        ...(running && now.landing && last.day < lastDay
          ? [
              {
                name: "If this pace goes on",
                role: "expected" as const,
                points: [
                  { x: last.day, y: moneyNumeral(last.credited) },
                  { x: lastDay, y: moneyNumeral(now.landing.credited) },
                ],
              },
            ]
          : []),
      ],
      places: [
        {
          x: last.day,
          y: moneyNumeral(last.credited),
          label: `${running ? "Today" : formatDate(last.day, locale)}: ${formatRatio(now.attainment.ratio, locale)}`,
        },
      ],
    },
  ];
}
