const BURSTING = ['nano', 'micro', 'small', 'medium', 'large', 'xlarge', '2xlarge'];
const LARGE = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'];
const INTEL = [...LARGE, '24xlarge'];
const ICE = [...INTEL, '32xlarge'];
const SAPPHIRE = [...INTEL, '48xlarge'];
const GRAVITON = ['medium', ...LARGE];
const C5 = ['large', 'xlarge', '2xlarge', '4xlarge', '9xlarge', '12xlarge', '18xlarge', '24xlarge'];

/** Sizes of a family of instances, the smallest first. Source: aws.amazon.com/ec2/instance-types */
const INSTANCE_SIZES: Readonly<Record<string, readonly string[]>> = {
  t2: BURSTING,
  t3: BURSTING,
  t3a: BURSTING,
  t4g: BURSTING,
  m5: INTEL,
  m6i: ICE,
  m7i: SAPPHIRE,
  m6g: GRAVITON,
  m7g: GRAVITON,
  c5: C5,
  c6i: ICE,
  c7i: SAPPHIRE,
  c6g: GRAVITON,
  c7g: GRAVITON,
  r5: INTEL,
  r6i: ICE,
  r7i: SAPPHIRE,
  r6g: GRAVITON,
  r7g: GRAVITON,
};

const SMALL = ['micro', 'small', 'medium', 'large', 'xlarge', '2xlarge'];

/** Sizes of a family of database classes. Source: the RDS User Guide, DB instance class types. */
const CLASS_SIZES: Readonly<Record<string, readonly string[]>> = {
  t3: SMALL,
  t4g: SMALL,
  m5: INTEL,
  m6i: ICE,
  m6g: LARGE,
  r5: INTEL,
  r6i: ICE,
  r6g: LARGE,
};

/** A size less, where the table has one. */
export type Smaller =
  | { readonly is: 'smaller'; readonly name: string }
  | { readonly is: 'smallest' }
  | { readonly is: 'unknown' };

const before = (sizes: readonly string[] | undefined, size: string, prefix: string): Smaller => {
  const at = sizes?.indexOf(size) ?? -1;
  if (at < 0) return { is: 'unknown' };
  const smaller = sizes?.[at - 1];
  return smaller === undefined
    ? { is: 'smallest' }
    : { is: 'smaller', name: `${prefix}.${smaller}` };
};

/** The next smaller instance type of the same family. */
export const smallerType = (type: string): Smaller => {
  const [family = '', size = ''] = type.split('.');
  return before(INSTANCE_SIZES[family], size, family);
};

/** The next smaller class of the same family, such as `db.m5.large` for `db.m5.xlarge`. */
export const smallerClass = (name: string): Smaller => {
  const [, family = '', size = ''] = name.split('.');
  return before(CLASS_SIZES[family], size, `db.${family}`);
};
