import type { Region } from '../task/ids.ts';
import type { ModelRole } from '../task/model-message.ts';

/** USD for a million tokens. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

/** What the model may use; whichever is reached first ends it. */
export interface ModelBudget {
  readonly tokens: number;
  readonly usd: number;
}

/** The model that reads and explains, and decides nothing. */
export interface ModelConfig {
  /** Absent: wherever one process runs everything and has the key. True: a worker is there. */
  readonly enabled?: boolean;
  readonly provider: 'anthropic' | 'bedrock';
  readonly bedrock?: { readonly region: Region; readonly profile?: string };
  readonly models: Readonly<
    Record<ModelRole, { readonly id: string; readonly effort?: 'low' | 'medium' | 'high' }>
  >;
  /** By model id. */
  readonly prices: ReadonlyMap<string, ModelPrice>;
  readonly budgets: {
    readonly issue: ModelBudget;
    readonly installationPerDay: ModelBudget;
    readonly allPerDay: ModelBudget;
  };
  readonly timeoutSeconds: number;
  /** Whether a plan is told in plain words in a comment of its own. */
  readonly summaries: boolean;
}
