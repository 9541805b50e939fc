import { useState } from "react";
import type { UnderstoodRecord } from "../../../question.js";
import type { ExplainedStep, Rendered } from "../wire.js";
import type { VerifyReceipt } from "./receipt.js";
import { Receipt } from "./receipt.js";

export interface Timing {
  readonly ms: number;
  readonly drawnMs: number;
}

interface Props {
  readonly rendered: Rendered;
  readonly understood?: UnderstoodRecord | undefined;
  readonly timing?: Timing | undefined;
  readonly onVerify: VerifyReceipt;
}

/** What stands behind a message: how the question was read, the figures, how they come about, their proof, and the exact payloads. */
export function Inspector({ rendered, understood, timing, onVerify }: Props) {
  const { inside, slack, teams } = rendered;
  return (
    <div className="inspector">
      {understood && <Understood read={understood} />}
      <section aria-label="Answer">
        <h4>Answer</h4>
        <dl>
          <Row label="Question" value={inside.skill} isCode />
          <Row label="Asked with" value={JSON.stringify(inside.input)} isCode />
          <Row label="Outcome" value={inside.outcome} />
          <Row
            label="Shown"
            value={inside.confidential ? "in a one-to-one conversation alone" : "where it was asked"}
          />
          {inside.standsOn.length > 0 && <Row label="Stands on" value={inside.standsOn.join(" · ")} />}
          {timing && <Row label="Time" value={`${timing.ms} ms to answer, ${timing.drawnMs} ms drawn for both`} />}
        </dl>
      </section>
      {inside.figures.length > 0 && (
        <section aria-label="Figures">
          <h4>Figures</h4>
          <dl className="figures">
            {inside.figures.map(({ key, label, value }) => (
              <Row key={key} label={label} value={value} />
            ))}
          </dl>
        </section>
      )}
      {inside.explanation.length > 0 && (
        <section aria-label="Explanation">
          <h4>How it comes about</h4>
          <Tree steps={inside.explanation} depth={0} />
        </section>
      )}
      {inside.receipt && <Receipt asked={inside.receipt} onVerify={onVerify} />}
      <Payloads slack={slack} teams={teams} />
    </div>
  );
}

const Row = ({ label, value, isCode = false }: { label: string; value: string; isCode?: boolean }) => (
  <div>
    <dt>{label}</dt>
    <dd>{isCode ? <code>{value}</code> : value}</dd>
  </div>
);

function Understood({ read }: { readonly read: UnderstoodRecord }) {
  const { skills, confidence, layer, days, period, ...named } = read;
  const slots = [
    ["Period", period && (days ? `${period} (${days.start} up to ${days.end})` : period)],
    ["Person", named.person],
    ["Amount", named.amount],
    ["Deal", named.deal],
    ["Team", named.team],
  ] as const;
  return (
    <section aria-label="Understood">
      <h4>Understood</h4>
      <dl>
        <Row label="As" value={skills.join(", ")} isCode />
        <Row
          label="Confidence"
          value={`${Math.round(confidence * 100)} %, by ${layer === "rules" ? "rules" : "a model"}`}
        />
        {slots.map(([label, value]) => value && <Row key={label} label={label} value={value} />)}
      </dl>
    </section>
  );
}

/** The first level is open; deeper ones one press away. */
function Tree({ steps, depth }: { readonly steps: readonly ExplainedStep[]; readonly depth: number }) {
  return (
    <ul className="tree">
      {steps.map((step, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps of an answer never change places
        <li key={i}>
          {step.children.length > 0 ? (
            <details open={depth === 0}>
              <summary>
                <StepLine step={step} />
              </summary>
              <Tree steps={step.children} depth={depth + 1} />
            </details>
          ) : (
            <StepLine step={step} />
          )}
        </li>
      ))}
    </ul>
  );
}

const StepLine = ({ step: { label, value, formula } }: { readonly step: ExplainedStep }) => (
  <span className="step">
    <span>{label}</span> <b>{value}</b> {formula && <small>{formula}</small>}
  </span>
);

function Payloads({ slack, teams }: Pick<Rendered, "slack" | "teams">) {
  const [which, setWhich] = useState<"slack" | "teams">("slack");
  const shown = which === "slack" ? slack : teams;
  return (
    <section className="payload" aria-label="Payload">
      <h4>Payload</h4>
      <div className="switch">
        {(["slack", "teams"] as const).map((value) => (
          <button key={value} type="button" aria-pressed={which === value} onClick={() => setWhich(value)}>
            {value === "slack" ? "Slack" : "Teams"}
          </button>
        ))}
      </div>
      <p>
        Notification: <q>{shown.text}</q>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{JSON.stringify(which === "slack" ? { blocks: slack.blocks } : teams.card, null, 2)}</pre>
    </section>
  );
}
