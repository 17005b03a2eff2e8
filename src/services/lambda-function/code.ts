/** Where a package lies, and which version of it, if the request says so. */
export interface CodePlace {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

const BUCKET = String.raw`[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]`;
const KEY = String.raw`[^\s?#*]{1,900}`;
const VERSION = String.raw`[A-Za-z0-9._-]{1,128}`;

/** `s3://bucket/key`, with the version or without. Anchored. */
export const CODE_PLACE = new RegExp(`^s3://(${BUCKET})/(${KEY})(?:\\?versionId=(${VERSION}))?$`);

/** `s3://bucket/key` with or without `?versionId=…`; undefined for anything else. */
export const parseCode = (text: string): CodePlace | undefined => {
  const [, bucket, key, versionId] = CODE_PLACE.exec(text) ?? [];
  if (bucket === undefined || key === undefined) return undefined;
  return { bucket, key, ...(versionId === undefined ? {} : { versionId }) };
};
