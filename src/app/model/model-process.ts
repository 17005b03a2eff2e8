/**
 * The program of the process that talks to the model. It hears prompts from its parent, asks, and
 * says what came back. Its environment holds the model's key and nothing of GitHub or AWS; with
 * Bedrock, an identity that may invoke models.
 */
import { openModel, type ModelPlace } from '../../claude/client.ts';
import type { Prompt } from '../../claude/prompt.ts';

const placeOf = (provider: string | undefined): ModelPlace => {
  const { ANTHROPIC_API_KEY: apiKey = '', ANTHROPIC_BASE_URL: baseUrl, AWS_REGION } = process.env;
  if (provider === 'bedrock') return { provider: 'bedrock', region: AWS_REGION ?? '' };
  return { provider: 'anthropic', apiKey, ...(baseUrl === undefined ? {} : { baseUrl }) };
};

const port = openModel(placeOf(process.argv[2]));

process.on('message', (message: { readonly id: number; readonly prompt: Prompt }) => {
  void port.ask(message.prompt).then((told) => process.send?.({ id: message.id, told }));
});
process.on('disconnect', () => process.exit());
