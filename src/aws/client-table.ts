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

/** One `import` for each client: EC2's costs a fifth of a second that others need not pay. */
const LOADERS = {
  APIGateway: () => import('@aws-sdk/client-api-gateway'),
  ApiGatewayV2: () => import('@aws-sdk/client-apigatewayv2'),
  AutoScaling: () => import('@aws-sdk/client-auto-scaling'),
  Budgets: () => import('@aws-sdk/client-budgets'),
  CloudControl: () => import('@aws-sdk/client-cloudcontrol'),
  CloudFormation: () => import('@aws-sdk/client-cloudformation'),
  CloudFront: () => import('@aws-sdk/client-cloudfront'),
  CloudTrail: () => import('@aws-sdk/client-cloudtrail'),
  CloudWatch: () => import('@aws-sdk/client-cloudwatch'),
  CloudWatchLogs: () => import('@aws-sdk/client-cloudwatch-logs'),
  ConfigService: () => import('@aws-sdk/client-config-service'),
  CostExplorer: () => import('@aws-sdk/client-cost-explorer'),
  DynamoDB: () => import('@aws-sdk/client-dynamodb'),
  EC2: () => import('@aws-sdk/client-ec2'),
  ECS: () => import('@aws-sdk/client-ecs'),
  EFS: () => import('@aws-sdk/client-efs'),
  EKS: () => import('@aws-sdk/client-eks'),
  ElasticLoadBalancingV2: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  EventBridge: () => import('@aws-sdk/client-eventbridge'),
  GuardDuty: () => import('@aws-sdk/client-guardduty'),
  IAM: () => import('@aws-sdk/client-iam'),
  KMS: () => import('@aws-sdk/client-kms'),
  Lambda: () => import('@aws-sdk/client-lambda'),
  Organizations: () => import('@aws-sdk/client-organizations'),
  Pricing: () => import('@aws-sdk/client-pricing'),
  RDS: () => import('@aws-sdk/client-rds'),
  ResourceExplorer2: () => import('@aws-sdk/client-resource-explorer-2'),
  Route53: () => import('@aws-sdk/client-route-53'),
  S3: () => import('@aws-sdk/client-s3'),
  SecretsManager: () => import('@aws-sdk/client-secrets-manager'),
  SecurityHub: () => import('@aws-sdk/client-securityhub'),
  SNS: () => import('@aws-sdk/client-sns'),
  SQS: () => import('@aws-sdk/client-sqs'),
  SSM: () => import('@aws-sdk/client-ssm'),
  STS: () => import('@aws-sdk/client-sts'),
  XRay: () => import('@aws-sdk/client-xray'),
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
  const exported = (await LOADERS[name]()) as unknown as Record<string, unknown>;
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
