import { AwsError } from '../aws-error.ts';
import { nextHex, type Role, type Session, type WorldState } from '../state.ts';
import type { PolicyDocument } from './policy.ts';

/** What an SDK client takes as credentials. */
export interface SandboxCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** What makes a session beyond its role. */
export interface SessionRequest {
  readonly accountId: string;
  readonly role: Role;
  readonly sessionName: string;
  readonly seconds: number;
  readonly isChained: boolean;
  readonly sourceIdentity?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly policy?: PolicyDocument;
}

/** Makes a session and remembers it under its access key. */
export const openSession = (state: WorldState, request: SessionRequest): Session => {
  const { role, accountId, sessionName } = request;
  const accessKeyId = `ASIA${nextHex(state, 16).toUpperCase()}`;
  const session: Session = {
    accessKeyId,
    secretAccessKey: nextHex(state, 40),
    sessionToken: nextHex(state, 64),
    accountId,
    role,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role.name}/${sessionName}`,
    userId: `AROA${nextHex(state, 17).toUpperCase()}:${sessionName}`,
    tags: request.tags,
    isChained: request.isChained,
    issuedAt: state.now,
    expiresAt: new Date(state.now.getTime() + request.seconds * 1000),
    ...(request.sourceIdentity === undefined ? {} : { sourceIdentity: request.sourceIdentity }),
    ...(request.policy === undefined ? {} : { policy: request.policy }),
  };
  state.sessions.set(accessKeyId, session);
  return session;
};

/** The credentials of a session. */
export const credentialsOfSession = (session: Session): SandboxCredentials => ({
  accessKeyId: session.accessKeyId,
  secretAccessKey: session.secretAccessKey,
  sessionToken: session.sessionToken,
  expiration: session.expiresAt,
});

/** True while the session can still be used at a moment. */
export const isAlive = (session: Session, at: Date): boolean => at < session.expiresAt;

/** The session behind some credentials; throws as AWS does for unknown and expired ones. */
export const findSession = (
  state: WorldState,
  given: {
    readonly accessKeyId: string;
    readonly secretAccessKey?: string;
    readonly sessionToken?: string;
  },
): Session => {
  const session = state.sessions.get(given.accessKeyId);
  if (session === undefined || session.sessionToken !== given.sessionToken) {
    throw new AwsError(
      'InvalidClientTokenId',
      403,
      'The security token included in the request is invalid.',
    );
  }
  if (given.secretAccessKey !== session.secretAccessKey) {
    throw new AwsError(
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided.',
    );
  }
  if (!isAlive(session, state.now)) {
    throw new AwsError(
      'ExpiredToken',
      403,
      'The security token included in the request is expired',
    );
  }
  return session;
};
