import { z } from 'zod';
import type { JournalEntry, StackEvent } from './ports.ts';
import { append, type StepContext } from './step-context.ts';

const line = z.object({
  eventId: z.string(),
  at: z.string(),
  logicalId: z.string(),
  physicalId: z.string(),
  type: z.string(),
  status: z.string(),
  reason: z.string(),
  clientRequestToken: z.string(),
});

/** The events of one stack operation so far, oldest first. */
export interface EventLog {
  readonly events: readonly StackEvent[];
  /** Reads what is new, writes it to the journal and reports it. */
  readonly readNew: () => Promise<void>;
}

/** What a stack operation is watched by: its stack, and the newest event from before it. */
export interface EventSource {
  readonly stackId: string;
  readonly lastEventId: string;
}

const fromJournal = (past: readonly JournalEntry[]): readonly StackEvent[] =>
  past.flatMap((entry) => {
    const parsed = entry.kind === 'event' ? line.safeParse(entry.detail) : undefined;
    return parsed?.success === true ? [parsed.data] : [];
  });

/** Opens the log of a step's operation; events of before a crash come from the journal. */
export const openEventLog = (context: StepContext, source: EventSource): EventLog => {
  const { step, watcher, ports } = context;
  const events = [...fromJournal(context.past)];
  const known = new Set([source.lastEventId, ...events.map((event) => event.eventId)]);
  const readNew = async (): Promise<void> => {
    const isOld = (event: StackEvent): boolean => known.has(event.eventId);
    const listed = await watcher.listStackEvents(step.region, source.stackId, isOld);
    const fresh = listed.slice(listed.findLastIndex(isOld) + 1);
    for (const event of fresh) {
      known.add(event.eventId);
      events.push(event);
      await append(context, { kind: 'event', what: event.status, detail: { ...event } });
    }
    if (fresh.length > 0) await ports.progress.report(step.id, fresh);
  };
  return { events, readNew };
};

/** The newest event of a stack; empty when it has none. */
export const newestEventId = async (context: StepContext, stackId: string): Promise<string> => {
  const { step, watcher } = context;
  const events = await watcher.listStackEvents(step.region, stackId, () => true);
  return events.at(-1)?.eventId ?? '';
};
