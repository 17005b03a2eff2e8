/** The SDK clients in use, loaded when first needed. The one place that trusts the SDK's shapes. */

/** What one call may be sent with. */
export interface SendOptions {
  readonly abortSignal: AbortSignal;
}

/** What is used of an SDK client, whatever the service. */
export interface SdkClient {
  readonly send: (command: object, options?: SendOptions) => Promise<unknown>;
  readonly destroy: () => void;
  readonly middlewareStack: never;
}

/** A middleware for every client, as the SDK's `Pluggable`. */
export interface ClientPlugin {
  readonly applyToStack: (stack: never) => void;
}

/** Settings of one client. Attempts are always one: pacing and trying again is ours. */
export interface ClientSettings {
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly requestHandler: object;
  readonly maxAttempts: 1;
  readonly endpoint?: string;
  readonly forcePathStyle?: boolean;
}

/**
 * Loads a package whose types nobody here reads: checking those of all clients would take longer
 * than checking everything else.
 */
const sdk = (name: string) => (): Promise<unknown> => import(name);

/** One `import` for each client: EC2's costs a fifth of a second that others need not pay. */
const LOADERS = {
  APIGateway: sdk('@aws-sdk/client-api-gateway'),
  ApiGatewayV2: sdk('@aws-sdk/client-apigatewayv2'),
  AutoScaling: sdk('@aws-sdk/client-auto-scaling'),
  Budgets: sdk('@aws-sdk/client-budgets'),
  CloudControl: sdk('@aws-sdk/client-cloudcontrol'),
  CloudFormation: sdk('@aws-sdk/client-cloudformation'),
  CloudFront: sdk('@aws-sdk/client-cloudfront'),
  CloudTrail: sdk('@aws-sdk/client-cloudtrail'),
  CloudWatch: sdk('@aws-sdk/client-cloudwatch'),
  CloudWatchLogs: sdk('@aws-sdk/client-cloudwatch-logs'),
  ConfigService: sdk('@aws-sdk/client-config-service'),
  CostExplorer: sdk('@aws-sdk/client-cost-explorer'),
  DynamoDB: sdk('@aws-sdk/client-dynamodb'),
  EC2: sdk('@aws-sdk/client-ec2'),
  ECS: sdk('@aws-sdk/client-ecs'),
  EFS: sdk('@aws-sdk/client-efs'),
  EKS: sdk('@aws-sdk/client-eks'),
  ElasticLoadBalancingV2: sdk('@aws-sdk/client-elastic-load-balancing-v2'),
  EventBridge: sdk('@aws-sdk/client-eventbridge'),
  GuardDuty: sdk('@aws-sdk/client-guardduty'),
  IAM: sdk('@aws-sdk/client-iam'),
  KMS: sdk('@aws-sdk/client-kms'),
  Lambda: sdk('@aws-sdk/client-lambda'),
  Organizations: sdk('@aws-sdk/client-organizations'),
  Pricing: sdk('@aws-sdk/client-pricing'),
  RDS: sdk('@aws-sdk/client-rds'),
  ResourceExplorer2: sdk('@aws-sdk/client-resource-explorer-2'),
  Route53: sdk('@aws-sdk/client-route-53'),
  S3: sdk('@aws-sdk/client-s3'),
  SecretsManager: sdk('@aws-sdk/client-secrets-manager'),
  SecurityHub: sdk('@aws-sdk/client-securityhub'),
  SNS: sdk('@aws-sdk/client-sns'),
  SQS: sdk('@aws-sdk/client-sqs'),
  SSM: sdk('@aws-sdk/client-ssm'),
  STS: sdk('@aws-sdk/client-sts'),
  XRay: sdk('@aws-sdk/client-xray'),
} as const;

export type ClientName = keyof typeof LOADERS;

export const CLIENT_NAMES = Object.keys(LOADERS) as readonly ClientName[];

/** True for a client of the table. */
export const isClientName = (name: string): name is ClientName => Object.hasOwn(LOADERS, name);

/** A loaded SDK package: how to make its client and its commands. */
export interface SdkModule {
  readonly createClient: (settings: ClientSettings) => SdkClient;
  /** Undefined when the client has no such command. */
  readonly createCommand: (
    operation: string,
    input: Readonly<Record<string, unknown>>,
  ) => object | undefined;
  /** Names of all commands, without `Command`. */
  readonly operations: readonly string[];
}

type ClientClass = new (settings: ClientSettings) => SdkClient;
type CommandClass = new (input: Readonly<Record<string, unknown>>) => object;

const load = async (name: ClientName): Promise<SdkModule> => {
  const exported = (await LOADERS[name]()) as Record<string, unknown>;
  const Client = exported[`${name}Client`] as ClientClass;
  const commands = new Map(
    Object.entries(exported)
      .filter(([key, value]) => key.endsWith('Command') && typeof value === 'function')
      .map(([key, value]) => [key.slice(0, -'Command'.length), value as CommandClass]),
  );
  return {
    createClient: (settings) => new Client(settings),
    createCommand: (operation, input) => {
      const Command = commands.get(operation);
      return Command === undefined ? undefined : new Command(input);
    },
    operations: [...commands.keys()].filter((operation) => operation !== '$'),
  };
};

const loaded = new Map<ClientName, Promise<SdkModule>>();

/** Loads the package of one client; kept, so that the second time is free. */
export const loadSdk = (name: ClientName): Promise<SdkModule> => {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const loading = load(name);
  loaded.set(name, loading);
  return loading;
};
