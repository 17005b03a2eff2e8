import { canonicalJson } from '../task/json.ts';
import { sha256 } from './digest.ts';
import type { StackPreview } from './preview.ts';

/** Names everything that a change set says, as it was read; in the plan, and so in its digest. */
export const previewHash = (preview: StackPreview): string => sha256(canonicalJson(preview));

const canonicalBody = (body: string): string => {
  try {
    return canonicalJson(JSON.parse(body));
  } catch {
    return body;
  }
};

/**
 * Names a template body. Two JSON texts of one value have one name, because CloudFormation may
 * write JSON otherwise than it was sent; any other text is named as it stands.
 */
export const templateHash = (body: string): string => sha256(canonicalBody(body));
