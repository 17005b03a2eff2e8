import { checkInput, type OperationSchema } from './check-input.ts';

/** One SDK call as the sandbox takes it. */
export interface WireCall {
  readonly clientName: string;
  readonly commandName: string;
  readonly input: unknown;
  readonly accessKeyId: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
  readonly region: string;
}

interface Identity {
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
}

interface AuthScheme {
  readonly identity?: Identity;
  readonly httpAuthOption?: {
    readonly signingProperties?: { readonly config?: { region?: () => Promise<string> } };
  };
}

/** Where the SDK keeps what it knows of a call. */
const SMITHY = '__smithy_context';

interface Context {
  readonly clientName?: string;
  readonly commandName?: string;
  readonly [SMITHY]?: SmithyContext;
}

interface SmithyContext {
  readonly selectedHttpAuthScheme?: AuthScheme;
  readonly operationSchema?: OperationSchema;
}

type Next = (args: never) => Promise<unknown>;
type Step = (next: Next, context: Context) => (args: { input: unknown }) => Promise<unknown>;

interface Stack {
  addRelativeTo(step: never, options: never): void;
}

/** What `client.middlewareStack.use` and `clientPlugins` take. */
export interface SandboxPlugin {
  readonly applyToStack: (stack: Stack) => void;
}

const regionOf = async (scheme: AuthScheme | undefined): Promise<string> =>
  (await scheme?.httpAuthOption?.signingProperties?.config?.region?.()) ?? 'us-east-1';

const toWire = async (context: Context, input: unknown): Promise<WireCall> => {
  const scheme = context[SMITHY]?.selectedHttpAuthScheme;
  const identity = scheme?.identity ?? {};
  return {
    clientName: context.clientName ?? '',
    commandName: context.commandName ?? '',
    input,
    accessKeyId: identity.accessKeyId ?? '',
    region: await regionOf(scheme),
    ...(identity.secretAccessKey === undefined
      ? {}
      : { secretAccessKey: identity.secretAccessKey }),
    ...(identity.sessionToken === undefined ? {} : { sessionToken: identity.sessionToken }),
  };
};

/**
 * A plugin that answers an SDK client by a function. It stands right after the middleware that
 * picks the credentials, the first place that sees both a call and who makes it, and before
 * serialization: no request is ever built.
 */
export const pluginFor = (answer: (call: WireCall) => Promise<unknown>): SandboxPlugin => {
  const step: Step = (_next, context) => async (args) => {
    const call = await toWire(context, args.input);
    checkInput(call, context[SMITHY]?.operationSchema);
    return { response: {}, output: await answer(call) };
  };
  return {
    applyToStack: (stack) => {
      stack.addRelativeTo(
        step as never,
        {
          name: 'awsCoworkerSandbox',
          relation: 'after',
          toMiddleware: 'httpAuthSchemeMiddleware',
          override: true,
        } as never,
      );
    },
  };
};
