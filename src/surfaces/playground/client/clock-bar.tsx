import type { PeopleReply, PersonEntry } from "../wire.js";
import { dayName, plusDays } from "./days.js";
import type { Travel } from "./use-clock.js";

interface Props {
  readonly range: NonNullable<PeopleReply["clock"]>;
  readonly today: string;
  readonly travel: Travel;
  readonly person: PersonEntry;
}

/** The clock of this tab: a day on, a week on, any day of the quarter, and back to the real one. */
export function ClockBar({ range, today, travel, person }: Props) {
  const { clock, moving, failed, go, back } = travel;
  const day = clock?.day ?? today;
  const isBusy = moving !== null;
  const isOut = (to: string) => isBusy || to < range.first || to > range.last;
  const move = (days: number) => void go(plusDays(day, days), person);
  return (
    <section className="clock" aria-label="Clock" data-moved={clock ? true : undefined}>
      <button type="button" onClick={() => move(-1)} disabled={isOut(plusDays(day, -1))} aria-label="A day back">
        ‹
      </button>
      <label>
        <span className="sr">Day</span>
        <input
          type="date"
          value={day}
          min={range.first}
          max={range.last}
          disabled={isBusy}
          onChange={({ target }) => target.value && !isOut(target.value) && void go(target.value, person)}
        />
      </label>
      <button type="button" onClick={() => move(1)} disabled={isOut(plusDays(day, 1))}>
        Next day
      </button>
      <button type="button" onClick={() => move(7)} disabled={isOut(plusDays(day, 7))}>
        Next week
      </button>
      {clock && (
        <button type="button" onClick={back} disabled={isBusy}>
          Back to today
        </button>
      )}
      <p role="status">
        {moving
          ? `Going to ${dayName(moving)}…`
          : (failed ?? (clock ? "A copy of the demo company: nothing here is sent or kept." : ""))}
      </p>
    </section>
  );
}
