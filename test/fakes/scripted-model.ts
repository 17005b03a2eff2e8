import { LLMock, type Fixture } from '@copilotkit/aimock';
import { openModel } from '../../src/claude/client.ts';
import type { ModelPort, Prompt } from '../../src/claude/prompt.ts';
import type { Json } from '../../src/task/json.ts';
import type { ModelJob } from '../../src/task/model-message.ts';

/** What the model does with one question, in the order in which it is asked. */
export interface ScriptedAnswer {
  /** The job that must ask; another one fails the test. */
  readonly job: ModelJob;
  /** The answer, which the local server sends as the model's text. */
  readonly answer?: Json;
  /** Or the text itself, whatever it is. */
  readonly text?: string;
  /** Or how the question fails on the way. */
  readonly fails?: 'refusal' | 'timeout' | 'overload' | 'cut' | 'disconnect';
}

/** A model that does what a script says, behind a local server that speaks the provider's API. */
export interface ScriptedModel {
  readonly port: ModelPort;
  /** Every prompt, in order. */
  readonly prompts: readonly Prompt[];
  /** Questions of the script that nobody asked. */
  readonly unasked: () => number;
  readonly stop: () => Promise<void>;
}

const FAILURES = {
  refusal: { response: { content: '{}', finishReason: 'refusal' } },
  timeout: { response: { content: '{}' }, chaos: { latencyMs: 30_000 } },
  overload: { response: { error: { message: 'busy', type: 'overloaded_error' }, status: 529 } },
  cut: { response: { content: '{"understood": [', finishReason: 'length' } },
  disconnect: { response: { content: '{}' }, chaos: { disconnectRate: 1 } },
} as const;

const USAGE = { input_tokens: 1000, output_tokens: 100 };

const reactionOf = ({ answer, text, fails }: ScriptedAnswer): object =>
  fails === undefined
    ? { response: { content: text ?? JSON.stringify(answer ?? {}), usage: USAGE } }
    : FAILURES[fails];

/** So short that a server which does not answer is noticed at once. */
const SHORT_MS = 100;

/** Starts the server, and opens the way to it as the application does. */
export const startScriptedModel = async (
  script: readonly ScriptedAnswer[],
): Promise<ScriptedModel> => {
  let at = -1;
  const server = new LLMock({ port: 0, logLevel: 'silent' });
  for (const [index, one] of script.entries()) {
    const match = { predicate: () => index === at };
    server.addFixture({ match, ...reactionOf(one) } as unknown as Fixture);
  }
  const baseUrl = await server.start();
  const client = openModel({ provider: 'anthropic', apiKey: 'scripted', baseUrl, retries: 0 });
  const prompts: Prompt[] = [];
  const ask: ModelPort['ask'] = (prompt) => {
    at += 1;
    prompts.push(prompt);
    const one = script[at];
    if (one?.job !== prompt.job) throw new Error(`nobody scripted an answer for ${prompt.job}`);
    return client.ask(one.fails === 'timeout' ? { ...prompt, timeoutMs: SHORT_MS } : prompt);
  };
  return {
    port: { ask, close: client.close },
    prompts,
    unasked: () => script.length - 1 - at,
    stop: async () => {
      await server.stop();
    },
  };
};
