/**
 * Blobs in an S3 bucket, Amazon's or a compatible one.
 * Invariant: every request ends within 30 s, and a blob is sent in one request, so it is stored whole or not at all.
 */

import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { FatalError } from '../../runtime/errors.ts';
import { orMissing } from '../../runtime/thrown.ts';
import { type BlobPlace, SPARED_MS } from './blob-place.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;
const ATTEMPTS = 3;

export async function openBucket(options: {
  readonly bucket: string;
  readonly prefix: string;
  readonly endpoint: string | undefined;
}): Promise<BlobPlace> {
  const name = `s3://${options.bucket}/${options.prefix}`;
  const client = new S3Client({
    region: process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1',
    // Compatible servers seldom have a DNS name per bucket, and older ones store the checksum trailer that the SDK adds
    // by default as part of the body.
    ...(options.endpoint !== undefined && { endpoint: options.endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
  });
  try {
    await client.config.credentials();
  } catch (error) {
    client.destroy();
    throw new FatalError(
      `BLOB_STORE: no credentials for ${name}. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine a role.`,
      78,
      { cause: error },
    );
  }
  // bounded: the prefix is the operator's own.
  const prefix = options.prefix.replace(/^\/+|\/+$/g, '');
  const locate = (key: string) => ({ Bucket: options.bucket, Key: prefix === '' ? key : `${prefix}/${key}` });
  const head = (key: string) => orMissing(client.send(new HeadObjectCommand(locate(key))), isMissing);
  const ageOf = (found: { LastModified?: Date | undefined }) => Date.now() - (found.LastModified?.getTime() ?? 0);
  return {
    name,
    read: async (key) => {
      const found = await orMissing(client.send(new GetObjectCommand(locate(key))), isMissing);
      return found?.Body?.transformToByteArray();
    },
    sizeOf: async (key) => {
      const found = await head(key);
      // There, but of a size that the server does not say.
      return found && (found.ContentLength ?? Number.NaN);
    },
    // An object has no time that could be set: one that is not young is taken for missing, and so written anew.
    renew: async (key) => {
      const found = await head(key);
      return found && ageOf(found) < SPARED_MS / 2 ? (found.ContentLength ?? Number.NaN) : undefined;
    },
    list: async (part) => {
      const { Bucket, Key } = locate(`${part}/`);
      const keys: string[] = [];
      let token: string | undefined;
      do {
        const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix: Key, ContinuationToken: token }));
        keys.push(...(page.Contents ?? []).map(({ Key: name = '' }) => `${part}/${name.slice(Key.length)}`));
        token = page.NextContinuationToken;
      } while (token !== undefined);
      return keys;
    },
    // Between the two requests somebody may write it anew after all: milliseconds, for bytes that nobody wanted for a week.
    remove: async (key) => {
      const found = await head(key);
      if (found && ageOf(found) < SPARED_MS) return false;
      if (found) await client.send(new DeleteObjectCommand(locate(key)));
      return true;
    },
    write: async (key, bytes) => {
      // Strangers' bytes: whoever serves the bucket must not serve them as a page.
      const manners = { ContentType: 'application/octet-stream', ContentDisposition: 'attachment' };
      await client.send(new PutObjectCommand({ ...locate(key), ...manners, Body: bytes }));
    },
    close: () => client.destroy(),
  };
}

/** Without the right to list the bucket Amazon answers 403 for a missing key; that right is part of the setup. */
function isMissing(error: unknown): boolean {
  // A missing bucket is another matter than a missing key; a HEAD has no body to tell them apart.
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404 && error.name !== 'NoSuchBucket';
}
