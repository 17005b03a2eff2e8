/** Shapes of credentials that must never stand in a reply, whoever wrote them somewhere. */
const SHAPES: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,}\b/g,
  /\bgithub_pat_\w{20,}\b/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bsk-ant-[\w-]{20,}/g,
  /\bxox[abprs]-[\w-]{10,}/g,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g,
];

/** The last look before a text is posted: what has the shape of a credential is taken out. */
export const withoutSecrets = (text: string): string =>
  SHAPES.reduce((clean, shape) => clean.replaceAll(shape, '(removed: looked like a secret)'), text);
