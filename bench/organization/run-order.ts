/** What one runner is told, as JSON in the variable `RUN_ORDER`. */
export interface RunOrder {
  readonly what: 'sweep' | 'audit';
  readonly endpoint: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Calls that a runner with a limit of its own has open at most. */
  readonly inFlight: number;
  /** How often it is run in one process; the first is cold. */
  readonly rounds: number;
  /** How often AWS lets one account ask in one region; absent for what is shipped. */
  readonly rate?: { readonly burst: number; readonly perSecond: number };
}

/** One round, as JSON in a line. */
export interface RunResult {
  readonly ms: number;
  /** Time of the processor, of all threads: what the machine did beside it does not count. */
  readonly cpuMs: number;
  /** Things found, or checks made: the same for every runner, or its run is no run. */
  readonly found: number;
  /** Most memory that the process held, in megabytes. */
  readonly peakMb: number;
}

type Run = (order: RunOrder) => Promise<number>;

const round = async (run: Run, order: RunOrder): Promise<RunResult> => {
  const started = performance.now();
  const before = process.cpuUsage();
  const found = await run(order);
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1000;
  return { ms, cpuMs, found, peakMb: process.resourceUsage().maxRSS / 1024 };
};

/**
 * Runs what was asked. Libraries are loaded before; in the first round no session, client
 * or connection is there.
 */
export const runAsked = async (runs: Readonly<Record<RunOrder['what'], Run>>): Promise<void> => {
  const order = JSON.parse(process.env['RUN_ORDER'] ?? '') as RunOrder;
  for (let n = 0; n < order.rounds; n += 1) {
    const result = await round(runs[order.what], order);
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }
  process.stdout.write('', () => process.exit(0));
};
