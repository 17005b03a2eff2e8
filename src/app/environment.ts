import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { StartRefused } from './knowledge.ts';

/** Which workers a process runs. */
export const ROLES = ['all', 'orchestrator', 'reader', 'deployer', 'model'] as const;
export type Role = (typeof ROLES)[number];

const text = z.string().trim().min(1);

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
const PORT_WORDS = 'must be a number from 0 to 65535';
const ID_WORDS = 'must be the number of the GitHub App';
const URL_WORDS = 'must be an address such as https://api.github.com';

/** A key that can not be read would only be missed at the first webhook. */
const isPrivateKey = (key: string): boolean => {
  try {
    createPrivateKey(key);
    return true;
  } catch {
    return false;
  }
};

const common = z.object({
  DATABASE_URL: text.optional(),
  DATA_DIR: text.default('data'),
  CONFIG_DIR: text.optional(),
  PORT: z.coerce
    .number(PORT_WORDS)
    .int(PORT_WORDS)
    .min(0, PORT_WORDS)
    .max(65_535, PORT_WORDS)
    .default(3000),
  HOST: text.default('127.0.0.1'),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('info'),
  GITHUB_API_URL: z.url(URL_WORDS).default('https://api.github.com'),
  AWS_ENDPOINT_URL: z.url(URL_WORDS).optional(),
  AWS_REGION: text.default('us-east-1'),
});

const application = common.extend({
  APP_ID: z.coerce.number(ID_WORDS).int(ID_WORDS).positive(ID_WORDS),
});

const orchestrator = application.extend({
  PRIVATE_KEY: text
    .transform((key) => key.replaceAll('\\n', '\n'))
    .refine(isPrivateKey, 'must be a private key as PEM, with its first and last line'),
  WEBHOOK_SECRET: z
    .string()
    .min(16, 'must have at least 16 characters')
    .refine((secret) => secret !== 'development', 'must be a secret of your own'),
});

const signIn = z.object({
  GITHUB_CLIENT_ID: text,
  GITHUB_CLIENT_SECRET: text,
});

const model = z.object({
  ANTHROPIC_API_KEY: text.optional(),
  ANTHROPIC_BASE_URL: z.url(URL_WORDS).optional(),
});

export type ModelEnvironment = z.output<typeof model>;
export type CommonEnvironment = z.output<typeof common>;
export type OrchestratorEnvironment = z.output<typeof orchestrator>;

type Variables = Readonly<Record<string, string | undefined>>;

const parseWith = <S extends z.ZodType>(shape: S, variables: Variables): z.output<S> => {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = shape.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new StartRefused(
    parsed.error.issues.map(({ path, message }) => {
      const name = path.join('.');
      const said = Object.hasOwn(given, name) ? message : 'is not set';
      return `environment: ${name}: ${said}`;
    }),
  );
};

/** Reads what every worker needs. Only names of variables are in an error, never their values. */
export const readCommon = (variables: Variables): CommonEnvironment => parseWith(common, variables);

/** Reads what the deployer needs on top: the number of the GitHub App, which is no secret. */
export const readDeployer = (variables: Variables): z.output<typeof application> =>
  parseWith(application, variables);

/** Reads what the orchestrator needs on top; nobody else reads the key of the GitHub App. */
export const readOrchestrator = (variables: Variables): OrchestratorEnvironment =>
  parseWith(orchestrator, variables);

/** Reads what signing people in needs; asked only where there is a dashboard. */
export const readSignIn = (variables: Variables): z.output<typeof signIn> =>
  parseWith(signIn, variables);

/** Reads what the model worker needs: its key, or nothing where Bedrock is asked. */
export const readModel = (variables: Variables): ModelEnvironment => parseWith(model, variables);

/** Credentials of others. The worker that talks to the model must not even see them. */
const FOREIGN_KEYS = {
  github: ['PRIVATE_KEY', 'WEBHOOK_SECRET', 'GITHUB_TOKEN', 'GH_TOKEN', 'GITHUB_CLIENT_SECRET'],
  aws: [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_PROFILE',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
    'AWS_ROLE_ARN',
    'AWS_CONFIG_FILE',
    'AWS_SHARED_CREDENTIALS_FILE',
    'AWS_BEARER_TOKEN_BEDROCK',
  ],
} as const;

/** Refuses to start a model worker that could do anything but ask the model. */
export const refuseForeignKeys = (variables: Variables, usesBedrock: boolean): void => {
  const foreign = [...FOREIGN_KEYS.github, ...(usesBedrock ? [] : FOREIGN_KEYS.aws)];
  const found = foreign.filter((name) => (variables[name] ?? '') !== '');
  if (found.length === 0) return;
  throw new StartRefused(
    found.map((name) => `environment: ${name}: must not be set for --role model`),
  );
};

/** A role of its own shares nothing but the database, so that it must be one that can be shared. */
export const checkRole = (role: Role, environment: CommonEnvironment): void => {
  if (role === 'all' || environment.DATABASE_URL !== undefined) return;
  throw new StartRefused([
    `--role ${role} needs DATABASE_URL: the embedded database serves one process only.`,
  ]);
};
