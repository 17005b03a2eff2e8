/** What an SDK client throws: `name`, `$fault` and `$metadata`, as its deserializer makes them. */
export class AwsError extends Error {
  readonly $fault: 'client' | 'server';
  readonly $metadata: { readonly httpStatusCode: number; requestId: string };
  readonly Code: string;

  constructor(name: string, httpStatus: number, message: string) {
    super(message);
    this.name = name;
    this.Code = name;
    this.$fault = httpStatus >= 500 ? 'server' : 'client';
    this.$metadata = { httpStatusCode: httpStatus, requestId: '' };
  }
}

/** The sandbox was asked for something it does not imitate. Never an answer of AWS. */
export class SandboxUnsupported extends Error {
  constructor(what: string) {
    super(`the sandbox does not imitate ${what}`);
    this.name = 'SandboxUnsupported';
  }
}

const VALIDATION_NAMES: Readonly<Record<string, string>> = {
  CloudFormation: 'ValidationError',
  CloudWatch: 'ValidationError',
  STS: 'ValidationError',
  IAM: 'ValidationError',
  ElasticLoadBalancingV2: 'ValidationError',
  RDS: 'InvalidParameterValue',
  SNS: 'InvalidParameter',
  EC2: 'InvalidParameterValue',
  Organizations: 'InvalidInputException',
  CloudWatchLogs: 'InvalidParameterException',
  S3: 'InvalidRequest',
};

/** The validation error as each service names it. */
export const validationError = (client: string, message: string): AwsError =>
  new AwsError(VALIDATION_NAMES[client] ?? 'ValidationException', 400, message);

const DENIED_NAMES: Readonly<Record<string, string>> = {
  S3: 'AccessDenied',
  STS: 'AccessDenied',
  IAM: 'AccessDenied',
  ElasticLoadBalancingV2: 'AccessDenied',
  RDS: 'AccessDenied',
  CloudFormation: 'AccessDenied',
  CloudWatch: 'AccessDenied',
  EC2: 'UnauthorizedOperation',
  SNS: 'AuthorizationError',
};

/** The denial as each service names it; JSON services say `AccessDeniedException`. */
export const deniedError = (client: string, message: string): AwsError =>
  new AwsError(DENIED_NAMES[client] ?? 'AccessDeniedException', 403, message);

/** The bare client name: `CloudFormationClient` is `CloudFormation`. */
export const bareClient = (name: string): string => name.replace(/Client$/, '');
