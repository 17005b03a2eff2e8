import { canonicalJson } from '../task/json.ts';
import { sha256 } from './digest.ts';
import type { StackPreview } from './preview.ts';

/**
 * Names everything that a change set says, as it was read; in the plan, and so in its digest. What
 * was read of the resources themselves is beside it in the plan.
 */
export const previewHash = ({ live: _live, ...said }: StackPreview): string =>
  sha256(canonicalJson(said));

/** JSON text without the white space between its parts. */
const compact = (body: string): string =>
  body.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, (_, text: string | undefined) => text ?? '');

/** True when nothing of a JSON text is lost by reading it: no key twice, no number that is cut. */
const isWhole = (body: string, value: unknown): boolean => JSON.stringify(value) === compact(body);

const canonicalBody = (body: string): string => {
  try {
    const value: unknown = JSON.parse(body);
    return isWhole(body, value) ? canonicalJson(value) : body;
  } catch {
    return body;
  }
};

/**
 * Names a template body. Two JSON texts of one value have one name, because CloudFormation may
 * write JSON otherwise than it was sent. A text of which reading loses something, and any text that
 * is not JSON, is named as it stands.
 */
export const templateHash = (body: string): string => sha256(canonicalBody(body));
