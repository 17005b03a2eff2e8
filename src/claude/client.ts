import Anthropic from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import type { z } from 'zod';
import type { Json } from '../task/json.ts';
import type { ModelUsage } from '../task/model-message.ts';
import { jobSpecOf } from './jobs.ts';
import { repeatsMark, type ModelPort, type Prompt, type Told } from './prompt.ts';
import { readModelError } from './read-error.ts';

/** Where the model is, and by which right. */
export type ModelPlace =
  | {
      readonly provider: 'anthropic';
      readonly apiKey: string;
      readonly baseUrl?: string;
      /** How often a question that failed is sent again. */
      readonly retries?: number;
    }
  | {
      readonly provider: 'bedrock';
      readonly region: string;
      /** Another address of Bedrock, for tests. */
      readonly baseUrl?: string;
    };

type Messages = Pick<Anthropic['messages'], 'parse'>;

/** Once more after a moment; what still fails then falls back. */
const RETRIES = 1;

/** Bedrock's client is heavy, so that it is loaded only where it is used. */
const openMessages = async (place: ModelPlace): Promise<Messages> => {
  if (place.provider === 'anthropic') {
    const { apiKey, baseUrl, retries: maxRetries = RETRIES } = place;
    const where = baseUrl === undefined ? {} : { baseURL: baseUrl };
    return new Anthropic({ apiKey, authToken: null, maxRetries, ...where }).messages;
  }
  const { AnthropicBedrock } = await import('@anthropic-ai/bedrock-sdk');
  const where = place.baseUrl === undefined ? {} : { baseURL: place.baseUrl };
  const { messages } = new AnthropicBedrock({
    awsRegion: place.region,
    maxRetries: RETRIES,
    ...where,
  });
  return messages;
};

type Parsed = Awaited<ReturnType<Messages['parse']>>;

const usageOf = ({ usage }: Parsed): ModelUsage => ({
  inputTokens: usage.input_tokens,
  outputTokens: usage.output_tokens,
  cacheReadTokens: usage.cache_read_input_tokens ?? 0,
  cacheWriteTokens: usage.cache_creation_input_tokens ?? 0,
});

const toldOf = (message: Parsed, mark: string): Told => {
  const usage = usageOf(message);
  if (message.stop_reason === 'refusal') return { kind: 'fell-back', why: 'refused', usage };
  if (message.stop_reason === 'max_tokens') return { kind: 'fell-back', why: 'cut-off', usage };
  const value = message.parsed_output as Json | null;
  if (value === null || repeatsMark(value, mark)) {
    return { kind: 'fell-back', why: 'malformed', usage };
  }
  return { kind: 'answered', value, usage };
};

/**
 * The closed form of an answer. A text that is none of it is no answer and no error: why it is none
 * (a refusal, the end of its tokens) and what it took are told by the message around it.
 */
const formatOf = (shape: z.ZodType): ReturnType<typeof zodOutputFormat> => {
  const format = zodOutputFormat(shape);
  return {
    ...format,
    parse: (text) => {
      try {
        return format.parse(text);
      } catch {
        return null;
      }
    },
  };
};

const send = async (messages: Messages, prompt: Prompt): Promise<Told> => {
  const { shape } = jobSpecOf(prompt.job);
  const message = await messages.parse(
    {
      model: prompt.model,
      max_tokens: prompt.mostTokens,
      system: [{ type: 'text', text: prompt.prefix, cache_control: { type: 'ephemeral' } }],
      messages: [{ role: 'user', content: prompt.text }],
      output_config: {
        format: formatOf(shape),
        ...(prompt.effort === undefined ? {} : { effort: prompt.effort }),
      },
    },
    { timeout: prompt.timeoutMs },
  );
  return toldOf(message, prompt.mark);
};

/**
 * Opens the way to the model. Every break, refusal and answer of another shape is told as a reason
 * to fall back; nothing is thrown, and nothing of the question is logged.
 */
export const openModel = (place: ModelPlace): ModelPort => {
  let opened: Promise<Messages> | undefined;
  return {
    ask: async (prompt) => {
      try {
        opened ??= openMessages(place);
        return await send(await opened, prompt);
      } catch (error) {
        return readModelError(error);
      }
    },
    close: () => undefined,
  };
};
