import type { RecordBatch, RecordKind } from "../../store/records.js";
import type { RecordFault } from "../../store/store.js";

/** Records handed on at a time. */
const BATCH = 1000;

type Loose = Readonly<Record<string, unknown>>;
interface Filling {
  readonly kind: RecordKind;
  readonly repeats: boolean;
  records: Loose[];
  faults: RecordFault[];
}

/** Collects records and faults of several kinds and hands them on in batches of one kind. */
export function batches() {
  const filling = new Map<string, Filling>();
  const of = (kind: RecordKind, repeats: boolean): Filling => {
    const name = `${kind} ${repeats}`;
    let found = filling.get(name);
    if (!found) {
      found = { kind, repeats, records: [], faults: [] };
      filling.set(name, found);
    }
    return found;
  };
  function* take(enough: number): Generator<RecordBatch> {
    for (const batch of filling.values()) {
      if (batch.records.length + batch.faults.length < enough) continue;
      // A record was built from the fields of its own kind, which the compiler cannot follow through a mapping.
      yield {
        kind: batch.kind,
        repeats: batch.repeats,
        records: batch.records,
        faults: batch.faults,
      } as unknown as RecordBatch;
      batch.records = [];
      batch.faults = [];
    }
  }
  return {
    add: (kind: RecordKind, repeats: boolean, record: Loose) => of(kind, repeats).records.push(record),
    fault: (fault: RecordFault) => of(fault.kind, false).faults.push(fault),
    full: () => take(BATCH),
    rest: () => take(1),
  };
}

export type Batches = ReturnType<typeof batches>;
