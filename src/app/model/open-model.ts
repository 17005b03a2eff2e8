import type { ModelConfig } from '../../config/model-config.ts';
import { readModel, refuseForeignKeys, type ModelEnvironment, type Role } from '../environment.ts';
import { StartRefused } from '../knowledge.ts';
import type { AppOptions } from '../start-app.ts';
import { forkModel } from './fork-model.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What a process needs to reach the network, and nothing that says who it is. */
const PASSED_ON = [
  'PATH',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
] as const;

/** By which a worker of its own is somebody in AWS: with Bedrock, who may invoke models. */
const BEDROCK_IDENTITY = [
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
] as const;

/** Where the files of profiles are. */
const PROFILE_FILES = ['HOME', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'] as const;

const picked = (variables: Variables, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = variables[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );

const present = (given: ModelEnvironment): Record<string, string> =>
  picked(given, ['ANTHROPIC_API_KEY', 'ANTHROPIC_BASE_URL']);

/**
 * The whole environment of the process that talks to the model: the key of the model, or with
 * Bedrock an identity that may invoke models, and the way to the network. One process that runs
 * everything has the identities of all workers at hand, so that there only a profile of its own
 * counts, and never theirs.
 */
export const modelVariables = (
  role: Role,
  settings: ModelConfig,
  variables: Variables,
): Readonly<Record<string, string>> => {
  const common = picked(variables, PASSED_ON);
  const { bedrock } = settings;
  if (settings.provider === 'anthropic' || bedrock === undefined) {
    return { ...common, ...present(readModel(variables)) };
  }
  const region = { AWS_REGION: bedrock.region };
  const files = picked(variables, PROFILE_FILES);
  const profile = bedrock.profile === undefined ? {} : { ...files, AWS_PROFILE: bedrock.profile };
  // Of a profile that is not there, the machine's own identity must not take the place.
  if (role !== 'model') {
    return { ...common, ...profile, ...region, AWS_EC2_METADATA_DISABLED: 'true' };
  }
  return { ...common, ...picked(variables, BEDROCK_IDENTITY), ...profile, ...region };
};

const hasWay = (settings: ModelConfig, own: Readonly<Record<string, string>>): boolean =>
  settings.provider === 'bedrock' || own['ANTHROPIC_API_KEY'] !== undefined;

/** How a process of its own has the right: by its worker identity, or by a named profile. */
const refuseNobody = (role: Role, { provider, bedrock }: ModelConfig): void => {
  if (provider !== 'bedrock' || role !== 'all' || bedrock?.profile !== undefined) return;
  throw new StartRefused([
    'config/model.yml: bedrock.profile: with one process for everything, name the profile of an ' +
      'identity that may invoke the models and nothing else.',
  ]);
};

/** The way to the model for a role that has one; nothing where nobody gave a key. */
export const modelOf = (
  role: Role,
  settings: ModelConfig,
  variables: Variables,
): Pick<AppOptions, 'model'> => {
  if ((role !== 'all' && role !== 'model') || settings.enabled === false) return {};
  if (role === 'model') refuseForeignKeys(variables, settings.provider === 'bedrock');
  refuseNobody(role, settings);
  const own = modelVariables(role, settings, variables);
  if (hasWay(settings, own)) return { model: forkModel(settings.provider, own) };
  if (role === 'all' && settings.enabled !== true) return {};
  throw new StartRefused(['environment: ANTHROPIC_API_KEY: is not set']);
};
