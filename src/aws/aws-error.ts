import { z } from 'zod';

/** An error of the SDK, read. `status` is 0 when nothing was answered. */
export interface AwsError {
  readonly kind: 'throttled' | 'unavailable' | 'timeout' | 'answered' | 'broken';
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly requestId: string;
}

const sdkError = z.object({
  name: z.string().default(''),
  code: z.string().optional(),
  Code: z.string().optional(),
  message: z.string().default(''),
  $metadata: z
    .object({ httpStatusCode: z.number().optional(), requestId: z.string().optional() })
    .optional(),
});

const THROTTLED = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);
const TIMED_OUT = new Set(['AbortError', 'TimeoutError', 'ETIMEDOUT', 'RequestTimeout']);
const NETWORK = /^(ECONN|EPIPE|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET)/;

/** Names that a body which could not be read leaves behind; the status is all that is known. */
const UNREADABLE = new Set(['SyntaxError', 'TypeError', 'Error', 'Unknown', 'UnknownError', '']);

const kindOf = (names: readonly string[], status: number): AwsError['kind'] => {
  if (names.some((name) => THROTTLED.has(name)) || status === 429) return 'throttled';
  if (names.some((name) => TIMED_OUT.has(name))) return 'timeout';
  if (status >= 500 || names.some((name) => NETWORK.test(name))) return 'unavailable';
  return status >= 400 ? 'answered' : 'broken';
};

const codeOf = (name: string, status: number): string => {
  if (!UNREADABLE.has(name)) return name;
  if (status === 403) return 'AccessDenied';
  return status === 404 ? 'NotFound' : name;
};

/** Reads what the SDK threw. What carries neither a status nor a network code is broken. */
export const parseAwsError = (thrown: unknown): AwsError => {
  const parsed = sdkError.safeParse(thrown);
  if (!parsed.success) return { kind: 'broken', code: '', status: 0, message: '', requestId: '' };
  const { name, code, Code, message, $metadata } = parsed.data;
  const status = $metadata?.httpStatusCode ?? 0;
  const names = [name, code ?? '', Code ?? ''];
  return {
    kind: kindOf(names, status),
    code: codeOf(Code ?? name, status),
    status,
    message,
    requestId: $metadata?.requestId ?? '',
  };
};

const DENIED =
  /^(AccessDenied(Exception)?|(Client\.)?UnauthorizedOperation|AuthorizationError|Forbidden)$/;
const EXPIRED = /^(ExpiredToken|ExpiredTokenException|RequestExpired)$/;

/** True when AWS says that this identity may not. */
export const isDenied = (code: string): boolean => DENIED.test(code);

/** True when AWS says that the session has ended. */
export const isExpired = (code: string): boolean => EXPIRED.test(code);
